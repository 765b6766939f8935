// SPDX-License-Identifier: GPL-2.0-or-later
// From the values of a mapping to a clean, valid Article.
#pragma once

#include <optional>
#include <vector>

#include "newsrank/article.hpp"
#include "reading/fields/article_fields.hpp"
#include "reading/sites/page_place.hpp"
#include "reading/yaml/front_matter.hpp"

namespace newsrank {

// Fills in `article` except for its body. Rules: of the addresses the first that is absolute counts, else the default;
// title and address are required; empty values count as absent; a negative quality or heat means unknown; topics, tags,
// keywords and categories make one list, each may be one text with commas, and nulls in it are skipped; provider may be
// a mapping or a plain name. A value of another type is a problem at its place, what is guessed a remark. `offset` is
// the place of the article itself.
std::optional<TextProblem> build_article(const YamlTape& tape, const ArticleFields& fields, std::size_t offset,
                                         const PageDefaults& defaults, Article& article,
                                         std::vector<TextProblem>& remarks);

}  // namespace newsrank
