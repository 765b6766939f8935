// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/stories/stories.hpp"

#include <cstdint>
#include <optional>
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
    if (index_.has_remote()) {
      std::vector<Xapian::docid> documents;
      for (std::size_t i = taken_; i < ranked.size(); ++i) documents.push_back(ranked[i].document);
      index_.fetch_remote(documents);
    }
    for (; taken_ < ranked.size(); ++taken_) {
      if (auto added = add(ranked[taken_]); !added) return added;
    }
    return {};
  }

  std::size_t size() const { return stories_.size(); }
  std::vector<Story> take() { return std::move(stories_); }

 private:
  // A hit that is compared with those of other databases.
  struct Compared {
    Xapian::docid document;
    std::size_t database;
    StorySignature signature;
    std::size_t story;  // of stories_
  };

  Result<void> add(const RankedArticle& article);
  Result<std::optional<std::size_t>> find_copy(const Compared& hit);
  Result<const StoryText*> text_of(Xapian::docid document);

  const IndexReader& index_;
  Analyzer& analyzer_;
  std::size_t taken_ = 0;
  std::vector<Story> stories_;
  std::unordered_map<std::uint64_t, std::size_t> named_;  // stories_ by the names that indexes know them by
  std::vector<Compared> compared_;
  std::unordered_map<Xapian::docid, StoryText> texts_;
};

Result<void> StoryGrouper::add(const RankedArticle& article) {
  const std::uint64_t name = index_.story(article.document);
  std::optional<std::size_t> story;
  if (const auto known = named_.find(name); name != 0 && known != named_.end()) story = known->second;
  const bool compares = index_.has_several_databases() && taken_ < kComparedRanks;
  Compared hit{article.document, 0, {}, 0};
  if (compares) {
    hit.database = index_.database_of(article.document);
    hit.signature = unpack_signature(index_.value(article.document, kStorySlot));
    if (!story) {
      const auto copied = find_copy(hit);
      if (!copied) return copied.error();
      story = *copied;
    }
  }
  if (story) {
    stories_[*story].copies.push_back(article);
  } else {
    story = stories_.size();
    stories_.push_back({article, {}, false});
  }
  if (name != 0) named_.emplace(name, *story);
  if (compares) {
    hit.story = *story;
    compared_.push_back(hit);
  }
  return {};
}

// The story of the best-ranked hit of another database that this one is a copy of.
Result<std::optional<std::size_t>> StoryGrouper::find_copy(const Compared& hit) {
  for (const Compared& other : compared_) {
    if (other.database == hit.database || !share_key(other.signature, hit.signature)) continue;
    const auto first = text_of(other.document);
    if (!first) return first.error();
    const auto second = text_of(hit.document);
    if (!second) return second.error();
    if (is_same_story(**first, **second)) return std::optional(other.story);
  }
  return std::optional<std::size_t>();
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
