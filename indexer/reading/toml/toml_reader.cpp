// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/toml/toml_reader.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/text/utf8.hpp"

namespace newsrank {
namespace {

// From toml++'s lines and columns (in characters) to offsets.
class LineOffsets {
 public:
  explicit LineOffsets(std::string_view text) : text_(text) {
    begins_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      begins_.push_back(at + 1);
    }
  }

  std::size_t offset_of(const toml::source_position& position) const {
    if (position.line == 0 || position.line > begins_.size()) return 0;
    std::size_t at = begins_[position.line - 1];
    for (std::size_t column = 1; column < position.column && at < text_.size(); ++column) {
      do {
        ++at;
      } while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xc0U) == 0x80);
    }
    return at;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_;
};

class TapeWriter {
 public:
  TapeWriter(std::string_view text, const ReadLimits& limits, YamlTape& tape)
      : offsets_(text), limits_(limits), tape_(tape) {}

  // False if the nesting is too deep, at last_offset().
  bool write(const toml::node& node, std::size_t depth) {
    last_offset_ = offsets_.offset_of(node.source().begin);
    if (const auto* table = node.as_table()) return write_table(*table, depth);
    if (const auto* array = node.as_array()) return write_array(*array, depth);
    tape_.add(YamlKind::scalar, last_offset_, tape_.keep(scalar(node)));
    return true;
  }
  std::size_t last_offset() const { return last_offset_; }

 private:
  bool write_table(const toml::table& table, std::size_t depth) {
    if (depth >= limits_.max_depth) return false;
    // toml++ sorts a table by its keys.
    std::vector<std::pair<std::size_t, toml::table::const_iterator>> order;
    for (auto entry = table.cbegin(); entry != table.cend(); ++entry) {
      order.emplace_back(offsets_.offset_of(entry->first.source().begin), entry);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t node = tape_.open(YamlKind::mapping, last_offset_);
    for (const auto& [offset, entry] : order) {
      tape_.add(YamlKind::scalar, offset, tape_.keep(std::string(entry->first.str())));
      if (!write(entry->second, depth + 1)) return false;
    }
    tape_.close(node);
    return true;
  }

  bool write_array(const toml::array& array, std::size_t depth) {
    if (depth >= limits_.max_depth) return false;
    const std::size_t node = tape_.open(YamlKind::sequence, last_offset_);
    for (const toml::node& item : array) {
      if (!write(item, depth + 1)) return false;
    }
    tape_.close(node);
    return true;
  }

  static std::string scalar(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    std::ostringstream out;
    node.visit([&out](const auto& value) {
      if constexpr (toml::is_value<decltype(value)>) out << value.get();
    });
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    return out.str();
  }

  LineOffsets offsets_;
  const ReadLimits& limits_;
  YamlTape& tape_;
  std::size_t last_offset_ = 0;
};

}  // namespace

// The parser takes minutes and much memory for what is many times as long.
constexpr std::size_t kMaxBytes = std::size_t{1} << 20U;

std::optional<TextProblem> read_toml(std::string_view text, const ReadLimits& limits, YamlTape& tape) {
  if (const std::size_t bad = detail::find_invalid_utf8(text); bad != std::string_view::npos) {
    return TextProblem{bad, "invalid UTF-8"};
  }
  if (text.size() > kMaxBytes) return TextProblem{0, "more than 1 MiB of TOML"};
  const std::size_t before = tape.size();
  try {
    const toml::table table = toml::parse(text);
    TapeWriter writer(text, limits, tape);
    if (writer.write(table, 0)) return std::nullopt;
    tape.truncate(before);
    return TextProblem{writer.last_offset(), "nested deeper than " + std::to_string(limits.max_depth) + " levels"};
  } catch (const toml::parse_error& error) {
    tape.truncate(before);
    return TextProblem{LineOffsets(text).offset_of(error.source().begin),
                       "broken TOML: " + std::string(error.description())};
  }
}

}  // namespace newsrank
