#include "bulk_loader.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>

#include "document_builder.hpp"
#include "index/quality_column.hpp"
#include "newsrank/schema.hpp"
#include "segment_merge.hpp"
#include "worker_group.hpp"
#include "xapian_guard.hpp"

namespace newsrank::detail {
namespace {

// Articles of a small database. Many keep the lists of frequent terms in few pieces, since merging joins no pieces:
// that makes shards smaller and quicker to search. The first databases have few, so that all threads have work in
// small collections too; from there on they grow with what was loaded before, which does not depend on chance.
constexpr std::uint64_t kFewestArticles = 1000;
constexpr std::uint64_t kMostArticles = 8000;
constexpr std::uint64_t kGrowth = 16;

// Records written before the engine's buffer is flushed, about 800 short articles: its trees of terms then stay in the
// processor's caches, which is worth more than the work of further flushes to a database that is still small.
constexpr std::size_t kFlushBytes = 512U << 10U;

// One small database, with what its shard has to know of it.
class Segment {
 public:
  explicit Segment(const std::string& path)
      : path_(path),
        database_(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS) {}

  void add(const BuiltDocument& built, std::size_t bytes) {
    database_.add_document(built.document);
    tokens_ += built.text_tokens;
    const std::string value = built.document.get_value(kQualitySlot);
    column_.push_back(value.empty() ? kUnknownQuality : quality_as_float(Xapian::sortable_unserialise(value)));
    unflushed_ += bytes;
    if (unflushed_ > kFlushBytes) {
      database_.commit();
      unflushed_ = 0;
    }
  }

  void close() {
    database_.commit();
    database_.close();
  }

  const std::string& path() const { return path_; }
  std::uint64_t tokens() const { return tokens_; }
  const std::vector<float>& column() const { return column_; }

 private:
  std::string path_;
  Xapian::WritableDatabase database_;
  std::vector<float> column_;
  std::uint64_t tokens_ = 0;
  std::size_t unflushed_ = 0;
};

struct SegmentRecord {
  std::string path;
  std::uint64_t tokens = 0;
  std::vector<float> column;
};

class BulkLoad {
 public:
  BulkLoad(const BulkTarget& target, const Analyzer& analyzer, BulkSource& source, const BulkProgress& progress)
      : target_(target), analyzer_(analyzer), source_(source), progress_(progress) {}

  Result<BulkOutcome> run() {
    std::error_code failure;
    std::filesystem::create_directories(target_.segments, failure);
    if (failure)
      return Error{ErrorCode::io, fmt::format("cannot make {}: {}", target_.segments, failure.message()), ""};
    auto done = run_workers(target_.jobs, [this] { return work(); });
    BulkOutcome outcome;
    if (done && !cancelled_) done = merge_segments(merge_jobs(), target_.segments, target_.jobs);
    std::filesystem::remove_all(target_.segments, failure);
    if (!done) return done.error();
    outcome.cancelled = cancelled_;
    outcome.shards.resize(target_.shards.size());
    for (const auto& batch : batches_) {
      for (std::size_t shard = 0; shard < batch.size(); ++shard) append(outcome.shards[shard], batch[shard]);
    }
    return outcome;
  }

 private:
  using Batch = std::vector<SegmentRecord>;  // by shard; an empty path where the batch has no article of the shard

  struct Task {
    std::vector<BulkArticle> articles;
    std::size_t number = 0;
  };

  // The next batch, numbered in the order of the source; nothing at its end.
  Result<std::optional<Task>> next_task() {
    const std::lock_guard lock(source_mutex_);
    if (ended_) return std::optional<Task>();
    const std::uint64_t shards = target_.shards.size();
    const std::uint64_t wanted = std::clamp(taken_ / shards / kGrowth, kFewestArticles, kMostArticles);
    auto articles = source_.next_batch(wanted * shards);
    if (!articles || articles->empty()) ended_ = true;
    if (!articles) return articles.error();
    if (articles->empty()) return std::optional<Task>();
    taken_ += articles->size();
    const std::lock_guard results(results_mutex_);
    batches_.emplace_back();
    return std::optional<Task>(Task{*std::move(articles), batches_.size() - 1});
  }

  Result<void> work() {
    DocumentBuilder builder(analyzer_clone());
    for (;;) {
      auto task = next_task();
      if (!task) return task.error();
      if (!*task) return {};
      auto batch = guarded([&] { return write_segments(builder, **task); });
      if (!batch) {
        stop();
        return batch.error();
      }
      finish((*task)->number, *std::move(batch), (*task)->articles.size());
    }
  }

  Result<Batch> write_segments(DocumentBuilder& builder, const Task& task) {
    std::vector<std::optional<Segment>> segments(target_.shards.size());
    std::vector<std::string_view> versions;
    for (const BulkArticle& article : task.articles) {
      versions.assign(article.versions.begin(), article.versions.end());
      auto built = builder.build(article.identity, versions);
      if (!built) return built.error();
      const std::size_t shard = article.identity.low % segments.size();
      if (!segments[shard]) segments[shard].emplace(fmt::format("{}/{}.{}", target_.segments, shard, task.number));
      std::size_t bytes = 0;
      for (const std::string_view version : versions) bytes += version.size();
      segments[shard]->add(*built, bytes);
    }
    Batch batch(segments.size());
    for (std::size_t shard = 0; shard < segments.size(); ++shard) {
      if (!segments[shard]) continue;
      segments[shard]->close();
      batch[shard] = {segments[shard]->path(), segments[shard]->tokens(), segments[shard]->column()};
    }
    return batch;
  }

  void finish(std::size_t number, Batch batch, std::size_t articles) {
    const std::lock_guard lock(results_mutex_);
    batches_[number] = std::move(batch);
    articles_ += articles;
    if (progress_ && !cancelled_ && !progress_(articles_)) {
      cancelled_ = true;
      ended_ = true;
    }
  }

  void stop() { ended_ = true; }

  Analyzer analyzer_clone() {
    const std::lock_guard lock(source_mutex_);
    return analyzer_.clone();
  }

  std::vector<MergeJob> merge_jobs() const {
    std::vector<MergeJob> jobs;
    for (std::size_t shard = 0; shard < target_.shards.size(); ++shard) {
      MergeJob job{{}, target_.shards[shard]};
      for (const Batch& batch : batches_) {
        if (!batch[shard].path.empty()) job.segments.push_back(batch[shard].path);
      }
      jobs.push_back(std::move(job));
    }
    return jobs;
  }

  static void append(LoadedShard& shard, const SegmentRecord& segment) {
    shard.articles += segment.column.size();
    shard.text_tokens += segment.tokens;
    for (const float quality : segment.column) {
      if (!std::isnan(quality)) shard.qualities.add(quality);
    }
    shard.column.insert(shard.column.end(), segment.column.begin(), segment.column.end());
  }

  const BulkTarget& target_;
  const Analyzer& analyzer_;
  BulkSource& source_;
  const BulkProgress& progress_;

  std::mutex source_mutex_;   // guards source_, taken_; taken before results_mutex_ where both are
  std::mutex results_mutex_;  // guards batches_, articles_, cancelled_
  std::atomic<bool> ended_ = false;
  std::uint64_t taken_ = 0;    // articles, from the source
  std::deque<Batch> batches_;  // by number
  std::uint64_t articles_ = 0;
  bool cancelled_ = false;
};

}  // namespace

Result<BulkOutcome> bulk_load(const BulkTarget& target, const Analyzer& analyzer, BulkSource& source,
                              const BulkProgress& progress) {
  return BulkLoad(target, analyzer, source, progress).run();
}

}  // namespace newsrank::detail
