// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/field_map.hpp"

#include <algorithm>
#include <numeric>

namespace newsrank {
namespace {

std::optional<ArticleKey> member_named(std::string_view name) {
  if (name == "draft") return ArticleKey::draft;
  if (name == "slug") return ArticleKey::slug;
  for (std::size_t number = 0; number < kArticleKeys; ++number) {
    const auto key = static_cast<ArticleKey>(number);
    if (key != ArticleKey::related && member_of(key) == name) return key;
  }
  return std::nullopt;
}

}  // namespace

const FieldMap& FieldMap::built_in() {
  static const FieldMap map;
  return map;
}

Result<void> FieldMap::set(std::string_view member, const std::vector<std::string>& keys) {
  const auto key = member_named(member);
  if (!key) {
    return Error{ErrorCode::invalid_argument, "articles have no member " + std::string(member),
                 "members are title, excerpt, url, published_at, topics and others: see the page on input"};
  }
  if (names_.empty()) {
    for (std::size_t number = 0; number < field_name_count(); ++number)
      names_.push_back({plain_name(field_name(number).name), field_name(number).key});
  }
  std::erase_if(names_, [&](const Name& name) { return name.key == *key; });
  changes_.append(member).append(":");
  for (const std::string& written : keys) {
    std::string plain = plain_name(written);
    if (plain.empty()) return Error{ErrorCode::invalid_argument, "an empty key for " + std::string(member), ""};
    std::erase_if(names_, [&](const Name& name) { return name.plain == plain; });
    changes_.append(" ").append(plain);
    names_.push_back({std::move(plain), *key});
  }
  changes_ += '\n';
  sorted_.resize(names_.size());
  std::iota(sorted_.begin(), sorted_.end(), std::size_t{0});
  std::sort(sorted_.begin(), sorted_.end(),
            [&](std::size_t a, std::size_t b) { return names_[a].plain < names_[b].plain; });
  return {};
}

std::optional<std::size_t> FieldMap::find(std::string_view name) const {
  if (!changed()) return find_field_name(name);
  const std::string plain = plain_name(name);
  const auto found =
      std::lower_bound(sorted_.begin(), sorted_.end(), plain,
                       [&](std::size_t number, const std::string& key) { return names_[number].plain < key; });
  return found != sorted_.end() && names_[*found].plain == plain ? std::optional(*found) : std::nullopt;
}

}  // namespace newsrank
