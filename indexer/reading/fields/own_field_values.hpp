// SPDX-License-Identifier: GPL-2.0-or-later
// read_own_fields: what files say in the fields of the index's own.
#pragma once

#include <vector>

#include "newsrank/article.hpp"
#include "reading/fields/article_fields.hpp"
#include "reading/yaml/front_matter.hpp"

namespace newsrank {

// Puts them into the article, in the order of the declarations and in their stored form. A value that is not of its
// field's kind is left out with a remark.
void read_own_fields(const YamlTape& tape, const ArticleFields& fields, Article& article,
                     std::vector<TextProblem>& remarks);

}  // namespace newsrank
