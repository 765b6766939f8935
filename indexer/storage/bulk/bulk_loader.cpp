// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/bulk/bulk_loader.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <atomic>
#include <cmath>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>

#include "core/xapian_guard.hpp"
#include "storage/bulk/batch_dealer.hpp"
#include "storage/bulk/segment_merge.hpp"
#include "storage/bulk/segment_writer.hpp"
#include "storage/bulk/worker_group.hpp"
#include "storage/document/document_builder.hpp"
#include "storage/shard/shard_writer.hpp"
#include "storage/stories/story_update.hpp"

namespace newsrank::detail {
namespace {

// Articles that a worker takes at once for each shard: few, so that small collections, too, give work to all.
constexpr std::size_t kBatchArticles = 250;

// Each worker has databases of its own; the shard has those of the first worker first.
class BulkLoad {
 public:
  BulkLoad(const BulkTarget& target, const Analyzer& analyzer, BulkSource& source, const BulkProgress& progress)
      : target_(target), analyzer_(analyzer), source_(source), progress_(progress) {}

  Result<BulkOutcome> run() {
    std::error_code failure;
    std::filesystem::create_directories(target_.segments, failure);
    if (failure)
      return Error{ErrorCode::io, fmt::format("cannot make {}: {}", target_.segments, failure.message()), ""};
    std::atomic<unsigned> next_worker = 0;
    auto done = run_workers(
        target_.jobs, [&](unsigned workers) { prepare(workers); }, [&] { return work(next_worker++); });
    if (done && !cancelled_) done = find_stories();
    if (done && !cancelled_) done = merge_segments(merge_jobs(), target_.segments, target_.jobs);
    std::filesystem::remove_all(target_.segments, failure);
    if (!done) return done.error();
    return outcome();
  }

 private:
  void prepare(unsigned workers) {
    dealer_.emplace(source_, workers, kBatchArticles * target_.shards.size());
    for (unsigned worker = 0; worker < workers; ++worker) {
      analyzers_.push_back(analyzer_.clone());
      writers_.emplace_back(target_.segments, std::to_string(worker), target_.shards.size());
    }
  }

  Result<void> work(unsigned worker) {
    auto done = guarded([&] { return write(worker); });
    if (!done) dealer_->stop();
    return done;
  }

  Result<void> write(unsigned worker) {
    DocumentBuilder builder(std::move(analyzers_[worker]), target_.fields);
    for (;;) {
      const auto articles = dealer_->next(worker);
      if (!articles) return articles.error();
      if (articles->empty()) break;
      for (const BulkArticle& article : *articles) {
        if (auto added = add(builder, writers_[worker], article); !added) return added;
      }
      report(articles->size());
    }
    writers_[worker].close();
    return {};
  }

  Result<void> add(DocumentBuilder& builder, SegmentWriter& writer, const BulkArticle& article) {
    const std::vector<std::string_view> versions(article.versions.begin(), article.versions.end());
    const auto built = builder.build(article.identity, versions);
    if (!built) return built.error();
    if (built->cut) ++cut_;
    std::size_t bytes = 0;
    for (const std::string_view version : versions) bytes += version.size();
    writer.add(article.identity.low % target_.shards.size(), *built, bytes);
    return {};
  }

  void report(std::size_t articles) {
    const std::lock_guard lock(progress_mutex_);
    articles_ += articles;
    if (!progress_ || cancelled_ || progress_(articles_)) return;
    cancelled_ = true;
    dealer_->stop();
  }

  // Before the databases are merged, so that the shards have no blocks that were changed. With too many to open them
  // all the first commit does it.
  Result<void> find_stories() {
    constexpr int kUnsynced = Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
    std::vector<Segment*> segments;
    for (SegmentWriter& writer : writers_) {
      for (std::size_t shard = 0; shard < target_.shards.size(); ++shard) {
        for (Segment& segment : writer.segments(shard)) segments.push_back(&segment);
      }
    }
    if (segments.size() > most_open_databases(1)) return {};
    return guarded([&]() -> Result<void> {
      std::vector<ShardWriter> opened;
      for (Segment* const segment : segments)
        opened.emplace_back(segment->path, IndexMetadata{}, std::move(segment->column), true, kUnsynced);
      Analyzer analyzer = analyzer_.clone();
      if (auto done = update_stories(opened, analyzer); !done) return done;
      for (std::size_t i = 0; i < segments.size(); ++i) segments[i]->column = opened[i].close();
      stories_known_ = true;
      return {};
    });
  }

  std::vector<MergeJob> merge_jobs() const {
    std::vector<MergeJob> jobs;
    for (std::size_t shard = 0; shard < target_.shards.size(); ++shard) {
      MergeJob job{{}, target_.shards[shard]};
      for (const SegmentWriter& writer : writers_) {
        for (const Segment& segment : writer.segments(shard)) job.segments.push_back(segment.path);
      }
      jobs.push_back(std::move(job));
    }
    return jobs;
  }

  BulkOutcome outcome() const {
    BulkOutcome outcome;
    outcome.cancelled = cancelled_;
    outcome.cut = cut_;
    outcome.stories_known = stories_known_;
    outcome.shards.resize(target_.shards.size());
    for (std::size_t shard = 0; shard < outcome.shards.size(); ++shard) {
      for (const SegmentWriter& writer : writers_) {
        for (const Segment& segment : writer.segments(shard)) append(outcome.shards[shard], segment);
      }
    }
    return outcome;
  }

  static void append(LoadedShard& shard, const Segment& segment) {
    shard.articles += segment.column.size();
    shard.text_tokens += segment.tokens;
    for (const ColumnEntry& entry : segment.column) {
      if (!std::isnan(entry.quality)) shard.qualities.add(entry.quality);
    }
    shard.column.insert(shard.column.end(), segment.column.begin(), segment.column.end());
  }

  const BulkTarget& target_;
  const Analyzer& analyzer_;
  BulkSource& source_;
  const BulkProgress& progress_;
  std::optional<BatchDealer> dealer_;  // made with what follows, when it is known how many workers there are
  std::vector<Analyzer> analyzers_;    // by worker
  std::deque<SegmentWriter> writers_;  // by worker

  bool stories_known_ = false;
  std::atomic<std::uint64_t> cut_{0};

  std::mutex progress_mutex_;  // guards the following
  std::uint64_t articles_ = 0;
  bool cancelled_ = false;
};

}  // namespace

Result<BulkOutcome> bulk_load(const BulkTarget& target, const Analyzer& analyzer, BulkSource& source,
                              const BulkProgress& progress) {
  return BulkLoad(target, analyzer, source, progress).run();
}

}  // namespace newsrank::detail
