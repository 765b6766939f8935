// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/json_writer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// Scalars are the JSON library's to write. Lists and objects of its own are not made: their destructor allocates, which
// ends the program when memory has run out.
std::string scalar_text(const nlohmann::json& scalar) {
  return scalar.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Whether the text stands in JSON as it is: nothing to escape, and valid.
bool is_plain(std::string_view text) {
  bool ascii = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F) return false;
    // The controls of two bytes, U+0080 to U+009F.
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return false;
    // Perhaps U+2028 or U+2029.
    if (byte == 0xE2 && (text.substr(at + 1).starts_with("\x80\xA8") || text.substr(at + 1).starts_with("\x80\xA9")))
      return false;
    ascii = ascii && byte < 0x80;
  }
  return ascii || is_utf8(text);
}

}  // namespace

void JsonWriter::separate() {
  // What is complete ends in none of these.
  constexpr std::string_view kBeginnings = "{[:";
  if (!text_.empty() && kBeginnings.find(text_.back()) == std::string_view::npos) text_ += ',';
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
}

void JsonWriter::plain(std::string_view text) {
  separate();
  text_ += text;
}

void JsonWriter::key(std::string_view name) {
  value(name);
  text_ += ':';
}

void JsonWriter::value(std::nullptr_t) {
  plain("null");
}

void JsonWriter::value(double number) {
  plain(scalar_text(number));
}

void JsonWriter::value(std::string_view text) {
  separate();
  if (is_plain(text)) {
    text_ += '"';
    text_ += text;
    text_ += '"';
    return;
  }
  const std::string quoted = scalar_text(text);
  const auto byte = [&](std::size_t at) { return at < quoted.size() ? static_cast<unsigned char>(quoted[at]) : 0U; };
  // The JSON library leaves DEL and the controls of two bytes, U+0080 to U+009F, as they are; and the separators of
  // lines and paragraphs, U+2028 and U+2029, at which some programs end a line.
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    if (byte(at) == 0x7F) {
      text_ += "\\u007f";
    } else if (byte(at) == 0xC2 && byte(at + 1) < 0xA0) {
      text_ += fmt::format("\\u00{:02x}", byte(++at));
    } else if (byte(at) == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9)) {
      text_ += byte(at + 2) == 0xA8 ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      text_ += quoted[at];
    }
  }
}

}  // namespace newsrank::detail
