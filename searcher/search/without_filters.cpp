// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/without_filters.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "core/text/utf8.hpp"
#include "query/syntax/filter_tree.hpp"

namespace newsrank::detail {
namespace {

// Fields to try; more filters are rarely told apart by a reader.
constexpr std::size_t kMostFields = 8;

Xapian::doccount count(SearchState& state, const SearchRequest& request, const UnderstoodQuery& understood,
                       const Query& tree, const Restriction& restricted) {
  const TranslatedQuery translated = translate_tree(state, request, understood.profile, tree, understood.demand);
  // Without words all articles are left, which says nothing about the query.
  if (translated.empty || tree.kind == QueryKind::all) return 0;
  Xapian::Enquire enquire(state.index().database());
  enquire.set_query(restricted(translated));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, state.index().database().get_doccount()).get_matches_estimated();
}

std::string text_of(const FieldFilters& filters, const FieldTable& fields) {
  constexpr std::size_t kLongest = 80;
  std::string text;
  for (const Query& filter : filters.filters)
    text += (text.empty() ? "" : " ") + format_query(filter, fields.declared());
  if (text.size() <= kLongest) return text;
  std::size_t end = 0;
  while (end < kLongest) next_character(text, end);
  return text.substr(0, end) + "...";
}

QueryDiagnostic remark_of(Xapian::doccount articles, const std::string& without, const Query& first) {
  return {DiagnosticSeverity::note,
          "without_filter",
          fmt::format("{} article{} without the filter{}", articles, articles == 1 ? "" : "s", without),
          {},
          first.begin,
          first.end};
}

}  // namespace

std::vector<QueryDiagnostic> without_filters(SearchState& state, const SearchRequest& request,
                                             const UnderstoodQuery& understood, const Restriction& restricted) {
  std::vector<QueryDiagnostic> remarks;
  const auto by_field = required_filters(understood.tree);
  Query bare = understood.tree;
  for (std::size_t i = 0; i < by_field.size() && i < kMostFields; ++i) {
    bare = without_filters_by(bare, by_field[i].field);
    const Query tree = without_filters_by(understood.tree, by_field[i].field);
    const Xapian::doccount articles = count(state, request, understood, tree, restricted);
    if (articles > 0)
      remarks.push_back(
          remark_of(articles, " " + text_of(by_field[i], state.index().fields()), by_field[i].filters.front()));
  }
  if (!remarks.empty() || by_field.size() < 2 || by_field.size() > kMostFields) return remarks;
  const Xapian::doccount articles = count(state, request, understood, bare, restricted);
  if (articles > 0) remarks.push_back(remark_of(articles, "s", by_field.front().filters.front()));
  return remarks;
}

}  // namespace newsrank::detail
