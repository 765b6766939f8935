// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/similar.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// Enough to tell what an article is about.
constexpr std::size_t kMaxBytes = 65'536;
constexpr std::size_t kMaxTitleBytes = 512;

struct Candidate {
  std::string word;  // the first form of the stem
  std::string stem;
  double count = 0;
  bool in_title = false;
  double weight = 0;  // tf * idf
  std::size_t place = 0;
};

class Candidates {
 public:
  explicit Candidates(Analyzer& analyzer) : analyzer_(analyzer) {}

  void add(std::string_view text, double count, bool in_title) {
    analyzer_.analyze(text.substr(0, kMaxBytes), tokens_);
    for (const Token& token : tokens_) {
      if (token.kind != TokenKind::word || analyzer_.is_stop_word(token.text)) continue;
      const auto [place, is_new] = places_.try_emplace(token.stem, found_.size());
      if (is_new) found_.push_back({token.text, token.stem, 0, false, 0, found_.size()});
      Candidate& candidate = found_[place->second];
      candidate.count += count;
      candidate.in_title = candidate.in_title || in_title;
    }
  }

  std::vector<Candidate> best(const Xapian::Database& database, std::size_t most) {
    const auto articles = static_cast<double>(database.get_doccount());
    for (Candidate& candidate : found_) {
      const std::string term = prefixed_term(kStemPrefix, candidate.stem);
      const auto holding = is_storable_term(term) ? database.get_termfreq(term) : 0;
      if (holding > 0) candidate.weight = candidate.count * bm25_idf(articles, static_cast<double>(holding));
    }
    std::erase_if(found_, [](const Candidate& candidate) { return candidate.weight <= 0; });
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
    if (found_.size() > most) found_.resize(most);
    std::sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) { return a.place < b.place; });
    return std::move(found_);
  }

 private:
  Analyzer& analyzer_;
  std::vector<Token> tokens_;
  std::vector<Candidate> found_;
  std::unordered_map<std::string, std::size_t> places_;  // in found_, by stem
};

// The title as it would be searched for.
Query title_words(std::string_view title) {
  ParseOptions words;
  words.plain = true;
  words.limits.max_bytes = kMaxTitleBytes;
  Query parsed = parse_query(title, words).query;
  if (parsed.kind == QueryKind::bag) return parsed;
  Query bag;
  if (parsed.kind != QueryKind::nothing) bag.children.push_back(std::move(parsed));
  return bag;
}

bool is_plain(const Query& query) {
  return query.kind == QueryKind::bag && query.boost == 1.0;
}

}  // namespace

Query similar_query(const Article& article, Analyzer& analyzer, const Xapian::Database& database,
                    const SimilarOptions& options) {
  Candidates candidates(analyzer);
  candidates.add(article.title, 2, true);
  for (const std::string& topic : article.topics) candidates.add(topic, 1, false);
  candidates.add(article.excerpt, 1, false);
  candidates.add(article.body, 1, false);
  Query bag = title_words(article.title);
  for (Candidate& candidate : candidates.best(database, options.max_terms)) {
    if (candidate.in_title) continue;
    Query word;
    word.kind = QueryKind::word;
    word.text = std::move(candidate.word);
    word.boost = options.text_boost;
    bag.children.push_back(std::move(word));
  }
  bag.kind = bag.children.empty() ? QueryKind::nothing : QueryKind::bag;
  return bag;
}

Query with_added(Query similar, Query added) {
  if (added.kind == QueryKind::nothing) return similar;
  if (similar.kind == QueryKind::nothing) return added;
  if (is_plain(added)) {
    std::move(added.children.begin(), added.children.end(), std::back_inserter(similar.children));
  } else {
    if (added.kind != QueryKind::word && added.kind != QueryKind::phrase) added.occur = Occur::must;
    similar.children.push_back(std::move(added));
  }
  return similar;
}

}  // namespace newsrank::detail
