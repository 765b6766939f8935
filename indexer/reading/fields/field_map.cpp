// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/field_map.hpp"

#include <algorithm>
#include <numeric>

#include "core/field_table.hpp"

namespace newsrank {
namespace {

std::optional<ArticleKey> member_named(std::string_view name) {
  if (name == "draft") return ArticleKey::draft;
  if (name == "slug") return ArticleKey::slug;
  for (std::size_t number = 0; number < kArticleKeys; ++number) {
    const auto key = static_cast<ArticleKey>(number);
    if (key < ArticleKey::related && member_of(key) == name) return key;
  }
  return std::nullopt;
}

}  // namespace

const FieldMap& FieldMap::built_in() {
  static const FieldMap map;
  return map;
}

FieldMap::FieldMap() : own_{{.name = "author", .facetable = true}} {}

Result<void> FieldMap::set(std::string_view member, const std::vector<std::string>& keys) {
  if (const auto key = member_named(member)) return set_keys(member, {{}, *key}, keys);
  return set_own(member, {std::nullopt, keys});
}

bool FieldMap::knows(std::string_view member) const {
  return member_named(member) ||
         std::any_of(own_.begin(), own_.end(), [&](const FieldDeclaration& own) { return own.name == member; });
}

Result<void> FieldMap::set_own(std::string_view name, const OwnFieldChange& change) {
  if (member_named(name)) {
    return Error{ErrorCode::invalid_argument, std::string(name) + " is a member that every article has",
                 "write its keys: title: [headline, title]"};
  }
  auto declared = own_;
  auto place = std::find_if(declared.begin(), declared.end(), [&](const auto& own) { return own.name == name; });
  const bool is_new = place == declared.end();
  if (is_new && !change.declaration) {
    return Error{ErrorCode::invalid_argument, "articles have no member " + std::string(name),
                 "members are title, excerpt, url, published_at, topics and others: see the page on input; a field of "
                 "your own is declared with its kind: " +
                     std::string(name) + ": {kind: keyword}"};
  }
  if (is_new) place = declared.insert(declared.end(), FieldDeclaration{});
  if (change.declaration) *place = *change.declaration;
  place->name = name;
  auto table = detail::FieldTable::make(declared);
  if (!table) return std::move(table.error());
  const auto number = static_cast<std::size_t>(place - declared.begin());
  declares_ = declares_ || change.declaration;
  own_ = (*table)->declared();
  if (!is_new && !change.keys) return {};
  return set_keys(name, {{}, ArticleKey::own, number}, change.keys.value_or(std::vector{std::string(name)}));
}

double QualityRule::operator()(double number) const {
  if (!range) return number;
  constexpr double kBest = 100;
  return std::clamp((number - range->first) / (range->second - range->first) * kBest, 0.0, kBest);
}

Result<void> FieldMap::set_quality(const std::string& from, std::optional<std::pair<double, double>> range) {
  const auto own = std::find_if(own_.begin(), own_.end(), [&](const auto& each) { return each.name == from; });
  if (own != own_.end() && own->kind != FieldKind::number)
    return Error{ErrorCode::invalid_argument, "the field " + from + " holds no numbers", "a quality is a number"};
  quality_ = {own == own_.end() ? "" : from, range};
  if (auto set = set_keys("quality", {{}, ArticleKey::quality},
                          own == own_.end() ? std::vector{from} : std::vector<std::string>{});
      !set)
    return set;
  changes_ += "quality of " + quality_.field;
  if (range) changes_ += " from " + std::to_string(range->first) + " to " + std::to_string(range->second);
  changes_ += '\n';
  return {};
}

Result<void> FieldMap::set_keys(std::string_view member, const Name& meant, const std::vector<std::string>& keys) {
  if (names_.empty()) {
    for (std::size_t number = 0; number < field_name_count(); ++number)
      names_.push_back({plain_name(field_name(number).name), field_name(number).key});
  }
  std::erase_if(names_, [&](const Name& name) { return name.key == meant.key && name.own == meant.own; });
  changes_.append(member).append(":");
  for (const std::string& written : keys) {
    std::string plain = plain_name(written);
    if (plain.empty()) return Error{ErrorCode::invalid_argument, "an empty key for " + std::string(member), ""};
    std::erase_if(names_, [&](const Name& name) { return name.plain == plain; });
    changes_.append(" ").append(plain);
    names_.push_back({std::move(plain), meant.key, meant.own});
  }
  changes_ += '\n';
  sorted_.resize(names_.size());
  std::iota(sorted_.begin(), sorted_.end(), std::size_t{0});
  std::sort(sorted_.begin(), sorted_.end(),
            [&](std::size_t a, std::size_t b) { return names_[a].plain < names_[b].plain; });
  return {};
}

std::optional<std::size_t> FieldMap::find(std::string_view name) const {
  if (!changed()) {
    const auto known = find_field_name(name);
    return known && own_.empty() && field_name(*known).key == ArticleKey::own ? std::nullopt : known;
  }
  const std::string plain = plain_name(name);
  const auto found =
      std::lower_bound(sorted_.begin(), sorted_.end(), plain,
                       [&](std::size_t number, const std::string& key) { return names_[number].plain < key; });
  if (found == sorted_.end() || names_[*found].plain != plain) return std::nullopt;
  return own_.empty() && names_[*found].key == ArticleKey::own ? std::nullopt : std::optional(*found);
}

}  // namespace newsrank
