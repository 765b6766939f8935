// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/field_map_file.hpp"

#include <fmt/format.h>

#include "core/text/locator.hpp"
#include "programs/text_file.hpp"
#include "reading/yaml/front_matter.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;

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
    return {};
  }

 private:
  Error error(std::size_t offset, const std::string& what, std::string hint = {}) const {
    const Place place = Locator(text_).place_of(offset);
    return {ErrorCode::invalid_argument, fmt::format("{}:{}:{}: {}", file_, place.line, place.column, what),
            std::move(hint)};
  }

  Result<void> read_members(std::size_t mapping) {
    for (std::size_t key = mapping + 1; key < mapping + tape_[mapping].extent;) {
      const std::size_t value = key + tape_[key].extent;
      auto keys = keys_at(value);
      if (!keys) return std::move(keys.error());
      if (auto set = map_.set(tape_[key].text, *keys); !set)
        return error(tape_[key].offset, set.error().message, set.error().hint);
      key = value + tape_[value].extent;
    }
    return {};
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
