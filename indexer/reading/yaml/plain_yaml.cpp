// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/yaml/plain_yaml.hpp"

#include <array>
#include <optional>

namespace newsrank {
namespace {

constexpr int kMaxPlainDepth = 8;
constexpr std::size_t kMaxKeyLength = 64;
constexpr std::string_view kIndicators = ",[]{}#&*!|>'\"%@`";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_null_word(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

bool is_item(std::string_view content) {
  return content == "-" || content.starts_with("- ");
}

// The length of `key` in "key:" or "key: value"; 0 if the line does not begin so.
std::size_t key_length(std::string_view content) {
  std::size_t length = 0;
  while (length < content.size() && length < kMaxKeyLength && is_word(content[length])) ++length;
  if (length == 0 || length >= content.size() || content[length] != ':') return 0;
  return length + 1 == content.size() || content[length + 1] == ' ' ? length : 0;
}

std::optional<char> simple_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return std::nullopt;
  }
}

class PlainReader {
 public:
  PlainReader(std::string_view text, std::size_t max_values, YamlTape& tape)
      : text_(text), max_values_(max_values), tape_(tape) {}

  bool read() {
    next_line();
    return has_line_ && block(0) && !has_line_;
  }

 private:
  // Moves to the next line that is not blank.
  void next_line() {
    for (has_line_ = false; !has_line_ && position_ < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', position_), text_.size());
      std::string_view line = text_.substr(position_, end - position_);
      if (end < text_.size() && line.ends_with('\r')) line.remove_suffix(1);
      const std::size_t last = line.find_last_not_of(' ');
      if (last != std::string_view::npos) {
        indent_ = line.find_first_not_of(' ');
        content_ = line.substr(indent_, last + 1 - indent_);
        offset_ = position_ + indent_;
        has_line_ = true;
      }
      position_ = end + 1;
    }
  }

  bool block(int depth) {
    if (depth > kMaxPlainDepth) return false;
    return is_item(content_) ? sequence(indent_, depth) : mapping(indent_, depth);
  }

  bool mapping(std::size_t indent, int depth) {
    const std::size_t node = tape_.open(YamlKind::mapping, offset_);
    do {
      if (!pair(indent, depth)) return false;
    } while (has_line_ && indent_ == indent && !is_item(content_));
    tape_.close(node);
    return !has_line_ || indent_ <= indent;
  }

  bool pair(std::size_t indent, int depth) {
    const std::size_t length = key_length(content_);
    const std::string_view key = content_.substr(0, length);
    if (length == 0 || is_null_word(key) || tape_.size() >= max_values_) return false;
    tape_.add(YamlKind::scalar, offset_, key);
    cut(length + 1);
    if (!content_.empty()) return one_line_scalar(indent);
    const std::size_t end_of_key = offset_;
    next_line();
    if (has_line_ && indent_ > indent) return block(depth + 1);
    if (has_line_ && indent_ == indent && is_item(content_)) {
      return depth < kMaxPlainDepth && sequence(indent, depth + 1);
    }
    tape_.add(YamlKind::null, end_of_key);
    return true;
  }

  bool sequence(std::size_t indent, int depth) {
    const std::size_t node = tape_.open(YamlKind::sequence, offset_);
    while (has_line_ && indent_ == indent && is_item(content_)) {
      if (!item(indent, depth)) return false;
    }
    tape_.close(node);
    return !has_line_ || indent_ <= indent;
  }

  bool item(std::size_t indent, int depth) {
    const std::size_t dash = offset_;
    if (tape_.size() >= max_values_) return false;
    if (content_.size() == 1) {
      next_line();
      tape_.add(YamlKind::null, dash);
      return !has_line_ || indent_ <= indent;
    }
    content_.remove_prefix(2);
    offset_ += 2;
    if (content_.front() == ' ' || is_item(content_)) return false;
    if (key_length(content_) == 0) return one_line_scalar(indent);
    indent_ += 2;
    return depth < kMaxPlainDepth && mapping(indent_, depth + 1);
  }

