// SPDX-License-Identifier: GPL-2.0-or-later
// The field map: which keys of files become which member of an article, as the table of members says.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsrank {

// What a key says: a member of the article, or what another member is made from.
enum class ArticleKey : std::uint8_t {
  title,
  excerpt,
  url,  // of several the first that is absolute counts; the others say where a site puts the page
  category,
  type,
  language,
  published_at,
  quality,
  heat,
  published,
  removed,
  provider,
  topics,  // all of them together
  body,    // of records; a page has its own
  draft,
  slug,
  aliases,
  related,
  own,  // a field of the index's own
};
inline constexpr std::size_t kArticleKeys = static_cast<std::size_t>(ArticleKey::own) + 1;

// The keys of the table of members, and those that no member has of its own. In order of preference: of several keys
// for one member the first that is given and not empty counts.
struct FieldName {
  std::string_view name;  // as the documentation writes it
  ArticleKey key;
};

inline constexpr std::size_t kMaxFieldNames = 64;

// The number of a name in order of preference, compared without case, `-` and `_`; nothing for any other name.
std::optional<std::size_t> find_field_name(std::string_view name);

// A name without case, `-` and `_`, as names are compared.
std::string plain_name(std::string_view name);

// How many names there are; their numbers are below.
std::size_t field_name_count();

// "title", "provider", "published": the member that a key fills, or what it is for.
std::string_view member_of(ArticleKey key);

// Of a number that find_field_name() gives.
const FieldName& field_name(std::size_t number);

// The known name that differs from `name` in a letter or two, to suggest it where it was mistyped; empty if there is
// none.
std::string_view similar_field_name(std::string_view name);

}  // namespace newsrank
