// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/live_run.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <utility>

namespace newsrank::detail {

std::size_t search_depth(std::size_t depth, const std::vector<Measure>& measures) {
  std::size_t deepest = 0;
  for (const Measure& measure : measures) {
    if (measure.depth == 0) return depth == 0 ? kDefaultSearchDepth : depth;
    deepest = std::max(deepest, measure.depth);
  }
  return depth == 0 ? deepest : std::min(depth, deepest);
}

Result<Run> search_all(Searcher& searcher, const std::vector<JudgedQuery>& queries, const Exclusions& exclusions,
                       SearchRequest request) {
  Run run;
  const std::size_t wanted = request.limit;
  for (const JudgedQuery& query : queries) {
    const auto excluded = exclusions.find(query.id);
    request.text = query.text;
    request.limit = std::min(wanted + (excluded == exclusions.end() ? 0 : excluded->second.size()), kMaxResultWindow);
    const auto response = searcher.search(request);
    if (!response && response.error().code == ErrorCode::invalid_query) continue;
    if (!response) return response.error();
    Ranking& ranking = run[query.id];
    for (const Hit& hit : response->hits) ranking.push_back({detail::shown_address(hit.article), hit.score});
  }
  return run;
}

}  // namespace newsrank::detail
