// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/facet_run.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "query/syntax/filter_tree.hpp"
#include "results/facets/facets.hpp"
#include "search/understanding.hpp"

namespace newsrank::detail {
namespace {

// Facets that count the matches of one tree, by their places in the request.
struct Group {
  Query tree;
  std::vector<std::size_t> places;
};

std::vector<Group> groups_of(const SearchRequest& request, const Query& tree) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < request.facets.size(); ++i) {
    const FacetRequest& facet = request.facets[i];
    Query own = facet.multi_select ? without_filters_by(tree, filter_field(facet.field)) : tree;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.tree == own; });
    if (same != groups.end()) {
      same->places.push_back(i);
    } else {
      groups.push_back({std::move(own), {i}});
    }
  }
  return groups;
}

}  // namespace

Result<std::vector<Facet>> run_facets(SearchState& state, const SearchRequest& request,
                                      const UnderstoodQuery& understood, const RunnableQuery& matches,
                                      const Restriction& restricted) {
  std::vector<Facet> facets(request.facets.size());
  for (const Group& group : groups_of(request, understood.tree)) {
    Xapian::Query counted = engine_query(matches);
    if (!(group.tree == understood.tree)) {
      TranslatedQuery translated = translate_tree(state, request, understood.profile, group.tree, understood.demand);
      // What is left may be words that say nothing, which do not restrict filters beside them either.
      if (translated.empty) translated.query = Xapian::Query::MatchAll;
      counted = restricted(translated);
    }
    std::vector<FacetRequest> requests;
    for (const std::size_t place : group.places) requests.push_back(request.facets[place]);
    auto found = count_facets(state.index(), state.analyzer(), counted, requests);
    if (!found) return std::move(found).error();
    for (std::size_t i = 0; i < requests.size(); ++i) {
      (*found)[i].exact = state.index().missing().empty();
      facets[group.places[i]] = std::move((*found)[i]);
    }
  }
  return facets;
}

}  // namespace newsrank::detail
