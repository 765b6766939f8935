// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/article_fields.hpp"

#include <algorithm>
#include <utility>

namespace newsrank {
namespace {

constexpr std::string_view kMergeKey = "<<";

// Where site generators let people put keys of their own, and what sorts pages.
constexpr std::array<std::string_view, 3> kContainers{"taxonomies", "extra", "params"};

bool is_container(std::string_view name) {
  return std::find(kContainers.begin(), kContainers.end(), name) != kContainers.end();
}

bool is_filled(const YamlNode& node) {
  switch (node.kind) {
    case YamlKind::null:
      return false;
    case YamlKind::scalar:
      return node.text.find_first_not_of(" \t\r\n") != std::string_view::npos;
    default:
      return node.extent > 1;
  }
}

}  // namespace

void ArticleFields::collect(const YamlTape& tape, std::size_t mapping) {
  collect_mapping(tape, mapping, Level::outermost);
}

void ArticleFields::collect_defaults(const YamlTape& tape, std::size_t mapping) {
  collect_mapping(tape, mapping, Level::defaults);
}

std::optional<std::size_t> ArticleFields::find(ArticleKey key) const {
  const Place& place = places_[static_cast<std::size_t>(key)];
  return place.filled ? std::optional(place.value) : std::nullopt;
}

std::optional<std::size_t> ArticleFields::find_own(std::size_t number) const {
  if (number >= own_places_.size() || !own_places_[number].filled) return std::nullopt;
  return own_places_[number].value;
}

ArticleFields::Place& ArticleFields::place_of(std::size_t rank) {
  const ArticleKey meant = map_->key(rank);
  if (meant != ArticleKey::own) return places_[static_cast<std::size_t>(meant)];
  own_places_.resize(map_->own().size());
  return own_places_[map_->own_number(rank)];
}

void ArticleFields::note_related(const WrittenKey& key) {
  if (std::exchange(has_related_, true)) repeated_.push_back(key);
}

void ArticleFields::collect_mapping(const YamlTape& tape, std::size_t mapping, Level level) {
  const std::size_t end = mapping + tape[mapping].extent;
  std::vector<std::size_t> merged;
  for (std::size_t key = mapping + 1; key < end;) {
    const std::size_t value = key + tape[key].extent;
    const WrittenKey written{tape[key].kind == YamlKind::scalar ? tape[key].text : std::string_view{},
                             tape[key].offset};
    if (const auto rank = map_->find(written.name)) {
      take(tape, *rank, written, value, level);
    } else if (level == Level::outermost && tape[value].kind == YamlKind::mapping && is_container(written.name)) {
      collect_mapping(tape, value, Level::inner);
    } else if (written.name == kMergeKey) {
      merged.push_back(value);
    } else if (level != Level::defaults) {
      unused_.push_back(written);
    }
    key = value + tape[value].extent;
  }
  for (const std::size_t value : merged) merge(tape, value);
}

// What is merged is a mapping or a list of them; what the mapping says itself goes before.
void ArticleFields::merge(const YamlTape& tape, std::size_t value) {
  if (tape[value].kind == YamlKind::mapping) return collect_mapping(tape, value, Level::merged);
  if (tape[value].kind != YamlKind::sequence) return;
  for (std::size_t item = value + 1; item < value + tape[value].extent; item += tape[item].extent) {
    if (tape[item].kind == YamlKind::mapping) collect_mapping(tape, item, Level::merged);
  }
}

void ArticleFields::take(const YamlTape& tape, std::size_t rank, const WrittenKey& key, std::size_t value,
                         Level level) {
  const ArticleKey meant = map_->key(rank);
  const bool filled = is_filled(tape[value]);
  if (meant == ArticleKey::related) {
    if (stands_in(level) && has_related_) return;
    note_related(key);
    if (filled) related_.push_back(value);
    return;
  }
  if (meant == ArticleKey::url || meant == ArticleKey::topics) {
    if (filled) take_value(meant == ArticleKey::url ? urls_ : topics_, {rank, key, value}, level);
    return;
  }
  Place& place = place_of(rank);
  if (place.rank == rank) {
    if (!stands_in(level)) repeated_.push_back(key);
    return;
  }
  if (place.filled && level == Level::defaults) return;
  if (place.filled && place.rank < rank) {
    if (filled) unused_.push_back(key);
    return;
  }
  if (!filled && place.rank != kAbsent) return;
  if (place.filled) unused_.push_back(place.key);
  place = {rank, filled, key, value};
}

void ArticleFields::take_value(std::vector<Value>& values, const Value& value, Level level) {
  const auto place = std::lower_bound(values.begin(), values.end(), value.rank,
                                      [](const Value& known, std::size_t rank) { return known.rank < rank; });
  if (place == values.end() || place->rank != value.rank) {
    values.insert(place, value);
  } else if (!stands_in(level)) {
    repeated_.push_back(value.key);
  }
}

}  // namespace newsrank
