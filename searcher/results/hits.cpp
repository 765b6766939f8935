// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/hits.hpp"

#include <optional>
#include <utility>

#include "newsrank/article.hpp"
#include "ranking/explanation.hpp"

namespace newsrank::detail {

Result<std::vector<Hit>> read_hits(const IndexReader& index, const std::vector<Story>& stories, std::size_t first_rank,
                                   const MemberSet& wanted) {
  static const MemberSet of_copies = *member_set({"url", "provider"});
  std::vector<Hit> hits;
  hits.reserve(stories.size());
  if (index.has_remote()) {
    std::vector<Xapian::docid> documents;
    for (const Story& story : stories) {
      documents.push_back(story.best.document);
      for (const RankedArticle& copy : story.copies) documents.push_back(copy.document);
    }
    index.fetch_remote(documents);
  }
  for (const Story& story : stories) {
    const RankedArticle& best = story.best;
    auto article = index.article(best.document, wanted);
    if (!article) return std::move(article).error();
    Hit hit{first_rank + hits.size(),
            best.score,
            best.relevance,
            best.quality_factor,
            best.recency_factor,
            story.also,
            std::move(*article),
            std::nullopt,
            std::nullopt,
            {}};
    for (const RankedArticle& copy : story.copies) {
      auto folded = index.article(copy.document, of_copies);
      if (!folded) return std::move(folded).error();
      hit.copies.push_back({std::move(folded->id), std::move(folded->url), std::move(folded->provider), copy.score});
    }
    hits.push_back(std::move(hit));
  }
  return hits;
}

void explain_hits(const IndexReader& index, const RankingRequest& request, const std::vector<Clause>& clauses,
                  const std::vector<Story>& stories, Analyzer& analyzer, std::vector<Hit>& hits) {
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i].explanation = explain(index, request, clauses, stories[i].best, hits[i].article, analyzer);
    if (i > 0) hits[i - 1].explanation->above_next = compare(*hits[i - 1].explanation, *hits[i].explanation);
  }
}

}  // namespace newsrank::detail
