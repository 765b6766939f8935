// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/field_names.hpp"

#include <algorithm>

#include "core/text/edit_distance.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxName = 24;

// A name without case, `-` and `_`; empty if it is too long to be one of the table.
struct PlainName {
  constexpr explicit PlainName(std::string_view name) {
    for (const char c : name) {
      if (c == '-' || c == '_') continue;
      if (size == kMaxName) {
        size = 0;
        return;
      }
      text[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  constexpr std::string_view view() const { return {text.data(), size}; }

  std::array<char, kMaxName> text{};
  std::size_t size = 0;
};

struct Sorted {
  PlainName name{""};
  std::size_t rank = 0;
};

constexpr std::array<Sorted, kFieldNames.size()> sorted_names() {
  std::array<Sorted, kFieldNames.size()> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = {PlainName(kFieldNames[i].name), i};
  std::sort(all.begin(), all.end(), [](const Sorted& a, const Sorted& b) { return a.name.view() < b.name.view(); });
  return all;
}

constexpr std::array<Sorted, kFieldNames.size()> kSorted = sorted_names();
static_assert(std::adjacent_find(kSorted.begin(), kSorted.end(), [](const Sorted& a, const Sorted& b) {
                return a.name.view() == b.name.view();
              }) == kSorted.end());

// In the order of ArticleKey.
constexpr std::array<std::string_view, kArticleKeys> kOwnNames{
    "title",   "excerpt",  "webUrl",     "originalUrl", "canonical_url", "url",      "permalink",
    "link",    "slug",     "aliases",    "category",    "type",          "language", "publishedDateTime",
    "quality", "heat",     "published",  "draft",       "removed",       "provider", "topics",
    "tags",    "keywords", "categories", "related"};

}  // namespace

std::optional<std::size_t> find_field_name(std::string_view name) {
  const PlainName plain(name);
  if (plain.size == 0) return std::nullopt;
  const auto* const found = std::lower_bound(kSorted.begin(), kSorted.end(), plain.view(),
                                             [](const Sorted& s, std::string_view key) { return s.name.view() < key; });
  return found != kSorted.end() && found->name.view() == plain.view() ? std::optional(found->rank) : std::nullopt;
}

std::string_view name_of(ArticleKey key) {
  return kOwnNames[static_cast<std::size_t>(key)];
}

std::string_view similar_field_name(std::string_view name) {
  const PlainName plain(name);
  if (plain.size < 4) return {};
  const unsigned allowed = plain.size < 8 ? 1 : 2;
  std::string_view best;
  unsigned least = allowed + 1;
  for (const FieldName& known : kFieldNames) {
    if (known.name.size() < 4) continue;
    const unsigned distance = detail::edit_distance(plain.view(), PlainName(known.name).view(), allowed);
    if (distance < least) {
      least = distance;
      best = known.name;
    }
  }
  return best;
}

}  // namespace newsrank
