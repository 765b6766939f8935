// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/feedback.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/part.hpp"
#include "ranking/article_scorer.hpp"

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
    for (const Clause& clause : clauses) {
      known_.insert(clause.term);
      for (const TextForm& form : clause.forms) {
        if (form.kind != TextFormKind::stem) continue;
        for (const std::string& stem : form.words) known_.insert(prefixed_term(kStemPrefix, stem));
      }
    }
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

// The best articles by relevance alone, the same in any arrangement of the index.
Xapian::RSet best_articles(const IndexReader& index, RankingRequest request) {
  request.profile.quality_weight = 0;
  request.profile.recency_weight = 0;
  request.profile.near_share = 0;
  request.wanted = request.profile.feedback_documents;
  request.sort = SortOrder::relevance;
  request.count_up_to = 0;
  Xapian::RSet best;
  for (const RankedArticle& article : rank_exactly(index, request).documents) best.add_document(article.document);
  return best;
}

struct OfferedTerm {
  std::string term;
  double weight;  // rounded: the engine adds it up in the order of the documents
};

std::vector<OfferedTerm> best_terms(const IndexReader& index, const RankingRequest& request,
                                    const std::vector<Clause>& clauses) {
  Xapian::Enquire enquire(index.database());
  enquire.set_query(engine_query(request.query));
  const NewStems decider(index.database(), clauses);
  constexpr auto kAll = std::numeric_limits<Xapian::termcount>::max();
  const Xapian::ESet offered =
      enquire.get_eset(kAll, best_articles(index, request), Xapian::Enquire::USE_EXACT_TERMFREQ, &decider);
  std::vector<OfferedTerm> terms;
  for (auto term = offered.begin(); term != offered.end(); ++term)
    terms.push_back({*term, round_relevance(term.get_weight())});
  std::sort(terms.begin(), terms.end(), [](const OfferedTerm& a, const OfferedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  if (terms.size() > request.profile.feedback_terms) terms.resize(request.profile.feedback_terms);
  return terms;
}

}  // namespace

std::vector<Clause> feedback_clauses(const IndexReader& index, const RankingRequest& request,
                                     const std::vector<Clause>& clauses) {
  const std::vector<OfferedTerm> terms = best_terms(index, request, clauses);
  std::vector<Clause> added;
  for (const OfferedTerm& each : terms) {
    Clause clause{ClauseKind::feedback, each.term.substr(kStemPrefix.size()), each.term, 1, Xapian::Query(each.term)};
    scale(clause, request.profile.feedback_scale * each.weight / terms.front().weight);
    added.push_back(std::move(clause));
  }
  return added;
}

namespace {

// Several words that must all match and further ones that need not are no query of terms.
bool widens_terms(const RunnableQuery& query, bool widenable) {
  const TermQuery* terms = terms_of(query);
  return terms != nullptr && !(widenable && terms->words.size() > 1 && terms->matching == TermQuery::Matching::all);
}

void widen_terms(TermQuery& terms, const std::vector<Clause>& added, bool widenable, const Xapian::Database& database) {
  if (widenable) terms.matching = TermQuery::Matching::any;
  for (const Clause& clause : added) {
    WeightedTerm term{clause.term, static_cast<double>(database.get_termfreq(clause.term)), clause.scale};
    if (widenable) {
      terms.words.push_back({{std::move(term)}, {}, 0, true});
    } else {
      terms.loose.push_back(std::move(term));
    }
  }
}

}  // namespace

void widen(RunnableQuery& query, const std::vector<Clause>& added, bool widenable, const Xapian::Database& database) {
  if (added.empty()) return;
  if (widens_terms(query, widenable)) return widen_terms(std::get<TermQuery>(query), added, widenable, database);
  std::vector<Xapian::Query> queries;
  queries.reserve(added.size());
  for (const Clause& clause : added) queries.push_back(clause.query);
  query = Xapian::Query(widenable ? Xapian::Query::OP_OR : Xapian::Query::OP_AND_MAYBE, engine_query(query),
                        combine(Xapian::Query::OP_OR, queries));
}

}  // namespace newsrank::detail
