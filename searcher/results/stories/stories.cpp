// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/stories/stories.hpp"

#include <string>
#include <unordered_map>
#include <utility>

#include "analysis/story_signature.hpp"
#include "newsrank/schema.hpp"
#include "results/stories/same_story.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kLookAhead = 20;

class StoryGrouper {
 public:
  StoryGrouper(const IndexReader& index, Analyzer& analyzer) : index_(index), analyzer_(analyzer) {}

  // Takes the articles of a ranking from where the last one ended: a longer ranking begins with the shorter one.
  Result<void> extend(const std::vector<RankedArticle>& ranked) {
    for (; taken_ < ranked.size(); ++taken_) {
      if (auto added = add(ranked[taken_]); !added) return added;
    }
    return {};
  }

  std::size_t size() const { return stories_.size(); }
  std::vector<Story> take() { return std::move(stories_); }

 private:
  Result<void> add(const RankedArticle& article);
  Result<const StoryText*> text_of(Xapian::docid document);

  const IndexReader& index_;
  Analyzer& analyzer_;
  std::size_t taken_ = 0;
  std::vector<Story> stories_;
  std::vector<std::string> signatures_;  // of the stories' best articles
  std::unordered_map<Xapian::docid, StoryText> texts_;
};

Result<void> StoryGrouper::add(const RankedArticle& article) {
  std::string signature;
  if (taken_ < kGroupedRanks) {
    signature = index_.value(article.document, kStorySlot);
    for (std::size_t i = 0; i < signatures_.size(); ++i) {
      if (!may_be_one_story(signatures_[i], signature)) continue;
      const auto first = text_of(stories_[i].best.document);
      if (!first) return first.error();
      const auto text = text_of(article.document);
      if (!text) return text.error();
      if (!is_same_story(**first, **text)) continue;
      stories_[i].copies.push_back(article);
      texts_.erase(article.document);
      return {};
    }
    signatures_.push_back(std::move(signature));
  }
  stories_.push_back({article, {}});
  return {};
}

Result<const StoryText*> StoryGrouper::text_of(Xapian::docid document) {
  auto known = texts_.find(document);
  if (known == texts_.end()) {
    const auto article = index_.article(document);
    if (!article) return article.error();
    known = texts_.emplace(document, story_text(*article, analyzer_)).first;
  }
  return &known->second;
}

}  // namespace

Result<StoryRanking> rank_stories(const IndexReader& index, const RankingRequest& request, Analyzer& analyzer) {
  StoryRanking result;
  RankingRequest deeper = request;
  StoryGrouper grouper(index, analyzer);
  if (request.wanted > 0) deeper.wanted += request.wanted / 2 + kLookAhead;
  for (;; deeper.wanted *= 2) {
    result.ranking = rank_exactly(index, deeper);
    if (auto grouped = grouper.extend(result.ranking.documents); !grouped) return std::move(grouped).error();
    if (grouper.size() >= request.wanted || result.ranking.documents.size() < deeper.wanted) break;
  }
  result.stories = grouper.take();
  if (result.stories.size() > request.wanted) result.stories.resize(request.wanted);
  return result;
}

}  // namespace newsrank::detail
