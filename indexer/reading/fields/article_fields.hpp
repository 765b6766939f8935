// SPDX-License-Identifier: GPL-2.0-or-later
// ArticleFields: where on a tape the values of an article's keys are.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/fields/field_map.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// A key as a file writes it; the name lives as long as the tape it was read from.
struct WrittenKey {
  std::string_view name;
  std::size_t offset = 0;
};

class ArticleFields {
 public:
  // The map must outlive the fields.
  explicit ArticleFields(const FieldMap& map = FieldMap::built_in()) : map_(&map) {}

  // Takes over the keys of the mapping at `mapping`, those in it under `taxonomies`, `extra` and `params`, and those
  // that `<<` merges into it. Of a key given twice the first counts.
  void collect(const YamlTape& tape, std::size_t mapping);

  // The same of a mapping that stands in for keys that are not given.
  void collect_defaults(const YamlTape& tape, std::size_t mapping);

  // Notes a related list that is read elsewhere.
  void note_related(const WrittenKey& key);

  // The value's place on the tape; absent if no key for it is given, or only empty ones (null, "", [], {}).
  std::optional<std::size_t> find(ArticleKey key) const;

  // The name that its value is given under. Only of what is found.
  std::string_view written_name(ArticleKey key) const { return places_[static_cast<std::size_t>(key)].key.name; }

  // The same of a field of the index's own, by its number in the map.
  const FieldMap& map() const { return *map_; }
  std::optional<std::size_t> find_own(std::size_t number) const;
  const WrittenKey& written_own(std::size_t number) const { return own_places_[number].key; }

  // The values of all related keys that are not empty.
  const std::vector<std::size_t>& related() const { return related_; }

  // Whether there is such a key, also one whose list is read elsewhere.
  bool has_related() const { return has_related_; }

  // All values given for url or topics that are not empty, the preferred first.
  struct Value {
    std::size_t rank = 0;  // see FieldMap::find()
    WrittenKey key;
    std::size_t place = 0;
  };
  const std::vector<Value>& urls() const { return urls_; }
  const std::vector<Value>& topics() const { return topics_; }

  // Keys that are not in the field map or say what a preferred key says, and those that were given before.
  const std::vector<WrittenKey>& unused() const { return unused_; }
  const std::vector<WrittenKey>& repeated() const { return repeated_; }

 private:
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
  enum class Level { outermost, inner, merged, defaults };
  // What is given elsewhere goes before.
  static bool stands_in(Level level) { return level == Level::merged || level == Level::defaults; }
  struct Place {
    std::size_t rank = kAbsent;
    bool filled = false;
    WrittenKey key;
    std::size_t value = 0;
  };

  void collect_mapping(const YamlTape& tape, std::size_t mapping, Level level);
  void merge(const YamlTape& tape, std::size_t value);
  void take(const YamlTape& tape, std::size_t rank, const WrittenKey& key, std::size_t value, Level level);
  Place& place_of(std::size_t rank);

  const FieldMap* map_;
  std::array<Place, kArticleKeys> places_;
  std::vector<Place> own_places_;  // empty: no such field is given
  void take_value(std::vector<Value>& values, const Value& value, Level level);

  std::vector<std::size_t> related_;
  std::vector<Value> urls_;
  std::vector<Value> topics_;
  bool has_related_ = false;
  std::vector<WrittenKey> unused_;
  std::vector<WrittenKey> repeated_;
};

}  // namespace newsrank