  // Drops `count` bytes and the spaces after them from the front of the line.
  void cut(std::size_t count) {
    while (count < content_.size() && content_[count] == ' ') ++count;
    content_.remove_prefix(count);
    offset_ += count;
  }

  bool one_line_scalar(std::size_t indent) {
    if (!scalar()) return false;
    next_line();
    return !has_line_ || indent_ <= indent;
  }

  bool scalar() {
    switch (content_.front()) {
      case '"':
        return double_quoted();
      case '\'':
        return single_quoted();
      case '[':
        return empty_collection("[]", YamlKind::sequence);
      case '{':
        return empty_collection("{}", YamlKind::mapping);
      default:
        return bare();
    }
  }

  bool empty_collection(std::string_view form, YamlKind kind) {
    if (content_ != form) return false;
    tape_.add(kind, offset_);
    return true;
  }

  bool bare() {
    const char first = content_.front();
    if (kIndicators.find(first) != std::string_view::npos) return false;
    if (first == '-' || first == '?' || first == ':') {
      if (content_.size() == 1 || content_[1] == ' ') return false;
    }
    for (std::size_t i = 0; i < content_.size(); ++i) {
      const char c = content_[i];
      if (is_control(c)) return false;
      if (c == ':' && (i + 1 == content_.size() || content_[i + 1] == ' ')) return false;
      if (c == '#' && i > 0 && content_[i - 1] == ' ') return false;
    }
    if (is_null_word(content_)) {
      tape_.add(YamlKind::null, offset_);
    } else {
      tape_.add(YamlKind::scalar, offset_, content_);
    }
    return true;
  }

  bool single_quoted() {
    if (content_.size() < 2 || content_.back() != '\'') return false;
    const std::string_view inside = content_.substr(1, content_.size() - 2);
    std::size_t quotes = 0;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (is_control(inside[i])) return false;
      if (inside[i] != '\'') continue;
      if (++i == inside.size() || inside[i] != '\'') return false;
      ++quotes;
    }
    if (quotes == 0) {
      tape_.add(YamlKind::scalar, offset_, inside);
      return true;
    }
    std::string text;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      text += inside[i];
      if (inside[i] == '\'') ++i;
    }
    tape_.add(YamlKind::scalar, offset_, tape_.keep(std::move(text)));
    return true;
  }

  bool double_quoted() {
    std::size_t end = 1;
    bool escaped = false;
    while (end < content_.size() && content_[end] != '"') {
      if (is_control(content_[end])) return false;
      if (content_[end] == '\\') {
        escaped = true;
        ++end;
      }
      ++end;
    }
    if (end + 1 != content_.size()) return false;
    const std::string_view inside = content_.substr(1, end - 1);
    if (!escaped) {
      tape_.add(YamlKind::scalar, offset_, inside);
      return true;
    }
    std::string text;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (inside[i] != '\\') {
        text += inside[i];
        continue;
      }
      const auto meant = simple_escape(inside[++i]);
      if (!meant) return false;
      text += *meant;
    }
    tape_.add(YamlKind::scalar, offset_, tape_.keep(std::move(text)));
    return true;
  }

  std::string_view text_;
  std::size_t max_values_;
  YamlTape& tape_;
  std::size_t position_ = 0;  // of the line after the current one
  bool has_line_ = false;
  std::size_t indent_ = 0;
  std::size_t offset_ = 0;    // of content_
  std::string_view content_;  // what is left of the current line, without spaces around
};

}  // namespace

bool read_plain_yaml(std::string_view text, YamlTape& tape, const ReadLimits& limits) {
  const std::size_t before = tape.size();
  if (PlainReader(text, limits.max_values, tape).read()) return true;
  tape.truncate(before);
  return false;
}

}  // namespace newsrank
