// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/near_equals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/article_words.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

// What is compared of articles, read when it is first needed.
class Comparison {
 public:
  Comparison(const IndexReader& index, const Evidence& evidence) : index_(index), evidence_(evidence) {}

  bool passes(const RankedArticle& article, const RankedArticle& before) {
    if (article.quality < before.quality) return false;
    const ArticleWords mine(words_of(article));
    const ArticleWords theirs(words_of(before));
    if (mine.title_similarity(theirs) < kNearTitles || (is_asked(theirs) && !is_asked(mine))) return false;
    return article.quality > before.quality ||
           index_.published_at(article.document) > index_.published_at(before.document);
  }

 private:
  // The query is its title.
  bool is_asked(const ArticleWords& words) const {
    return !evidence_.title_words.empty() && words.is_title(evidence_.title_text);
  }

  const std::string& words_of(const RankedArticle& article) {
    const auto [known, is_new] = words_.try_emplace(article.document);
    if (is_new) known->second = index_.value(article.document, kWordsSlot);
    return known->second;
  }

  const IndexReader& index_;
  const Evidence& evidence_;
  std::unordered_map<Xapian::docid, std::string> words_;
};

}  // namespace

bool orders_near_equals(const RankingRequest& request) {
  return request.profile.near_share > 0 && request.scores && request.sort == SortOrder::relevance;
}

void order_near_equals(const IndexReader& index, const RankingRequest& request, std::vector<RankedArticle>& ranked) {
  Comparison comparison(index, request.evidence);
  const std::size_t count = std::min(ranked.size(), kNearWindow);
  std::vector<Xapian::docid> documents;
  for (std::size_t i = 0; i < count; ++i) documents.push_back(ranked[i].document);
  index.fetch(kWordsSlot, std::move(documents));
  for (std::size_t i = 1; i < count; ++i) {
    const RankedArticle& article = ranked[i];
    std::size_t place = i;
    while (place > 0) {
      const RankedArticle& before = ranked[place - 1];
      if (article.score < before.score * (1 - request.profile.near_share) || !comparison.passes(article, before)) break;
      --place;
    }
    const auto first = ranked.begin() + static_cast<std::ptrdiff_t>(place);
    std::rotate(first, ranked.begin() + static_cast<std::ptrdiff_t>(i),
                ranked.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace newsrank::detail
