// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/apply_stage.hpp"

#include <xxhash.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace newsrank {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{4} << 20U;
constexpr std::uint64_t kProgressEvery = 64;

Error record_missing() {
  return {ErrorCode::index_corrupt, "the index lacks an article that its catalogue lists",
          "run newsrank-index --rebuild with all its sources"};
}

std::span<const Mention> mentions_at(const Catalogue& catalogue, std::uint32_t first) {
  const std::span<const Mention> all = catalogue.mentions();
  return all.subspan(first, article_end(all, first) - first);
}

// Gives a bulk load the articles of a catalogue whose records are all in the spill.
class SpilledArticles : public BulkSource {
 public:
  SpilledArticles(const Catalogue& catalogue, const Spill& records, const std::vector<std::uint32_t>& articles)
      : catalogue_(catalogue), records_(records) {
    order_.reserve(articles.size());
    for (const std::uint32_t first : articles) {
      const Mention& winner = mentions_at(catalogue, first).back();
      order_.push_back({records.quality(winner.content), first});
    }
    // Numbers are in the order of identities.
    std::sort(order_.begin(), order_.end(), [](const Place& a, const Place& b) {
      return a.quality != b.quality ? a.quality > b.quality : a.first < b.first;
    });
  }

  Result<std::vector<BulkArticle>> next_batch(std::size_t wanted) override {
    std::vector<BulkArticle> batch;
    std::size_t bytes = 0;
    while (next_ < order_.size() && batch.size() < wanted && bytes < kBatchBytes) {
      const std::span<const Mention> mentions = mentions_at(catalogue_, order_[next_++].first);
      BulkArticle article{mentions.front().identity, {}};
      for (const std::uint64_t content : versions(mentions)) {
        auto record = records_.read(content);
        if (!record) return std::move(record.error());
        if (!*record) return record_missing();
        bytes += (*record)->size();
        article.versions.push_back(std::move(**record));
      }
      batch.push_back(std::move(article));
    }
    return batch;
  }

 private:
  struct Place {
    float quality;
    std::uint32_t first;
  };
  const Catalogue& catalogue_;
  const Spill& records_;
  std::vector<Place> order_;
  std::size_t next_ = 0;
};

// The stored records of an article by their contents; asked for when the first one is needed.
class StoredVersions {
 public:
  StoredVersions(IndexStore& store, const IdentityHash& identity) : store_(store), identity_(identity) {}

  Result<std::string> take(std::uint64_t content) {
    if (!std::exchange(asked_, true)) {
      auto records = store_.versions(identity_);
      if (!records) return std::move(records.error());
      for (std::string& record : *records) {
        const std::uint64_t its_content = XXH3_64bits(record.data(), record.size());
        by_content_.emplace(its_content, std::move(record));
      }
    }
    const auto known = by_content_.find(content);
    if (known == by_content_.end()) return record_missing();
    return std::move(known->second);
  }

 private:
  IndexStore& store_;
  const IdentityHash& identity_;
  bool asked_ = false;
  std::unordered_map<std::uint64_t, std::string> by_content_;
};

Result<void> put_article(IndexStore& store, const ApplyInput& input, std::uint32_t first) {
  const std::span<const Mention> mentions = mentions_at(input.newer, first);
  const IdentityHash& identity = mentions.front().identity;
  std::vector<std::string> records;
  StoredVersions stored(store, identity);
  for (const std::uint64_t content : versions(mentions)) {
    auto record = input.records.read(content);
    if (!record) return std::move(record.error());
    if (*record) {
      records.push_back(std::move(**record));
      continue;
    }
    auto kept = stored.take(content);
    if (!kept) return std::move(kept.error());
    records.push_back(std::move(*kept));
  }
  const std::vector<std::string_view> views(records.begin(), records.end());
  return store.put(identity, views);
}

Result<void> load(IndexStore& store, const ApplyInput& input) {
  SpilledArticles source(input.newer, input.records, input.plan.added);
  return store.bulk_load(source, input.jobs, [&](std::uint64_t articles) {
    if (input.progress) {
      RunProgress progress;
      progress.stage = RunProgress::Stage::storing;
      progress.articles_done = articles;
      progress.articles_total = input.plan.added.size();
      input.progress(progress);
    }
    return true;
  });
}

}  // namespace

Result<void> apply_plan(IndexStore& store, const ApplyInput& input) {
  const Plan& plan = input.plan;
  if (store.fresh()) return plan.added.empty() ? Result<void>() : load(store, input);
  RunProgress progress;
  progress.stage = RunProgress::Stage::storing;
  progress.articles_total = plan.removed.size() + plan.added.size() + plan.changed.size();
  const auto count = [&] {
    if (++progress.articles_done % kProgressEvery == 0 && input.progress) input.progress(progress);
  };
  for (const IdentityHash& identity : plan.removed) {
    if (auto done = store.remove(identity); !done) return done;
    count();
  }
  for (const auto* articles : {&plan.added, &plan.changed}) {
    for (const std::uint32_t first : *articles) {
      if (auto done = put_article(store, input, first); !done) return done;
      count();
    }
  }
  return {};
}

}  // namespace newsrank
