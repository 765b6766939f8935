// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/engine_evidence.hpp"

#include <date/date.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/part.hpp"

namespace newsrank::detail {
namespace {

// Weighs that much for every article that `condition` finds.
Xapian::Query constant(double weight, const Xapian::Query& condition) {
  auto* const source = new Xapian::FixedWeightPostingSource(weight);
  return {Xapian::Query::OP_FILTER, Xapian::Query(source->release()), condition};
}

Xapian::Query in_title(const EvidenceWord& word) {
  return Xapian::Query(prefixed_term(kTitleStemPrefix, word.stem));
}

std::int64_t seconds(date::year_month_day day) {
  return std::chrono::duration_cast<std::chrono::seconds>(date::sys_days(day).time_since_epoch()).count();
}

}  // namespace

EngineEvidence::EngineEvidence(const IndexReader& index, const RankingRequest& request)
    : index_(index),
      scorer_(request.evidence, request.profile, static_cast<double>(index.database().get_doccount())),
      unasked_(scorer_.most_of_neighbours()) {
  if (!scorer_.needs_date()) return;
  // The year, and a month more on either side.
  const date::year year(request.evidence.time->year);
  time_ = Span{seconds((year - date::years(1)) / date::December / 1),
               seconds((year + date::years(1)) / date::February / 1) - 1};
}

Xapian::Query EngineEvidence::asked(const Xapian::Query& query) const {
  if (scorer_.empty()) return query;
  std::vector<Xapian::Query> given;
  std::vector<Xapian::Query> all;
  const auto& words = scorer_.evidence().words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all.push_back(in_title(words[i]));
    const double weight = scorer_.coverage_weight() * scorer_.mass_of(i);
    if (weight > 0) given.push_back(constant(weight, all.back()));
  }
  if (scorer_.most_of_whole_title() > 0)
    given.push_back(constant(scorer_.most_of_whole_title(), combine(Xapian::Query::OP_AND, all)));
  if (time_) {
    const Xapian::Query span(Xapian::Query::OP_VALUE_RANGE, kDateSlot,
                             Xapian::sortable_serialise(static_cast<double>(time_->first)),
                             Xapian::sortable_serialise(static_cast<double>(time_->last)));
    given.push_back(constant(scorer_.most_of_time(), span));
  }
  if (given.empty()) return query;
  return {Xapian::Query::OP_AND_MAYBE, query, combine(Xapian::Query::OP_OR, given)};
}

double EngineEvidence::given(const SeenWords& seen, std::optional<std::int64_t> published_at) const {
  double given = scorer_.coverage_weight() * scorer_.mass_of_all(seen.in_title);
  if (seen.in_title == scorer_.all()) given += scorer_.most_of_whole_title();
  if (time_ && published_at && *published_at >= time_->first && *published_at <= time_->last)
    given += scorer_.most_of_time();
  return given;
}

double EngineEvidence::relevance(Xapian::docid document, double weight) const {
  if (scorer_.empty()) return weight;
  const std::string stored = index_.value(document, kWordsSlot);
  const ArticleWords words(stored);
  const auto published = scorer_.needs_date() ? index_.published_at(document) : std::nullopt;
  const SeenWords seen = scorer_.look_at(words);
  return std::max(0.0, weight - given(seen, published)) + scorer_(words, seen, published).sum();
}

}  // namespace newsrank::detail
