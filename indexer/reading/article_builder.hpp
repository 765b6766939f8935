// From the values of a mapping to a clean, valid Article.
#pragma once

#include <optional>

#include "newsrank/article.hpp"
#include "reading/article_fields.hpp"
#include "reading/yaml/front_matter.hpp"

namespace newsrank {

// Fills in `article` except for its body. Rules: the URL is webUrl or, if that is absent or empty, originalUrl; title
// and URL are required; null and blank text count as absent; a negative quality or heat means unknown; topics may be
// one word instead of a list, and null topics are skipped; provider may be a mapping or a plain name. A value of
// another type is a problem at its place. `offset` is the place of the article itself.
std::optional<TextProblem> build_article(const YamlTape& tape, const ArticleFields& fields, std::size_t offset,
                                         Article& article);

}  // namespace newsrank
