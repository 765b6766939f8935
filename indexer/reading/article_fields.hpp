// ArticleFields: where on a tape the values of an article's keys are.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// The keys that are used. Every other key is skipped, among them images, secured, featuredContent, ampWebUrl and
// cdnAmpWebUrl.
enum class ArticleKey : std::uint8_t {
  title,
  excerpt,
  web_url,
  original_url,
  category,
  type,
  language,
  published_at,
  quality,
  heat,
  published,
  removed,
  provider,
  topics,
  related,
};
inline constexpr std::size_t kArticleKeys = static_cast<std::size_t>(ArticleKey::related) + 1;

// As it is written in files ("publishedDateTime").
std::string_view name_of(ArticleKey key);

// Any key that is not used gives nothing.
std::optional<ArticleKey> find_article_key(std::string_view name);

class ArticleFields {
 public:
  // Takes over the used keys of the mapping at `mapping`; of a key given twice the first counts.
  void collect(const YamlTape& tape, std::size_t mapping);

  // The value's place on the tape; absent if the key is not given or null.
  std::optional<std::size_t> find(ArticleKey key) const { return places_[static_cast<std::size_t>(key)].value; }

  // Whether the key was given, be it null.
  bool has(ArticleKey key) const { return places_[static_cast<std::size_t>(key)].given; }

 private:
  struct Place {
    bool given = false;
    std::optional<std::size_t> value;
  };
  std::array<Place, kArticleKeys> places_;
};

}  // namespace newsrank
