// SPDX-License-Identifier: GPL-2.0-or-later
// Own fields of an article on their way into an index: whether they are as declared, and in their one stored form.
#pragma once

#include <vector>

#include "core/field_table.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// In the order of the declarations, those without a value left out; numbers as such, a text in a field of dates as the
// moment it names. Error: invalid_article, which names the field.
Result<std::vector<ArticleField>> stored_fields(const std::vector<ArticleField>& fields, const FieldTable& table);

}  // namespace newsrank::detail
