// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/field_map_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>

#include "core/field_table.hpp"
#include "core/text/ascii.hpp"
#include "core/text/locator.hpp"
#include "core/text/printable.hpp"
#include "programs/text_file.hpp"
#include "reading/fields/flag_text.hpp"
#include "reading/yaml/front_matter.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;
constexpr std::size_t kShownBytes = 80;

class MapReader {
 public:
  MapReader(const std::string& file, std::string_view text, FieldMap& map) : file_(file), text_(text), map_(map) {}

  Result<void> read() {
    if (const auto problem = read_yaml(text_, {}, tape_)) return error(problem->offset, problem->reason);
    for (std::size_t key = 1; tape_[0].kind == YamlKind::mapping && key < tape_[0].extent;) {
      const std::size_t value = key + tape_[key].extent;
      // A list under this name says which fields a search prints.
      if (tape_[key].text == "fields" && tape_[value].kind == YamlKind::mapping) {
        if (auto done = read_members(value); !done) return done;
      }
      key = value + tape_[value].extent;
    }
    return quality_ > 0 ? read_quality(quality_) : Result<void>();
  }

 private:
  Error error(std::size_t offset, const std::string& what, std::string hint = {}) const {
    const Place place = Locator(text_).place_of(offset);
    return {ErrorCode::invalid_argument, fmt::format("{}:{}:{}: {}", file_, place.line, place.column, what),
            std::move(hint)};
  }

  Result<void> read_members(std::size_t mapping) {
    return for_each_pair(mapping, [&](std::size_t key, std::size_t value) -> Result<void> {
      if (tape_[value].kind == YamlKind::mapping && tape_[key].text == "quality") {
        quality_ = value;
        return {};
      }
      if (tape_[value].kind == YamlKind::mapping) return read_own(key, value);
      auto keys = keys_at(value);
      if (!keys) return std::move(keys.error());
      return at(key, map_.set(tape_[key].text, *keys));
    });
  }

  // `{from: stars, range: [1, 5]}`, after all fields that the file declares.
  Result<void> read_quality(std::size_t mapping) {
    std::vector<std::string> from;
    std::optional<std::pair<double, double>> range;
    auto read = for_each_pair(mapping, [&](std::size_t key, std::size_t value) -> Result<void> {
      auto texts = keys_at(value);
      if (!texts) return std::move(texts.error());
      if (tape_[key].text == "from" && texts->size() == 1) {
        from = *std::move(texts);
        return {};
      }
      range = tape_[key].text == "range" ? range_of(*texts) : std::nullopt;
      if (range) return {};
      return error(tape_[key].offset, "expected from and range of the quality",
                   "write: quality: {from: stars, range: [1, 5]}");
    });
    if (!read) return read;
    return at(mapping, map_.set_quality(from.empty() ? "quality" : from.front(), range));
  }

  static std::optional<std::pair<double, double>> range_of(const std::vector<std::string>& texts) {
    if (texts.size() != 2) return std::nullopt;
    const auto least = detail::parse_signed_number<double>(texts[0]);
    const auto greatest = detail::parse_signed_number<double>(texts[1]);
    if (!least || !greatest || !std::isfinite(*greatest - *least) || *least == *greatest) return std::nullopt;
    return std::pair(*least, *greatest);
  }

  // A field of the index's own. What is not said of one that is known stays; a kind declares it anew.
  Result<void> read_own(std::size_t name, std::size_t mapping) {
    OwnFieldChange change;
    FieldDeclaration declared;
    bool declares = false;
    auto read = for_each_pair(mapping, [&](std::size_t key, std::size_t value) -> Result<void> {
      if (tape_[key].text != "from") {
        declares = true;
        return read_property(tape_[key].text, value, declared);
      }
      auto keys = keys_at(value);
      if (!keys) return std::move(keys.error());
      change.keys = *std::move(keys);
      return {};
    });
    if (!read) return read;
    if (declares) change.declaration = std::move(declared);
    return at(name, map_.set_own(tape_[name].text, change));
  }

  Result<void> read_property(std::string_view property, std::size_t value, FieldDeclaration& declared) const {
    const YamlNode& node = tape_[value];
    const std::string_view text = node.kind == YamlKind::scalar ? node.text : std::string_view{};
    if (property == "kind") {
      const auto kind = detail::kind_named(text);
      if (!kind) return error(node.offset, "a kind is text, keyword, number, date or flag");
      declared.kind = *kind;
      return {};
    }
    if (property == "weight") {
      const auto weight = detail::parse_number<std::uint32_t>(text);
      if (!weight) return error(node.offset, "a weight is a whole number from 1 to 100");
      declared.weight = *weight;
      return {};
    }
    bool* const flag = property == "stored"      ? &declared.stored
                       : property == "facetable" ? &declared.facetable
                       : property == "sortable"  ? &declared.sortable
                                                 : nullptr;
    if (flag == nullptr) {
      return error(node.offset, "a field has no property " + detail::printable_start(property, kShownBytes),
                   "a field has kind, from, weight, stored, facetable and sortable");
    }
    const auto set = parse_flag(text);
    if (!set) return error(node.offset, std::string(property) + " is true or false");
    *flag = *set;
    return {};
  }

  template <typename Read>
  Result<void> for_each_pair(std::size_t mapping, Read read) {
    for (std::size_t key = mapping + 1; key < mapping + tape_[mapping].extent;) {
      const std::size_t value = key + tape_[key].extent;
      if (auto done = read(key, value); !done) return done;
      key = value + tape_[value].extent;
    }
    return {};
  }

  Result<void> at(std::size_t key, const Result<void>& set) const {
    return set ? Result<void>() : error(tape_[key].offset, set.error().message, set.error().hint);
  }

  Result<std::vector<std::string>> keys_at(std::size_t value) const {
    const YamlNode& node = tape_[value];
    std::vector<std::string> keys;
    if (node.kind == YamlKind::scalar) keys.emplace_back(node.text);
    bool texts = node.kind != YamlKind::mapping;
    for (std::size_t item = value + 1; item < value + node.extent; item += tape_[item].extent) {
      texts = texts && tape_[item].kind == YamlKind::scalar;
      if (texts) keys.emplace_back(tape_[item].text);
    }
    if (!texts) return error(node.offset, "expected a key or a list of keys", "write: title: [headline, title]");
    return keys;
  }

  const std::string& file_;
  std::string_view text_;
  FieldMap& map_;
  YamlTape tape_;
  std::size_t quality_ = 0;  // where the mapping of that name is; 0: there is none
};

}  // namespace

Result<FieldMap> read_field_map(const std::vector<std::string>& files) {
  FieldMap map;
  for (const std::string& file : files) {
    const auto text = cli::read_text_file(file, kMaxBytes);
    if (!text)
      return Error{text.error().code, "configuration: " + text.error().message,
                   "check its name and permissions; --no-config does without"};
    if (auto read = MapReader(file, *text, map).read(); !read) return std::move(read.error());
  }
  return map;
}

}  // namespace newsrank
