// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/demand.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "query/evidence/idf.hpp"

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

struct Weighed {
  XQuery match;
  std::uint64_t mass;
};

// The articles that hold `least` of the words from `first` on, which have the mass `left`; they are in the order of
// their masses, the greatest first; `least` is above 0 and at most `left`. Of 8 words it comes to at most about a
// hundred terms.
XQuery enough(const std::vector<Weighed>& words, std::size_t first, std::uint64_t left, std::uint64_t least) {
  const Weighed& word = words[first];
  left -= word.mass;
  const XQuery with = word.mass >= least
                          ? word.match
                          : XQuery(XQuery::OP_AND, word.match, enough(words, first + 1, left, least - word.mass));
  return least > left ? with : XQuery(XQuery::OP_OR, with, enough(words, first + 1, left, least));
}

// Zero for all but the most telling words.
void keep_most_telling(std::vector<std::uint64_t>& masses) {
  if (masses.size() <= kMaxTellingWords) return;
  std::vector<std::size_t> order(masses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return masses[a] > masses[b]; });
  for (std::size_t i = kMaxTellingWords; i < order.size(); ++i) masses[order[i]] = 0;
}

// What a demand is made from.
struct Masses {
  std::vector<std::uint64_t> each;
  std::uint64_t all = 0;  // of the words that were asked for
  std::size_t counted = 0;
};

// `joins` tells which stand for the two words before.
template <typename Joins>
Masses add_up(std::vector<std::uint64_t> each, Joins joins) {
  Masses masses{std::move(each)};
  for (std::size_t i = 0; i < masses.each.size(); ++i) {
    if (joins(i)) {
      masses.each[i] = i < 2 ? 0 : masses.each[i - 2] + masses.each[i - 1];
    } else if (masses.each[i] > 0) {
      masses.all += masses.each[i];
      ++masses.counted;
    }
  }
  return masses;
}

// 0: one word suffices.
std::uint64_t least_mass(const Masses& masses, const Demand& demand) {
  if (demand.kind == Demand::Kind::none || demand.share == 0 || masses.counted == 0) return 0;
  if (masses.counted == 2 && demand.kind == Demand::Kind::telling) return masses.all;
  const double part = std::ceil(static_cast<double>(masses.all) * demand.share);
  return std::max(static_cast<std::uint64_t>(part), std::uint64_t{1});
}

}  // namespace

std::uint64_t telling_mass(double articles, double holding) {
  constexpr double kUnits = 1e6;
  if (holding <= 0) return 0;
  return static_cast<std::uint64_t>(std::llround(bm25_idf(articles, std::min(holding, articles)) * kUnits));
}

XQuery holding_enough(const std::vector<XQuery>& words, const std::vector<std::uint64_t>& masses, std::uint64_t least) {
  std::vector<Weighed> weighed;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (masses[i] == 0) continue;
    weighed.push_back({words[i], masses[i]});
    all += masses[i];
  }
  std::stable_sort(weighed.begin(), weighed.end(), [](const Weighed& a, const Weighed& b) { return a.mass > b.mass; });
  return enough(weighed, 0, all, least);
}

DemandMade make_demand(RunnableQuery& query, const std::vector<TellingWord>& words, const Demand& demand,
                       double articles) {
  std::vector<std::uint64_t> each;
  for (const TellingWord& word : words) each.push_back(telling_mass(articles, word.articles));
  keep_most_telling(each);
  const Masses masses = add_up(std::move(each), [&](std::size_t i) { return words[i].joins; });
  const std::uint64_t least = least_mass(masses, demand);
  if (least == 0) return DemandMade::none;
  const DemandMade made =
      masses.counted == 2 && demand.kind == Demand::Kind::telling ? DemandMade::both : DemandMade::share;
  auto* const terms = std::get_if<TermQuery>(&query);
  if (terms != nullptr && terms->words.size() == words.size()) {
    for (std::size_t i = 0; i < words.size(); ++i) terms->words[i].mass = masses.each[i];
    terms->least_mass = least;
    terms->rest = demand.rest;
    return made;
  }
  if (words.size() == 1 && !demand.rest) return made;  // what matches holds it
  std::vector<XQuery> matches;
  for (const TellingWord& word : words) matches.push_back(word.match);
  query = XQuery(demand.rest ? XQuery::OP_AND_NOT : XQuery::OP_FILTER, engine_matches(query),
                 holding_enough(matches, masses.each, least));
  return made;
}

void demand_anew(TermQuery& query, const Demand& demand) {
  std::vector<std::uint64_t> each;
  for (const QueryWord& word : query.words) each.push_back(word.mass);
  query.least_mass = least_mass(add_up(std::move(each), [&](std::size_t i) { return query.words[i].joins; }), demand);
  query.rest = demand.rest;
}

XQuery holding_all(const std::vector<TellingWord>& words) {
  std::vector<XQuery> all;
  for (const TellingWord& word : words) {
    if (!word.joins || all.size() < 2) {
      all.push_back(word.match);
      continue;
    }
    for (auto each = all.end() - 2; each != all.end(); ++each) *each = XQuery(XQuery::OP_OR, *each, word.match);
  }
  return combine(XQuery::OP_AND, all);
}

}  // namespace newsrank::detail
