// The command line of newsrank-search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/searcher.hpp"

namespace newsrank::cli {

enum class Format { text, json, trec };

struct Options {
  std::vector<std::string> databases{"newsrank.db"};
  std::string query;                 // the QUERY arguments, joined by blanks
  bool interactive = false;          // the query is typed while results are shown
  std::optional<std::string> batch;  // file of `id TAB text` lines; "-": standard input
  Format format = Format::text;
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::string profile;  // name or file; empty: what fits the index
  std::optional<double> quality_weight;
  std::optional<double> recency_weight;
  std::optional<double> half_life_days;
  std::optional<std::int64_t> now;
  SortOrder sort = SortOrder::relevance;
  bool explain = false;
  bool plain = false;
  bool require_all = false;
  std::string synonyms;  // file; empty: none
  bool correct = true;   // replace words that no article has
  bool strict = false;   // any diagnostic is an error
  bool complete = false;
  bool explain_query = false;
  bool group = true;  // copies of a story under the best of them
  std::string like;   // address or file of the article that others are to be like; empty: none
};

// What to do: run with `options`, or stop with `exit_code` (help was printed, or the usage was wrong and has been
// said).
struct ParsedOptions {
  Options options;
  std::optional<int> exit_code;
};

ParsedOptions parse_options(int argc, char** argv);

}  // namespace newsrank::cli
