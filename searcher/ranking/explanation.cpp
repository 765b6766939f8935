// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/explanation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "analysis/capitals.hpp"
#include "index/article_words.hpp"
#include "index/engine_run.hpp"
#include "index/identity.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "ranking/evidence_scorer.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

constexpr std::array<std::string_view, 6> kClauseNames{"stem", "exact", "phrase", "wildcard", "feedback", "synonym"};

std::uint32_t occurrences(Analyzer& analyzer, std::string_view text, const Clause& clause) {
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  const bool capitals = clause.term.starts_with(kCapitalPrefix);
  return static_cast<std::uint32_t>(std::count_if(tokens.begin(), tokens.end(), [&](const Token& token) {
    if (capitals) return is_in_capitals(text, token) && prefixed_term(kCapitalPrefix, token.text) == clause.term;
    return (clause.kind == ClauseKind::exact ? token.text : token.stem) == clause.text &&
           (clause.kind != ClauseKind::exact || token.kind != TokenKind::base);
  }));
}

// What the engine gives the article for this clause alone. Collection statistics do not depend on the filter, so the
// clauses' weights are those of the whole query.
double weight_of(const IndexReader& index, const RankingProfile& profile, const Clause& clause,
                 const std::string& identity, Xapian::docid document) {
  Xapian::Enquire enquire(index.database());
  set_weighted(enquire, index, Xapian::Query(Xapian::Query::OP_FILTER, clause.query, Xapian::Query(identity)),
               bm25_weight(profile));
  // Other databases may hold the article, too.
  const Xapian::MSet matches = enquire.get_mset(0, index.database().get_termfreq(identity));
  const auto found = std::find(matches.begin(), matches.end(), document);
  return found == matches.end() ? 0 : found.get_weight();
}

TermExplanation explain_term(const IndexReader& index, const RankingProfile& profile, const Clause& clause,
                             Xapian::docid document, const Article& article, Analyzer& analyzer) {
  TermExplanation term;
  term.kind = kClauseNames[static_cast<std::size_t>(clause.kind)];
  term.text = clause.text;
  term.scale = clause.scale;
  term.contribution = weight_of(index, profile, clause, identity_term(article.id), document);
  if (clause.term.empty()) return term;
  term.articles = index.database().get_termfreq(clause.term);
  term.idf = bm25_idf(static_cast<double>(index.database().get_doccount()), static_cast<double>(term.articles));
  term.in_title = occurrences(analyzer, article.title, clause);
  term.in_excerpt = occurrences(analyzer, article.excerpt, clause);
  term.in_body = occurrences(analyzer, article.body, clause);
  for (const std::string& topic : article.topics) term.in_topics += occurrences(analyzer, topic, clause);
  return term;
}

// What the evidence of an article adds, each kind as one summand with the words that it is about.
std::vector<TermExplanation> explain_evidence(const IndexReader& index, const RankingRequest& request,
                                              Xapian::docid document) {
  const EvidenceScorer scorer(request.evidence, request.profile, static_cast<double>(index.database().get_doccount()));
  const std::string stored = index.value(document, kWordsSlot);
  const ArticleWords words(stored);
  const SeenWords seen = scorer.look_at(words);
  const EvidenceParts parts = scorer(words, seen, scorer.needs_date() ? index.published_at(document) : std::nullopt);
  const auto& asked = request.evidence.words;
  std::string in_title;
  std::string pairs;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if ((seen.in_title & EvidenceScorer::bit(i)) != 0) in_title += (in_title.empty() ? "" : " ") + asked[i].stem;
  }
  for (std::size_t i = 0; i < request.evidence.pairs.size(); ++i) {
    if ((seen.pairs & EvidenceScorer::bit(i)) == 0) continue;
    const EvidencePair& pair = request.evidence.pairs[i];
    pairs += fmt::format("{}{} {}", pairs.empty() ? "" : ", ", asked[pair.first].stem, asked[pair.second].stem);
  }
  std::string time;
  if (const auto& named = request.evidence.time)
    time = named->month ? fmt::format("{}-{:02}", named->year, *named->month + 1) : fmt::format("{}", named->year);
  std::vector<TermExplanation> terms;
  const auto add = [&](const char* kind, std::string text, double contribution, double scale) {
    TermExplanation term;
    term.kind = kind;
    term.text = std::move(text);
    term.contribution = contribution;
    term.scale = scale;
    terms.push_back(std::move(term));
  };
  add("coverage", in_title, parts.title, request.profile.coverage_weight);
  add("whole_title", in_title, parts.whole_title, request.profile.whole_title_weight);
  add("neighbours", pairs, parts.neighbours, request.profile.neighbour_weight);
  add("time", time, parts.time, request.profile.time_weight);
  return terms;
}

}  // namespace

Explanation explain(const IndexReader& index, const RankingRequest& request, const std::vector<Clause>& clauses,
                    const RankedArticle& document, const Article& article, Analyzer& analyzer) {
  Explanation explanation;
  for (const Clause& clause : clauses) {
    TermExplanation term = explain_term(index, request.profile, clause, document.document, article, analyzer);
    if (term.contribution > 0) explanation.terms.push_back(std::move(term));
  }
  for (TermExplanation& term : explain_evidence(index, request, document.document)) {
    if (term.contribution > 0) explanation.terms.push_back(std::move(term));
  }
  std::stable_sort(explanation.terms.begin(), explanation.terms.end(),
                   [](const TermExplanation& a, const TermExplanation& b) { return a.contribution > b.contribution; });
  explanation.relevance = document.relevance;
  explanation.quality = article.quality;
  explanation.normalised_quality =
      index.quality_normaliser(request.profile.quality_normalisation)(index.quality(document.document));
  explanation.quality_factor = document.quality_factor;
  if (article.published_at) explanation.age_days = age_in_days(*article.published_at, request.now);
  explanation.recency_factor = document.recency_factor;
  explanation.score = document.score;
  return explanation;
}

std::string compare(const Explanation& hit, const Explanation& next) {
  if (hit.score == next.score) {
    if (hit.quality != next.quality) return "equal score, better quality";
    return hit.age_days != next.age_days ? "equal score and quality, newer"
                                         : "equal score, quality and date; by address";
  }
  if (hit.score < next.score) {
    return hit.quality != next.quality ? "passes the next: as relevant, better quality"
                                       : "passes the next: as relevant, newer";
  }
  std::vector<std::string> reasons;
  const auto add = [&](std::string_view what, double mine, double theirs) {
    if (theirs <= 0 || mine == theirs) return;
    const double percent = (mine / theirs - 1) * 100;
    if (std::abs(percent) >= 0.05) reasons.push_back(fmt::format("{} {:+.1f}%", what, percent));
  };
  add("relevance", hit.relevance, next.relevance);
  add("quality", hit.quality_factor, next.quality_factor);
  add("recency", hit.recency_factor, next.recency_factor);
  if (reasons.empty()) return "by less than a thousandth";
  return fmt::format("{}; together {:+.1f}%", fmt::join(reasons, ", "), (hit.score / next.score - 1) * 100);
}

}  // namespace newsrank::detail
