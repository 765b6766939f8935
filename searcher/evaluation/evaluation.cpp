// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/evaluation.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace newsrank::detail {

namespace {

GainRanking gains_of(const Judgements& judgements, const Ranking& ranking) {
  GainRanking gains;
  gains.ranked.reserve(ranking.size());
  for (const auto& result : ranking) {
    const auto judged = judgements.find(result.document);
    gains.ranked.push_back(judged == judgements.end() ? 0 : judged->second);
  }
  for (const auto& [document, gain] : judgements) {
    if (gain > 0) gains.ideal.push_back(gain);
  }
  std::sort(gains.ideal.begin(), gains.ideal.end(), std::greater<>());
  return gains;
}

double mean(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

Evaluation evaluate(const Qrels& qrels, const Run& run, const std::vector<Measure>& measures) {
  Evaluation evaluation;
  for (const auto& measure : measures) evaluation.measures.push_back({.measure = measure, .per_query = {}});
  const Ranking no_results;
  for (const auto& [query, judgements] : qrels) {
    const auto found = run.find(query);
    const Ranking& ranking = found == run.end() ? no_results : found->second;
    if (ranking.empty()) ++evaluation.without_results;
    const GainRanking gains = gains_of(judgements, ranking);
    for (auto& values : evaluation.measures) {
      values.per_query.push_back(measure_ranking(values.measure, gains));
    }
    evaluation.queries.push_back(query);
  }
  for (auto& values : evaluation.measures) values.mean = mean(values.per_query);
  return evaluation;
}

void remove_excluded(Run& run, const Exclusions& exclusions) {
  for (const auto& [query, documents] : exclusions) {
    const auto found = run.find(query);
    if (found == run.end()) continue;
    std::erase_if(found->second,
                  [&excluded = documents](const RankedDocument& result) { return excluded.contains(result.document); });
  }
}

void limit_depth(Run& run, std::size_t depth) {
  if (depth == 0) return;
  for (auto& [query, ranking] : run) {
    if (ranking.size() > depth) ranking.resize(depth);
  }
}

}  // namespace newsrank::detail
