// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/facet_run.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "query/syntax/filter_tree.hpp"
#include "query/translation/runnable_query.hpp"
#include "results/facets/facets.hpp"
#include "search/understanding.hpp"

namespace newsrank::detail {
namespace {

// Facets that count the matches of one tree, by their places in the request.
struct Group {
  Query tree;
  std::vector<std::size_t> places;
};

std::vector<Group> groups_of(const SearchRequest& request, const Query& tree, const FieldTable& fields) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < request.facets.size(); ++i) {
    const FacetRequest& facet = request.facets[i];
    Query own = facet.multi_select ? without_filters_by(tree, filter_field(facet.field, fields)) : tree;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.tree == own; });
    if (same != groups.end()) {
      same->places.push_back(i);
    } else {
      groups.push_back({std::move(own), {i}});
    }
  }
  return groups;
}

// What is counted, and for what.
struct Counted {
  const SearchRequest& request;
  const RankingProfile& profile;
  const Xapian::Query& matches;
};

// The articles of each value by another field.
Result<void> cross(SearchState& state, const Counted& counted, const FacetRequest& facet, Facet& found) {
  if (facet.by.empty()) return {};
  const FieldTable& fields = state.index().fields();
  const FacetRequest by{facet.by, kMaxFacetValues,
                        is_ordered(facet.by, fields) ? FacetOrder::value : FacetOrder::count};
  for (FacetValue& value : found.values) {
    const SearchFilter filter{std::string(filter_field(facet.field, fields)), {value.value}};
    const auto tree = with_filters({}, {&filter, 1}, {.fields = &fields});
    if (!tree) return tree.error();
    const Xapian::Query own =
        engine_query(translate_tree(state, counted.request, counted.profile, *tree, {Demand::Kind::none}).query);
    auto children = count_facets(state.index(), state.analyzer(),
                                 Xapian::Query(Xapian::Query::OP_FILTER, counted.matches, own), {{by, {}}});
    if (!children) return std::move(children).error();
    value.children = std::move(children->front().values);
  }
  return {};
}

}  // namespace

Result<std::vector<Facet>> run_facets(SearchState& state, const SearchRequest& request,
                                      const UnderstoodQuery& understood, const RunnableQuery& matches,
                                      const Restriction& restricted) {
  std::vector<Facet> facets(request.facets.size());
  for (const Group& group : groups_of(request, understood.tree, state.index().fields())) {
    Xapian::Query counted = engine_query(matches);
    if (!(group.tree == understood.tree)) {
      TranslatedQuery translated = translate_tree(state, request, understood.profile, group.tree, understood.demand);
      // What is left may be words that say nothing, which do not restrict filters beside them either.
      if (translated.empty) translated.query = all_documents();
      counted = restricted(translated);
    }
    std::vector<WantedFacet> wanted;
    for (const std::size_t place : group.places) {
      const FacetRequest& each = request.facets[place];
      wanted.push_back({each, filter_values(understood.tree, filter_field(each.field, state.index().fields()))});
    }
    auto found = count_facets(state.index(), state.analyzer(), counted, wanted);
    if (!found) return std::move(found).error();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      (*found)[i].exact = state.index().missing().empty();
      if (auto crossed = cross(state, {request, understood.profile, counted}, wanted[i].request, (*found)[i]); !crossed)
        return std::move(crossed).error();
      facets[group.places[i]] = std::move((*found)[i]);
    }
  }
  return facets;
}

}  // namespace newsrank::detail
