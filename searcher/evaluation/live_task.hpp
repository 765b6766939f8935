// SPDX-License-Identifier: GPL-2.0-or-later
// Judging tasks over indexes: one from the command line, or several from a suite file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/concordance.hpp"
#include "evaluation/judging.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// Where a task is kept. Suite files name these as they are named here.
struct LiveTaskFiles {
  std::string name;  // for the report
  std::vector<std::string> databases;
  std::string queries;
  std::string qrels;
  std::string exclude;  // empty: none
  std::vector<Measure> measures;
  std::size_t depth = 0;                 // 0: kDefaultSearchDepth
  std::optional<double> quality_weight;  // instead of the profile's
  bool syntax = false;                   // queries are in the query language
  double share = 1;                      // of the task in what is tuned
};

// Reads a suite: YAML text, a mapping with `tasks`, a sequence of mappings that README.md beside this file describes.
// Relative paths start at `folder`. Errors: invalid_argument with line and column.
Result<std::vector<LiveTaskFiles>> parse_suite(std::string_view yaml, const std::string& folder);
Result<std::vector<LiveTaskFiles>> read_suite(const std::string& path);

// A task with its files read and its index open.
class LiveTask {
 public:
  // Errors: those of the readers and of Searcher::open().
  static Result<LiveTask> open(const LiveTaskFiles& files);

  const LiveTaskFiles& files() const { return files_; }
  // To be judged with the runs of this task.
  JudgingTask& judging() { return judging_; }

  // The results of the judged queries of these halves; without a profile those of the one that fits the index.
  Result<Run> run(const std::optional<RankingProfile>& profile, const std::vector<QueryHalf>& halves);

  // Of the judged queries of that half.
  Result<Concordance> concordance(const std::optional<RankingProfile>& profile, QueryHalf half);

  // The profile that fits the index.
  Result<RankingProfile> default_profile();

  // The first measure's mean over each of these halves of the queries.
  Result<std::vector<double>> judge_halves(const std::optional<RankingProfile>& profile,
                                           const std::vector<QueryHalf>& halves);

 private:
  Result<std::vector<JudgedQuery>> queries_of(const std::vector<QueryHalf>& halves) const;
  SearchRequest request_with(const std::optional<RankingProfile>& profile) const;
  LiveTask(LiveTaskFiles files, JudgingTask judging, std::vector<JudgedQuery> queries, Searcher searcher);

  LiveTaskFiles files_;
  JudgingTask judging_;
  std::vector<JudgedQuery> queries_;
  Searcher searcher_;
};

}  // namespace newsrank::detail
