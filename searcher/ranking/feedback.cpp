#include "ranking/feedback.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "newsrank/schema.hpp"
#include "query/part.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// Lets through stems of the shared term space that the query does not have yet.
class NewStems : public Xapian::ExpandDecider {
 public:
  explicit NewStems(const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) known_.insert(clause.term);
  }

  bool operator()(const std::string& term) const override {
    const bool is_stem = term.starts_with(kStemPrefix) && term.size() > kStemPrefix.size();
    const bool in_field = is_stem && term[kStemPrefix.size()] >= 'A' && term[kStemPrefix.size()] <= 'Z';
    return is_stem && !in_field && !known_.contains(term);
  }

 private:
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
  const NewStems decider(clauses);
  const Xapian::ESet terms = enquire.get_eset(profile.feedback_terms, relevant, 0, &decider);
  std::vector<Clause> added;
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    Clause clause{ClauseKind::feedback, (*term).substr(kStemPrefix.size()), *term, 1, Xapian::Query(*term)};
    scale(clause, profile.feedback_scale);
    added.push_back(std::move(clause));
  }
  return added;
}

Xapian::Query widened(const TranslatedQuery& translated, const std::vector<Clause>& added) {
  if (added.empty()) return translated.query;
  std::vector<Xapian::Query> queries;
  for (const Clause& clause : added) queries.push_back(clause.query);
  return Xapian::Query(translated.widenable ? Xapian::Query::OP_OR : Xapian::Query::OP_AND_MAYBE, translated.query,
                       combine(Xapian::Query::OP_OR, queries));
}

}  // namespace newsrank::detail
