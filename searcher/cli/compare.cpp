// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/compare.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "programs/settings/saved_queries.hpp"

namespace newsrank::cli {
namespace {

std::vector<const Facet*> facets_at(const std::vector<SearchResponse>& responses, std::size_t place) {
  std::vector<const Facet*> facets;
  for (const SearchResponse& response : responses) facets.push_back(&response.facets[place]);
  return facets;
}

// Of dates and qualities the filter has the name of the field, not of the unit.
std::string filter_of(const std::string& facet) {
  for (const char* const unit : {"year", "quarter", "month", "week", "day"}) {
    if (facet == unit) return "date";
  }
  return facet;
}

// What one query shows among its most frequent values is counted for the others, too.
Result<void> complete(Searcher& searcher, const std::vector<SearchRequest>& requests, std::size_t place,
                      std::vector<SearchResponse>& responses) {
  std::vector<std::string> values;
  for (const ComparedRow& row : compared(facets_at(responses, place), FacetOrder::count).rows)
    values.push_back(row.value);
  for (std::size_t side = 0; side < requests.size(); ++side) {
    Facet& facet = responses[side].facets[place];
    if (facet.values.size() == values.size() || facet.distinct <= facet.values.size()) continue;
    SearchRequest request = requests[side];
    FacetRequest wanted = request.facets[place];
    wanted.limit = values.size();
    request.filters.push_back({filter_of(wanted.field), values});
    request.facets = {wanted};
    auto response = searcher.search(request);
    if (!response) return std::move(response).error();
    facet.values.clear();
    for (FacetValue& value : response->facets.front().values) {
      if (std::find(values.begin(), values.end(), value.value) == values.end()) continue;
      value.selected = false;
      facet.values.push_back(std::move(value));
    }
  }
  return {};
}

std::vector<FacetRequest> facets_of(const Options& options) {
  std::vector<FacetRequest> facets = options.facets;
  if (facets.empty()) facets = {{"provider"}, {"topic"}, timeline_request()};
  for (FacetRequest& facet : facets) facet.multi_select = false;
  return facets;
}

}  // namespace

Result<Comparison> compare(Searcher& searcher, const SearchRequest& request, const Options& options) {
  const bool timeline = options.timeline || options.facets.empty();
  std::vector<SearchRequest> requests;
  Comparison comparison;
  for (const std::string& query : options.compare) {
    SearchRequest side = request;
    comparison.queries.push_back(query);
    side.text = with_saved_queries(options.query.empty() ? query : options.query + " " + query, options.settings.saved);
    side.limit = 0;
    side.offset = 0;
    side.facets = facets_of(options);
    auto response = searcher.search(side);
    if (!response) return std::move(response).error();
    comparison.responses.push_back(std::move(*response));
    requests.push_back(std::move(side));
  }
  const std::vector<FacetRequest>& facets = requests.front().facets;
  for (std::size_t place = 0; place < facets.size(); ++place) {
    if (timeline && place + 1 == facets.size()) {
      comparison.facets.push_back(compared_periods(facets_at(comparison.responses, place), options.timeline_unit));
      continue;
    }
    if (facets[place].order == FacetOrder::count) {
      if (auto done = complete(searcher, requests, place, comparison.responses); !done) return std::move(done).error();
    }
    ComparedFacet both = compared(facets_at(comparison.responses, place), facets[place].order);
    if (both.rows.size() > facets[place].limit) both.rows.resize(facets[place].limit);
    comparison.facets.push_back(std::move(both));
  }
  return comparison;
}

}  // namespace newsrank::cli
