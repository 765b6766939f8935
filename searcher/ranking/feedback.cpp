#include "ranking/feedback.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "newsrank/schema.hpp"
#include "query/part.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// A term of fewer articles says more about the best articles than about the query.
constexpr Xapian::doccount kLeastArticles = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Lets through stems of the shared term space that the query does not have yet and that are neither rare nor numbers.
class NewStems : public Xapian::ExpandDecider {
 public:
  NewStems(const Xapian::Database& database, const std::vector<Clause>& clauses) : database_(database) {
    for (const Clause& clause : clauses) known_.insert(clause.term);
  }

  bool operator()(const std::string& term) const override {
    if (!term.starts_with(kStemPrefix) || term.size() == kStemPrefix.size()) return false;
    const char first = term[kStemPrefix.size()];
    const bool in_field = first >= 'A' && first <= 'Z';
    return !in_field && !is_digit(first) && !known_.contains(term) && database_.get_termfreq(term) >= kLeastArticles;
  }

 private:
  const Xapian::Database& database_;
  std::set<std::string> known_;
};

}  // namespace

std::vector<Clause> feedback_clauses(const IndexReader& index, const Xapian::Query& query,
                                     const std::vector<Clause>& clauses, const RankingProfile& profile) {
  Xapian::Enquire enquire(index.database());
  enquire.set_query(query);
  enquire.set_weighting_scheme(bm25_weight(profile));
  const Xapian::MSet best = enquire.get_mset(0, profile.feedback_documents);
  Xapian::RSet relevant;
  for (auto match = best.begin(); match != best.end(); ++match) relevant.add_document(*match);
  const NewStems decider(index.database(), clauses);
  const Xapian::ESet terms = enquire.get_eset(profile.feedback_terms, relevant, 0, &decider);
  std::vector<Clause> added;
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    Clause clause{ClauseKind::feedback, (*term).substr(kStemPrefix.size()), *term, 1, Xapian::Query(*term)};
    scale(clause, profile.feedback_scale * term.get_weight() / terms.begin().get_weight());
    added.push_back(std::move(clause));
  }
  return added;
}

Xapian::Query widened(const TranslatedQuery& translated, const std::vector<Clause>& added) {
  if (added.empty()) return translated.query;
  std::vector<Xapian::Query> queries;
  queries.reserve(added.size());
  for (const Clause& clause : added) queries.push_back(clause.query);
  return Xapian::Query(translated.widenable ? Xapian::Query::OP_OR : Xapian::Query::OP_AND_MAYBE, translated.query,
                       combine(Xapian::Query::OP_OR, queries));
}

}  // namespace newsrank::detail
