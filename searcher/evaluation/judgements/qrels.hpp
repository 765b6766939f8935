// SPDX-License-Identifier: GPL-2.0-or-later
// Judgements, runs, queries and exclusions: what an evaluation starts from, and the readers of their TREC text forms.
//
// Every reader takes the content and a name for it in messages; the read_ functions take a path, "-" being standard
// input. Lines may end with LF or CRLF; blank lines are skipped. A line that breaks the format is an invalid_argument
// error with the file's name and the line's number; read_ functions also fail with io.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Short ids first, then by bytes: ids that are numbers, or end with numbers of one width, come in numeric order.
struct QueryIdLess {
  bool operator()(std::string_view a, std::string_view b) const noexcept {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

template <typename T>
using ByQuery = std::map<std::string, T, QueryIdLess>;

// The gain of every judged document; a gain of zero or less means not relevant.
using Judgements = std::unordered_map<std::string, int>;
using Qrels = ByQuery<Judgements>;

struct RankedDocument {
  std::string document;
  double score = 0;

  friend bool operator==(const RankedDocument&, const RankedDocument&) = default;
};

// Results of every query, best first.
using Ranking = std::vector<RankedDocument>;
using Run = ByQuery<Ranking>;

struct JudgedQuery {
  std::string id;
  std::string text;

  friend bool operator==(const JudgedQuery&, const JudgedQuery&) = default;
};

// Documents to be taken out of a query's results before they are judged.
using Exclusions = ByQuery<std::unordered_set<std::string>>;

// Lines `query 0 document gain`. Errors: a document judged twice for one query, a gain that is no 32-bit integer.
Result<Qrels> parse_qrels(std::string_view content, std::string_view source);
Result<Qrels> read_qrels(const std::string& path);

// Lines `query Q0 document rank score tag`. The rank column is ignored: a ranking is ordered as trec_eval orders it,
// by score descending, then by document id descending (bytes). Errors: a document twice for one query, a score that is
// not a finite number.
Result<Run> parse_run(std::string_view content, std::string_view source);
Result<Run> read_run(const std::string& path);

// Lines `query TAB text`, in the file's order. Errors: a query id twice or with white space in it, no text.
Result<std::vector<JudgedQuery>> parse_queries(std::string_view content, std::string_view source);
Result<std::vector<JudgedQuery>> read_queries(const std::string& path);

// Lines `query TAB document`. Errors: a document twice for one query.
Result<Exclusions> parse_exclusions(std::string_view content, std::string_view source);
Result<Exclusions> read_exclusions(const std::string& path);

}  // namespace newsrank::detail
