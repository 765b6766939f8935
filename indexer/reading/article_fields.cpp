#include "reading/article_fields.hpp"

#include <algorithm>

namespace newsrank {
namespace {

struct NamedKey {
  std::string_view name;
  ArticleKey key;
};

// In the order of ArticleKey; further names follow.
constexpr std::array<NamedKey, kArticleKeys + 1> kNames{{
    {"title", ArticleKey::title},
    {"excerpt", ArticleKey::excerpt},
    {"webUrl", ArticleKey::web_url},
    {"originalUrl", ArticleKey::original_url},
    {"category", ArticleKey::category},
    {"type", ArticleKey::type},
    {"language", ArticleKey::language},
    {"publishedDateTime", ArticleKey::published_at},
    {"quality", ArticleKey::quality},
    {"heat", ArticleKey::heat},
    {"published", ArticleKey::published},
    {"removed", ArticleKey::removed},
    {"provider", ArticleKey::provider},
    {"topics", ArticleKey::topics},
    {"related", ArticleKey::related},
    {"lang", ArticleKey::language},
}};

}  // namespace

std::string_view name_of(ArticleKey key) {
  return kNames[static_cast<std::size_t>(key)].name;
}

std::optional<ArticleKey> find_article_key(std::string_view name) {
  const auto* const found =
      std::find_if(kNames.begin(), kNames.end(), [name](const NamedKey& named) { return named.name == name; });
  return found == kNames.end() ? std::nullopt : std::optional(found->key);
}

void ArticleFields::collect(const YamlTape& tape, std::size_t mapping) {
  const std::size_t end = mapping + tape[mapping].extent;
  for (std::size_t key = mapping + 1; key < end;) {
    const std::size_t value = key + tape[key].extent;
    if (tape[key].kind == YamlKind::scalar) {
      if (const auto used = find_article_key(tape[key].text)) {
        Place& place = places_[static_cast<std::size_t>(*used)];
        if (!place.given && tape[value].kind != YamlKind::null) place.value = value;
        place.given = true;
      }
    }
    key = value + tape[value].extent;
  }
}

}  // namespace newsrank
