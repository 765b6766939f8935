// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/word_group.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

namespace newsrank::detail {
namespace {

// Joins two values at a time until one is left: always those of the two rarest, as a Huffman code is made.
template <typename Value, typename Join>
Value join_rarest(const std::vector<WeightedTerm>& terms, std::vector<Value> values, Join join) {
  using Entry = std::pair<double, std::size_t>;  // articles, place of the value
  std::vector<Entry> heap;
  for (std::size_t i = 0; i < terms.size(); ++i) heap.emplace_back(terms[i].articles, i);
  std::make_heap(heap.begin(), heap.end(), std::greater<Entry>());
  while (heap.size() > 1) {
    std::pop_heap(heap.begin(), heap.end(), std::greater<Entry>());
    const auto [articles, place] = heap.back();
    heap.pop_back();
    std::pop_heap(heap.begin(), heap.end(), std::greater<Entry>());
    auto& [joined_articles, joined] = heap.back();
    joined_articles += articles;
    values[joined] = join(values[joined], values[place]);
    std::push_heap(heap.begin(), heap.end(), std::greater<Entry>());
  }
  return values[heap.front().second];
}

}  // namespace

Xapian::Query any_as_one(const std::vector<WeightedTerm>& terms) {
  if (terms.empty()) return Xapian::Query::MatchNothing;
  std::vector<Xapian::Query> queries;
  queries.reserve(terms.size());
  for (const WeightedTerm& term : terms) queries.emplace_back(term.term);
  return join_rarest(terms, std::move(queries), [](const Xapian::Query& a, const Xapian::Query& b) {
    return Xapian::Query(Xapian::Query::OP_SYNONYM, a, b);
  });
}

Xapian::doccount estimate_union(const std::vector<WeightedTerm>& terms, Xapian::doccount size) {
  std::vector<Xapian::doccount> holding;
  holding.reserve(terms.size());
  for (const WeightedTerm& term : terms) holding.push_back(static_cast<Xapian::doccount>(term.articles));
  return join_rarest(terms, std::move(holding), [size](Xapian::doccount a, Xapian::doccount b) {
    const auto left = static_cast<double>(a);
    const auto right = static_cast<double>(b);
    // As the engine rounds. NOLINTNEXTLINE(bugprone-incorrect-roundings)
    return static_cast<Xapian::doccount>(left + right - left * right / static_cast<double>(size) + 0.5);
  });
}

}  // namespace newsrank::detail
