// SPDX-License-Identifier: GPL-2.0-or-later
// Filters as parts of a syntax tree: those of a request put in, those of one field taken out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "newsrank/error.hpp"
#include "newsrank/filter.hpp"
#include "newsrank/query.hpp"

namespace newsrank::detail {

struct FilterContext {
  std::int64_t now = 0;          // for relative dates
  std::size_t max_values = 512;  // in all filters together
  const FieldTable* fields = &FieldTable::built_in();
  std::size_t place = 0;                            // in the query text, of remarks about a filter
  std::vector<QueryDiagnostic>* remarks = nullptr;  // gets what was read otherwise than written
};

// What matches `tree` and all the filters; of an empty tree only the filters. In normal form if `tree` is. A lower and
// an upper bound of one field that no value meets are swapped, as in a range. Error: invalid_argument for unknown
// fields, text fields and values that cannot be read.
Result<Query> with_filters(Query tree, std::span<const SearchFilter> filters, const FilterContext& context);

// The tree without the filters by `field` that every match has to meet. What stays keeps its meaning; `all` if nothing
// does. Equal to `tree` if there are none.
Query without_filters_by(const Query& tree, std::string_view field);

// The whole values of `field` that every match has to have one of, as written, each once: what without_filters_by()
// takes out.
std::vector<std::string> filter_values(const Query& tree, std::string_view field);

// The filters by one field that every match has to meet.
struct FieldFilters {
  std::string field;
  std::vector<Query> filters;
};

// What without_filters_by() takes out, by fields, in the order of the tree.
std::vector<FieldFilters> required_filters(const Query& tree);

}  // namespace newsrank::detail
