// SPDX-License-Identifier: GPL-2.0-or-later
// What an index answers, as text that can be compared: totals, order, scores with their parts, stories, facets.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "newsrank/searcher.hpp"

namespace newsrank::test {

inline std::string dump_hit(const Hit& hit) {
  std::string text = fmt::format("{} {} {:.12g}", hit.rank, hit.article.id, hit.score);
  for (const TermExplanation& term : hit.explanation->terms)
    text += fmt::format(" {}:{}={:.12g}", term.kind, term.text, term.contribution);
  for (const StoryCopy& copy : hit.copies) text += " copy " + copy.id;
  return text + '\n';
}

inline std::string dump_answer(const SearchResponse& response) {
  std::string text = fmt::format("{}{}\n", response.total.value, response.total.exact ? "" : " about");
  for (const Hit& hit : response.hits) text += dump_hit(hit);
  for (const Facet& facet : response.facets) {
    text += fmt::format("{} of {}, without {}:", facet.field, facet.articles, facet.missing);
    for (const FacetValue& value : facet.values) text += fmt::format(" {}={}", value.value, value.count);
    text += '\n';
  }
  return text;
}

// By the shipped profiles, one of them with lengths and feedback.
inline std::string dump_answers(const std::string& folder, const std::vector<std::string>& queries) {
  auto searcher = Searcher::open({folder});
  if (!searcher) return searcher.error().message;
  std::string text;
  for (const std::string& query : queries) {
    for (const char* const profile : {"news", "prose"}) {
      SearchRequest request{.text = query, .limit = 20, .profile = *find_profile(profile), .now = 0, .explain = true};
      for (const char* const field : {"topic", "quality", "date"}) request.facets.push_back({.field = field});
      const auto response = searcher->search(request);
      text += fmt::format("{} by {}: {}", query, profile,
                          response ? dump_answer(*response) : response.error().message + '\n');
    }
  }
  return text;
}

}  // namespace newsrank::test
