// SPDX-License-Identifier: GPL-2.0-or-later
// The ranking formula worked out by hand over a list of articles: no engine, no index, every article scored.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/ranking.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::test {

struct ByHandHit {
  std::string id;
  double score = 0;
  std::vector<bool> holds;  // by word
};

// Scores bags of words (alternatives) as newsrank/ranking.hpp states: BM25 in Xapian's form over stems, exact forms
// added at exact_weight, times quality and recency. Quality: linear to the 99th percentile, unknown as the median.
class ByHandRanking {
 public:
  // `declared`: the fields of the index's own, of which those of texts count by their weights.
  ByHandRanking(const std::vector<Article>& articles, Analyzer& analyzer,
                const std::vector<FieldDeclaration>& declared = {})
      : articles_(articles), analyzer_(analyzer) {
    for (const FieldDeclaration& field : declared) {
      if (field.kind == FieldKind::text) weights_[field.name] = field.weight;
    }
    for (const Article& article : articles_) documents_.push_back(count_terms(article));
    for (const Article& article : articles_) {
      if (article.quality) qualities_.push_back(*article.quality);
    }
    std::sort(qualities_.begin(), qualities_.end());
    double total = 0;
    for (const auto& document : documents_) total += document.length;
    mean_length_ = articles_.empty() ? 0 : total / static_cast<double>(articles_.size());
  }

