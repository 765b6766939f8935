// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/json/json_reader.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/text/utf8.hpp"

namespace newsrank {
namespace {

using Json = nlohmann::json;

// Counts what the parser has taken: it says where errors are, but not where values are.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

class TapeWriter : public nlohmann::json_sax<Json> {
 public:
  TapeWriter(std::string_view text, const char* const* furthest, const ReadLimits& limits, YamlTape& tape)
      : text_(text), furthest_(furthest), limits_(limits), tape_(tape) {}

  bool null() override { return add(YamlKind::null, {}); }
  bool boolean(bool value) override { return add(YamlKind::scalar, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return keep(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return keep(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& written) override { return keep(written); }
  bool string(string_t& value) override { return keep(std::move(value)); }
  bool key(string_t& value) override { return keep(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(YamlKind::mapping); }
  bool start_array(std::size_t /*size*/) override { return open(YamlKind::sequence); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/, const Json::exception& error) override {
    std::string reason = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error …"
    if (const std::size_t colon = reason.find(": "); colon != std::string::npos) reason.erase(0, colon + 2);
    problem_ = {position == 0 ? 0 : std::min(position - 1, text_.size()), "broken JSON: " + reason};
    return false;
  }

  const TextProblem& problem() const { return problem_; }

 private:
  // Where the token that has just been read begins: the first byte after the one before that separates nothing.
  std::size_t take_token() {
    const auto head = static_cast<std::size_t>(*furthest_ - text_.data());
    const std::size_t begin = std::min(text_.find_first_not_of(" \t\r\n,:", after_last_), text_.size());
    after_last_ = std::max(head, after_last_);
    return std::min(begin, head);
  }

  bool add(YamlKind kind, std::string_view text) {
    const std::size_t offset = take_token();
    // A literal or number is known to have ended by the byte after it.
    if (after_last_ > 0 && after_last_ <= text_.size()) {
      constexpr std::string_view kAfter = ",]} \t\r\n";
      if (kAfter.find(text_[after_last_ - 1]) != std::string_view::npos && text_[offset] != '"') --after_last_;
    }
    if (tape_.size() >= kMaxValues) return refuse(offset, "more than 1000000 values in one document");
    tape_.add(kind, offset, text);
    return true;
  }

  bool keep(std::string text) { return add(YamlKind::scalar, tape_.keep(std::move(text))); }

  bool open(YamlKind kind) {
    const std::size_t offset = take_token();
    if (open_.size() >= limits_.max_depth) {
      return refuse(offset, "nested deeper than " + std::to_string(limits_.max_depth) + " levels");
    }
    open_.push_back(tape_.open(kind, offset));
    return true;
  }

  bool close() {
    take_token();
    tape_.close(open_.back());
    open_.pop_back();
    return true;
  }

  bool refuse(std::size_t offset, std::string reason) {
    problem_ = {offset, std::move(reason)};
    return false;
  }

  static constexpr std::size_t kMaxValues = 1'000'000;

  std::string_view text_;
  const char* const* furthest_;
  const ReadLimits& limits_;
  YamlTape& tape_;
  std::vector<std::size_t> open_;
  std::size_t after_last_ = 0;
  TextProblem problem_{0, "broken JSON"};
};

}  // namespace

std::optional<TextProblem> read_json(std::string_view text, const ReadLimits& limits, YamlTape& tape) {
  if (const std::size_t bad = detail::find_invalid_utf8(text); bad != std::string_view::npos) {
    return TextProblem{bad, "invalid UTF-8"};
  }
  const std::size_t before = tape.size();
  const char* furthest = text.data();
  TapeWriter writer(text, &furthest, limits, tape);
  if (Json::sax_parse(CountingIterator(text.data(), &furthest), CountingIterator(text.data() + text.size(), &furthest),
                      &writer)) {
    return std::nullopt;
  }
  tape.truncate(before);
  return writer.problem();
}

std::size_t end_of_json(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    switch (text[at]) {
      case '"':
        for (++at; at < text.size() && text[at] != '"'; ++at) {
          if (text[at] == '\\') ++at;
        }
        break;
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        if (--depth == 0) return at + 1;
        break;
      default:
        break;
    }
  }
  return std::string_view::npos;
}

}  // namespace newsrank
