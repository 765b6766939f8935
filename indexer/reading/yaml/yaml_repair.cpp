// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/yaml/yaml_repair.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace newsrank {
namespace {

constexpr char kQuestion = '\x01';  // stands for `?`
constexpr std::size_t kEscape = 6;  // "\\ud83c"
constexpr std::size_t kSaved = 2;   // by "\\U0001f389" for a pair

// The number of "\\uXXXX" if it is a surrogate.
std::optional<unsigned> surrogate_at(std::string_view text, std::size_t at) {
  if (text.size() - at < kEscape || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned number = 0;
  const char* const begin = text.data() + at + 2;
  const auto [end, error] = std::from_chars(begin, begin + 4, number, 16);
  if (error != std::errc{} || end != begin + 4 || number < 0xd800 || number > 0xdfff) return std::nullopt;
  return number;
}

std::string escape_of(unsigned character) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string escape = "\\U00000000";
  for (std::size_t digit = escape.size() - 1; character > 0; --digit, character >>= 4U)
    escape[digit] = kDigits[character & 15U];
  return escape;
}

class Repair {
 public:
  explicit Repair(std::string_view text) : text_(text), questions_(text.find(kQuestion) == std::string_view::npos) {}

  RepairedYaml run() {
    result_.text.reserve(text_.size());
    while (at_ < text_.size()) {
      if (!blank_line() && !surrogates() && !question()) take(text_[at_]);
    }
    return std::move(result_);
  }

 private:
  void take(char c) {
    result_.text += c;
    ++at_;
    if (c == '\\' && at_ < text_.size() && text_[at_] == '\\') {  // an escaped backslash begins no escape
      result_.text += text_[at_++];
    }
  }

  bool blank_line() {
    if (at_ > 0 && text_[at_ - 1] != '\n') return false;
    const std::size_t end = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    const bool blank = end == text_.size() || text_[end] == '\n' || text_[end] == '\r';
    if (!blank || text_.substr(at_, end - at_).find('\t') == std::string_view::npos) return false;
    result_.text.append(end - at_, ' ');
    at_ = end;
    result_.changed = true;
    return true;
  }

  bool surrogates() {
    const auto first = surrogate_at(text_, at_);
    if (!first) return false;
    const auto second = *first < 0xdc00 ? surrogate_at(text_, at_ + kEscape) : std::nullopt;
    result_.changed = true;
    if (!second || *second < 0xdc00) {
      result_.text += "\\ufffd";
      at_ += kEscape;
      return true;
    }
    result_.joined.push_back(result_.text.size());
    result_.text += escape_of(0x10000 + ((*first - 0xd800) << 10U) + (*second - 0xdc00));
    at_ += 2 * kEscape;
    return true;
  }

  bool question() {
    constexpr std::string_view kBefore = " \t\r\n[{,";
    if (!questions_ || text_[at_] != '?' || at_ == 0 || kBefore.find(text_[at_ - 1]) != std::string_view::npos)
      return false;
    result_.text += kQuestion;
    ++at_;
    result_.changed = true;
    return true;
  }

  std::string_view text_;
  bool questions_;
  std::size_t at_ = 0;
  RepairedYaml result_;
};

}  // namespace

std::size_t RepairedYaml::offset_before(std::size_t offset) const {
  const auto before = std::lower_bound(joined.begin(), joined.end(), offset) - joined.begin();
  return offset + kSaved * static_cast<std::size_t>(before);
}

std::string RepairedYaml::meant(std::string_view value) const {
  std::string own(value);
  std::replace(own.begin(), own.end(), kQuestion, '?');
  return own;
}

RepairedYaml repair_yaml(std::string_view text) {
  return Repair(text).run();
}

}  // namespace newsrank