  std::vector<ByHandHit> rank(const std::vector<std::string>& words, const RankingProfile& profile,
                              std::int64_t now = 0) {
    std::vector<std::size_t> order;
    std::vector<double> scores(articles_.size(), 0);
    std::vector<std::vector<bool>> holds(articles_.size());
    for (std::size_t i = 0; i < articles_.size(); ++i) {
      double relevance = 0;
      bool matches = false;
      for (const std::string& word : words) {
        const std::string stem = std::string("Z").append(analyzer_.stem(word));
        holds[i].push_back(documents_[i].terms.contains(stem));
        matches = matches || holds[i].back();
        relevance += bm25(stem, i, profile) + profile.exact_weight * bm25(word, i, profile);
      }
      if (!matches) continue;
      relevance += evidence(words, i, profile);
      scores[i] = relevance * (1 + profile.quality_weight * normalised(quality_of(i))) *
                  (1 + profile.recency_weight * newness(articles_[i], profile, now));
      order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      // Equal up to rounding is equal: the engine adds the same parts in another order.
      if (std::abs(scores[a] - scores[b]) > 1e-9 * scores[a]) return scores[a] > scores[b];
      if (quality_of(a) != quality_of(b)) return quality_of(a) > quality_of(b);
      if (articles_[a].published_at != articles_[b].published_at)
        return articles_[a].published_at > articles_[b].published_at;
      return articles_[a].id < articles_[b].id;
    });
    std::vector<ByHandHit> hits;
    for (const std::size_t i : order) hits.push_back({articles_[i].id, scores[i], holds[i]});
    return hits;
  }

  // In whole millionths; 0 of a word that no article holds.
  std::uint64_t mass_of(const std::string& word) {
    return static_cast<std::uint64_t>(std::llround(idf_of("Z" + analyzer_.stem(word)) * 1e6));
  }

 private:
  struct Document {
    std::map<std::string, double> terms;  // exact forms, and stems behind Z
    double length = 0;
    std::vector<std::string> title;  // stems of its content words
    std::vector<std::string> excerpt;
    std::vector<std::string> title_text;  // exact forms of all its words
  };

  Document count_terms(const Article& article) {
    Document document;
    std::vector<std::string> texts{article.title, article.excerpt, article.body};
    texts.insert(texts.end(), article.topics.begin(), article.topics.end());
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      analyzer_.analyze(texts[i], tokens);
      for (const Token& token : tokens) {
        document.terms[token.text] += 1;
        document.terms["Z" + token.stem] += 1;
        document.length += i == 0 ? 3 : 2;  // the title's stems are kept apart as well
        if (i == 0) document.title_text.push_back(token.text);
        if (analyzer_.is_stop_word(token.text)) continue;
        if (i == 0) document.title.push_back(token.stem);
        if (i == 1) document.excerpt.push_back(token.stem);
      }
    }
    for (const ArticleField& own : article.fields) {
      const auto weight = weights_.find(own.name);
      if (weight == weights_.end()) continue;
      for (const FieldValue& value : own.values) count_own(std::get<std::string>(value), weight->second, document);
    }
    return document;
  }

  void count_own(const std::string& text, double weight, Document& document) {
    std::vector<Token> tokens;
    analyzer_.analyze(text, tokens);
    for (const Token& token : tokens) {
      document.terms[token.text] += weight;
      document.terms["Z" + token.stem] += weight;
      document.length += 2 * weight;
    }
  }

  double bm25(const std::string& term, std::size_t i, const RankingProfile& profile) const {
    const auto found = documents_[i].terms.find(term);
    if (found == documents_[i].terms.end()) return 0;
    double holding = 0;
    for (const Document& document : documents_) holding += document.terms.contains(term) ? 1 : 0;
    double weight = (static_cast<double>(documents_.size()) - holding + 0.5) / (holding + 0.5);
    if (weight < 2) weight = weight * 0.5 + 1;
    const double length = std::max(documents_[i].length / mean_length_, 0.5);
    const double wdf = found->second;
    return std::log(weight) * (profile.k1 + 1) * wdf / (profile.k1 * (length * profile.b + 1 - profile.b) + wdf);
  }

  static bool side_by_side(const std::vector<std::string>& text, const std::string& first, const std::string& second) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      if (text[i] == first && text[i + 1] == second) return true;
    }
    return false;
  }

  // What the title, the whole title and neighbours add. The words are no stop words and no years.
  double evidence(const std::vector<std::string>& words, std::size_t i, const RankingProfile& profile) {
    const Document& document = documents_[i];
    std::vector<std::string> stems;  // all, in order
    std::map<std::string, double> mass;
    double all = 0;
    double in_title = 0;
    double count = 0;
    for (const std::string& word : words) {
      stems.push_back(analyzer_.stem(word));
      const double idf = idf_of("Z" + stems.back());
      if (idf == 0 || !mass.emplace(stems.back(), idf).second) continue;
      all += idf;
      if (std::find(document.title.begin(), document.title.end(), stems.back()) == document.title.end()) continue;
      in_title += idf;
      ++count;
    }
    double sum = 0;
    const std::set<std::string> different(document.title.begin(), document.title.end());
    if (count > 0) sum += profile.coverage_weight * in_title * count / static_cast<double>(different.size());
    if (!stems.empty() && document.title_text == words) {
      sum += profile.whole_title_weight * all;
    } else if (!stems.empty() && document.title == stems) {
      sum += profile.whole_title_weight * all * 0.6;
    }
    std::set<std::pair<std::string, std::string>> pairs;
    for (std::size_t k = 0; k + 1 < stems.size(); ++k) {
      const auto pair = std::make_pair(stems[k], stems[k + 1]);
      if (stems[k] == stems[k + 1] || !mass.contains(stems[k]) || !mass.contains(stems[k + 1])) continue;
      if (!pairs.insert(pair).second) continue;
      if (side_by_side(document.title, pair.first, pair.second) ||
          side_by_side(document.excerpt, pair.first, pair.second))
        sum += profile.neighbour_weight * (mass[pair.first] + mass[pair.second]);
    }
    return sum;
  }

  // 0 of a term that no article holds.
  double idf_of(const std::string& term) const {
    double holding = 0;
    for (const Document& document : documents_) holding += document.terms.contains(term) ? 1 : 0;
    const double odds = (static_cast<double>(documents_.size()) - holding + 0.5) / (holding + 0.5);
    return holding == 0 ? 0 : std::log(odds < 2 ? odds * 0.5 + 1 : odds);
  }

  // 0 for articles without a date.
  static double newness(const Article& article, const RankingProfile& profile, std::int64_t now) {
    if (!article.published_at) return 0;
    const double days = static_cast<double>(now - *article.published_at) / 86'400;
    return std::exp2(-std::max(0.0, days) / profile.half_life_days);
  }

  double percentile(double share) const {
    const double wanted = share * static_cast<double>(qualities_.size());
    const auto index = static_cast<std::size_t>(std::ceil(wanted)) - 1;
    return qualities_[std::min(index, qualities_.size() - 1)];
  }
  double quality_of(std::size_t i) const {
    if (articles_[i].quality) return *articles_[i].quality;
    return qualities_.empty() ? 0 : percentile(0.5);
  }
  double normalised(double quality) const {
    if (qualities_.empty()) return 0;
    const double top = percentile(0.99) > 0 ? percentile(0.99) : qualities_.back();
    return top > 0 ? std::min(1.0, quality / top) : 0;
  }

  const std::vector<Article>& articles_;
  Analyzer& analyzer_;
  std::map<std::string, double> weights_;  // of own fields of texts
  std::vector<Document> documents_;
  std::vector<double> qualities_;
  double mean_length_ = 0;
};

}  // namespace newsrank::test
