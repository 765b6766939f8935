// SPDX-License-Identifier: GPL-2.0-or-later
// Evidence: what a query says beside its words one by one. Which of them stand in a title, side by side, as a whole
// title; which time it names. It raises scores and never adds or drops a match.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"

namespace newsrank::detail {

struct EvidenceWord {
  std::uint32_t code = 0;  // word_code() of the stem
  std::string stem;
  std::string term;     // of the stem in all texts
  double articles = 0;  // that hold it
  double weight = 1;
};

// Two words that stand side by side in the query, by their places in Evidence::words.
struct EvidencePair {
  std::size_t first = 0;
  std::size_t second = 0;
};

// A year, or a month of it (0 to 11).
struct NamedTime {
  int year = 0;
  std::optional<int> month;
};

struct Evidence {
  // No more words and pairs are looked at: 64 bits each say which of them an article holds.
  static constexpr std::size_t kMaxWords = 64;

  std::vector<EvidenceWord> words;  // different stems that articles hold, by their first places
  std::vector<EvidencePair> pairs;
  // What a title has whose words are those of the query; none where the query is not just words.
  std::vector<std::uint32_t> title_words;
  std::uint32_t title_text = 0;
  std::optional<NamedTime> time;
};

// Whether the word, folded, names the year or the month.
bool names(const NamedTime& time, std::string_view word);

// Of the words that may be found in any field: not of what is excluded, filters, fields and patterns.
Evidence evidence_of(const Query& tree, Analyzer& analyzer, const TermSource& database);

}  // namespace newsrank::detail
