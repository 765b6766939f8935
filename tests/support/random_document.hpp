// SPDX-License-Identifier: GPL-2.0-or-later
// Random front matter: realistic documents with some damage done to them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::test {

// Draws from a seeded generator of its own, so that one number from RapidCheck gives one document.
class DocumentGenerator {
 public:
  explicit DocumentGenerator(std::uint64_t seed) : state_(seed) {}

  std::string document() {
    std::string text;
    const std::size_t keys = below(10);
    for (std::size_t i = 0; i < keys; ++i) top_level_key(text);
    if (below(3) != 0) related(text);
    if (below(4) == 0) top_level_key(text);
    for (std::size_t damages = below(3) == 0 ? below(5) : 0; damages > 0; --damages) damage(text);
    return text;
  }

 private:
  static constexpr std::array<std::string_view, 18> kKeys{
      "title",     "excerpt",  "webUrl",    "originalUrl", "category", "type",   "language", "publishedDateTime",
      "quality",   "heat",     "published", "removed",     "lang",     "images", "secured",  "unknown",
      "\"title\"", "? title\n"};
  static constexpr std::array<std::string_view, 62> kValues{"https://example.org/a",
                                                            "https://example.org/b?utm_source=x",
                                                            "\"https://example.org/c\"",
                                                            "2022-09-12T13:32:00Z",
                                                            "36",
                                                            "-1",
                                                            "36.5",
                                                            "null",
                                                            "~",
                                                            "",
                                                            "Null",
                                                            "\"\"",
                                                            "''",
                                                            "true",
                                                            "false",
                                                            "yes",
                                                            "maybe",
                                                            "news",
                                                            "a plain title",
                                                            "\"quoted title\"",
                                                            "\"with \\\"escapes\\\" and \\\\ \\n \\t \\/ end\"",
                                                            "\"\\u00e9\\x41 \\U0001F600\"",
                                                            "'it''s'",
                                                            "'single \"q\"'",
                                                            "a # comment",
                                                            "a#b",
                                                            "\"x\" # comment",
                                                            "a: b",
                                                            "a:b",
                                                            "b:",
                                                            "[]",
                                                            "{}",
                                                            "[a, b]",
                                                            "{a: b}",
                                                            "- x",
                                                            "-",
                                                            "-x",
                                                            "?x",
                                                            ":x",
                                                            "&anchor word",
                                                            "*anchor",
                                                            "!!str 5",
                                                            "! x",
                                                            "|\n  block\n  text",
                                                            ">-\n  folded\n  text",
                                                            "\"two\n  lines\"",
                                                            "'two\n\n  lines'",
                                                            "plain\n  on two lines",
                                                            "\"at column\nzero: x\"",
                                                            "tab\there",
                                                            "\ttab",
                                                            "caf\xC3\xA9 \xF0\x9F\x98\x80",
                                                            "\xC2\xA0nbsp\xC2\xA0",
                                                            "&amp;amp; <b>bold</b>",
                                                            "trailing   ",
                                                            "%directive",
                                                            "@at",
                                                            "`tick",
                                                            "\"unclosed",
                                                            "'unclosed",
                                                            "[unclosed",
                                                            "\"\\q\""};
  static constexpr std::string_view kBytes = " \n\r\t:-#'\"&*[]{}|>!%@`,?~<a\\0\x01\xC3";

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

  std::string_view end_of_line() { return below(12) == 0 ? (below(2) == 0 ? "\r\n" : "\n\n") : "\n"; }
  // Mostly values of the plain shape.
  std::string_view value() { return kValues[below(below(4) == 0 ? kValues.size() : 20)]; }

  void pair(std::string& text) {
    text.append(kKeys[below(below(10) == 0 ? kKeys.size() : kKeys.size() - 2)]).append(":");
    const std::string_view chosen = value();
    if (!chosen.empty()) text.append(below(20) == 0 ? "  " : " ").append(chosen);
    text.append(end_of_line());
  }

  void top_level_key(std::string& text) {
    switch (below(6)) {
      case 0:
        text.append("provider:\n  name: ").append(value()).append("\n  domain: example.org\n");
        break;
      case 1:
        list(text, below(3) == 0 ? "" : "  ");
        break;
      case 2:
        if (below(4) == 0) text.append("# a comment").append(end_of_line());
        [[fallthrough]];
      default:
        pair(text);
    }
  }

  void list(std::string& text, std::string_view indent) {
    text.append("topics:").append(end_of_line());
    for (std::size_t i = below(4); i > 0; --i) text.append(indent).append("- ").append(value()).append(end_of_line());
  }

  void related(std::string& text) {
    text.append("related:").append(end_of_line());
    const std::string indent(below(4) == 0 ? below(5) : 2, ' ');
    for (std::size_t entries = below(5); entries > 0; --entries) {
      text.append(indent).append("- title: ").append(value()).append(end_of_line());
      for (std::size_t keys = below(5); keys > 0; --keys) {
        text.append(indent).append("  ");
        pair(text);
      }
      if (below(3) == 0) text.append(indent).append("  images:\n").append(indent).append("    - url: x\n");
    }
  }

  void damage(std::string& text) {
    if (text.empty()) return;
    const std::size_t at = below(text.size());
    const char byte = kBytes[below(kBytes.size())];
    switch (below(4)) {
      case 0:
        text.erase(at, 1 + below(3));
        break;
      case 1:
        text[at] = byte;
        break;
      case 2:
        text.insert(at, text.substr(below(text.size()), below(20)));
        break;
      default:
        text.insert(at, 1, byte);
    }
  }

  std::uint64_t state_;
};

}  // namespace newsrank::test
