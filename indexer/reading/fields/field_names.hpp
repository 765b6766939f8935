// SPDX-License-Identifier: GPL-2.0-or-later
// The field map: which keys of files become which member of an article. One table; the documentation is made from it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace newsrank {

// What a key says. Of the addresses the first one that is absolute counts; the others say where a site puts the page.
enum class ArticleKey : std::uint8_t {
  title,
  excerpt,
  web_url,
  original_url,
  canonical_url,
  url,
  permalink,
  link,
  slug,
  aliases,
  category,
  type,
  language,
  published_at,
  quality,
  heat,
  published,
  draft,
  removed,
  provider,
  topics,
  tags,
  keywords,
  categories,
  related,
};
inline constexpr std::size_t kArticleKeys = static_cast<std::size_t>(ArticleKey::related) + 1;

struct FieldName {
  std::string_view name;  // as the documentation writes it
  ArticleKey key;
};

// In order of preference: of several keys for one member the first that is given and not empty counts.
inline constexpr std::array<FieldName, 48> kFieldNames{{
    {"title", ArticleKey::title},
    {"excerpt", ArticleKey::excerpt},
    {"description", ArticleKey::excerpt},
    {"summary", ArticleKey::excerpt},
    {"subtitle", ArticleKey::excerpt},
    {"abstract", ArticleKey::excerpt},
    {"lead", ArticleKey::excerpt},
    {"webUrl", ArticleKey::web_url},
    {"originalUrl", ArticleKey::original_url},
    {"canonical", ArticleKey::canonical_url},
    {"canonical_url", ArticleKey::canonical_url},
    {"url", ArticleKey::url},
    {"path", ArticleKey::url},
    {"permalink", ArticleKey::permalink},
    {"link", ArticleKey::link},
    {"slug", ArticleKey::slug},
    {"aliases", ArticleKey::aliases},
    {"category", ArticleKey::category},
    {"section", ArticleKey::category},
    {"type", ArticleKey::type},
    {"language", ArticleKey::language},
    {"lang", ArticleKey::language},
    {"locale", ArticleKey::language},
    {"publishedDateTime", ArticleKey::published_at},
    {"date", ArticleKey::published_at},
    {"published_at", ArticleKey::published_at},
    {"pubDate", ArticleKey::published_at},
    {"datePublished", ArticleKey::published_at},
    {"publishDate", ArticleKey::published_at},
    {"created", ArticleKey::published_at},
    {"quality", ArticleKey::quality},
    {"heat", ArticleKey::heat},
    {"published", ArticleKey::published},
    {"draft", ArticleKey::draft},
    {"removed", ArticleKey::removed},
    {"provider", ArticleKey::provider},
    {"source", ArticleKey::provider},
    {"publisher", ArticleKey::provider},
    {"site", ArticleKey::provider},
    {"site_name", ArticleKey::provider},
    {"topics", ArticleKey::topics},
    {"topic", ArticleKey::topics},
    {"tags", ArticleKey::tags},
    {"tag", ArticleKey::tags},
    {"keywords", ArticleKey::keywords},
    {"categories", ArticleKey::categories},
    {"related", ArticleKey::related},
    {"relatedArticles", ArticleKey::related},
}};

// The number of a name in kFieldNames, compared without case, `-` and `_`; nothing for any other name.
std::optional<std::size_t> find_field_name(std::string_view name);

// The key as it is written in the format's own files ("publishedDateTime").
std::string_view name_of(ArticleKey key);

// The known name that differs from `name` in a letter or two, for whoever mistyped it; empty if there is none.
std::string_view similar_field_name(std::string_view name);

}  // namespace newsrank
