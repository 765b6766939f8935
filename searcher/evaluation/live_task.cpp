// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/live_task.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evaluation/live_run.hpp"

namespace newsrank::detail {

LiveTask::LiveTask(LiveTaskFiles files, JudgingTask judging, std::vector<JudgedQuery> queries, Searcher searcher)
    : files_(std::move(files)),
      judging_(std::move(judging)),
      queries_(std::move(queries)),
      searcher_(std::move(searcher)) {}

Result<LiveTask> LiveTask::open(const LiveTaskFiles& files) {
  JudgingTask judging;
  auto qrels = read_qrels(files.qrels);
  if (!qrels) return std::move(qrels).error();
  judging.qrels = std::move(*qrels);
  if (!files.exclude.empty()) {
    auto exclusions = read_exclusions(files.exclude);
    if (!exclusions) return std::move(exclusions).error();
    judging.exclusions = std::move(*exclusions);
  }
  judging.measures = files.measures;
  judging.depth = files.depth;
  auto queries = read_queries(files.queries);
  if (!queries) return std::move(queries).error();
  auto searcher = Searcher::open(files.databases);
  if (!searcher) return std::move(searcher).error();
  return LiveTask(files, std::move(judging), std::move(*queries), std::move(*searcher));
}

Result<std::vector<JudgedQuery>> LiveTask::queries_of(const std::vector<QueryHalf>& halves) const {
  std::vector<JudgedQuery> queries;
  for (const QueryHalf half : halves.size() == 1 ? halves : std::vector{QueryHalf::all}) {
    const auto judged = select_half(judging_.qrels, half);
    if (!judged) return judged.error();
    std::copy_if(queries_.begin(), queries_.end(), std::back_inserter(queries),
                 [&](const JudgedQuery& query) { return judged->contains(query.id); });
  }
  return queries;
}

SearchRequest LiveTask::request_with(const std::optional<RankingProfile>& profile) const {
  SearchRequest request;
  request.plain = !files_.syntax;
  request.group_stories = false;  // every copy has its own judgement
  request.profile = profile;
  request.quality_weight = files_.quality_weight;
  return request;
}

Result<Run> LiveTask::run(const std::optional<RankingProfile>& profile, const std::vector<QueryHalf>& halves) {
  const auto queries = queries_of(halves);
  if (!queries) return queries.error();
  SearchRequest request = request_with(profile);
  request.limit = search_depth(files_.depth, files_.measures);
  return search_all(searcher_, *queries, judging_.exclusions, request);
}

Result<Concordance> LiveTask::concordance(const std::optional<RankingProfile>& profile, QueryHalf half) {
  const auto queries = queries_of({half});
  if (!queries) return queries.error();
  SearchRequest request = request_with(profile);
  Concordance concordance;
  for (const JudgedQuery& query : *queries) {
    const auto excluded = judging_.exclusions.find(query.id);
    const bool excludes = excluded != judging_.exclusions.end();
    request.text = query.text;
    request.limit = kConcordanceDepth + (excludes ? excluded->second.size() : 0);
    const auto response = searcher_.search(request);
    if (!response && response.error().code == ErrorCode::invalid_query) continue;
    if (!response) return response.error();
    const Judgements& judged = judging_.qrels.at(query.id);
    std::vector<JudgedResult> results;
    for (const Hit& hit : response->hits) {
      if (excludes && excluded->second.contains(hit.article.url)) continue;
      const auto gain = judged.find(hit.article.url);
      results.push_back({gain == judged.end() ? 0 : gain->second, hit.article.quality});
    }
    add_pairs(results, concordance);
  }
  return concordance;
}

Result<RankingProfile> LiveTask::default_profile() {
  SearchRequest request;
  request.text = "*";
  request.limit = 0;
  auto response = searcher_.search(request);
  if (!response) return std::move(response).error();
  return std::move(response->profile);
}

Result<std::vector<double>> LiveTask::judge_halves(const std::optional<RankingProfile>& profile,
                                                   const std::vector<QueryHalf>& halves) {
  const RunSource source{files_.name, [&] { return run(profile, halves); }};
  judging_.halves = halves;
  const auto reports = judge(judging_, {source});
  if (!reports) return reports.error();
  std::vector<double> means;
  for (const HalfReport& report : *reports) means.push_back(report.runs.front().evaluation.measures.front().mean);
  return means;
}

}  // namespace newsrank::detail
