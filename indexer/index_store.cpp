#include "index_store.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include "bulk_loader.hpp"
#include "document_builder.hpp"
#include "durable_file.hpp"
#include "index/index_metadata.hpp"
#include "index/quality_column.hpp"
#include "index/stored_versions.hpp"
#include "index_folder.hpp"
#include "index_lock.hpp"
#include "index_view.hpp"
#include "newsrank/schema.hpp"
#include "shard_writer.hpp"
#include "xapian_guard.hpp"

namespace newsrank {

using detail::Generation;
using detail::guarded;
using detail::IndexMetadata;
using detail::ShardWriter;

namespace {

// Of all shards together; one takes 70 to 120 bytes of memory.
constexpr std::uint64_t kMaxBufferedPostings = 1'000'000;

}  // namespace

struct IndexStore::Private {
  std::string folder;
  detail::IndexLock lock;
  AnalyzerOptions options;
  Analyzer analyzer;
  detail::DocumentBuilder builder;
  Generation generation;
  bool published = false;  // readers are pointed to the generation
  bool failed = false;
  bool cancelled = false;
  std::uint64_t committed = 0;      // number of the last commit; 0: none in this generation
  std::vector<ShardWriter> shards;  // of a new generation: made with the first change

  Private(std::string path, detail::IndexLock held, Analyzer used)
      : folder(std::move(path)),
        lock(std::move(held)),
        options(used.options()),
        analyzer(std::move(used)),
        builder(analyzer.clone()) {}

  Result<void> open_shards();
  Result<void> open_shard(unsigned number);
  Result<void> make_shards();
  Result<void> check_usable() const;
  IndexMetadata new_metadata(unsigned number) const;
  ShardWriter& shard_of(const IdentityHash& identity) { return shards[identity.low % shards.size()]; }

  void bound_buffers();  // throws Xapian::Error

  Result<void> write_quality_files(std::uint64_t commit) const;
  Result<void> commit_shards(std::uint64_t commit);
  Result<void> publish(std::uint64_t commit);

  // Passes the outcome of a change on; what is not the caller's mistake ends the use of the store.
  template <typename T>
  Result<T> noting_failure(Result<T> result) {
    failed = failed || (!result && result.error().code != ErrorCode::invalid_argument &&
                        result.error().code != ErrorCode::invalid_article);
    return result;
  }
};

// ---- Opening

namespace {

Result<Analyzer> analyzer_for(const StoreOptions& options) {
  if (options.shards == 0 || options.shards > kMaxShards) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("{} shards: an index has 1 to {}", options.shards, kMaxShards), ""};
  }
  return Analyzer::create(options.analyzer);
}

// The column of a shard: from its file, which a crash or an operator may have taken.
Result<std::vector<float>> load_qualities(const std::string& path, std::uint64_t commit,
                                          const Xapian::Database& shard) {
  auto column = detail::QualityColumn::open(path, commit);
  if (!column || column->qualities().size() != shard.get_lastdocid()) {
    column = detail::QualityColumn::from_database(shard);
  }
  if (!column) return column.error();
  return std::vector<float>(column->qualities().begin(), column->qualities().end());
}

}  // namespace

Result<IndexStore> IndexStore::open(const std::string& path, const StoreOptions& options) {
  auto analyzer = analyzer_for(options);
  if (!analyzer) return analyzer.error();
  if (auto before = detail::examine_folder(path, options.create); !before) return before.error();
  auto lock = detail::IndexLock::acquire(path, options.wait_for_lock, options.cancelled);
  if (!lock) return lock.error();
  // What was there before the lock was taken may have been replaced meanwhile.
  const auto current = detail::examine_folder(path, options.create);
  if (!current) return current.error();

  auto self = std::make_unique<Private>(path, *std::move(lock), *std::move(analyzer));
  const std::optional<Generation> kept = *current;
  detail::remove_other_generations(path, kept ? std::optional(kept->number) : std::nullopt);
  self->published = kept && !options.rebuild;
  self->generation = self->published ? *kept : Generation{kept ? kept->number + 1 : 1, options.shards};
  if (self->published) {
    if (auto opened = self->open_shards(); !opened) return opened.error();
  }
  return IndexStore(std::move(self));
}

Result<void> IndexStore::Private::open_shards() {
  if (generation.view) {
    if (auto returned = detail::return_to_view(folder, generation); !returned) return returned;
  }
  for (unsigned number = 0; number < generation.shards; ++number) {
    if (auto opened = open_shard(number); !opened) return opened;
  }
  committed = shards.front().metadata().commit;
  for (const ShardWriter& shard : shards) {
    if (shard.metadata().commit == generation.view.value_or(committed)) continue;
    return Error{ErrorCode::index_corrupt, fmt::format("the shards of {} are at different commits", folder),
                 "run newsrank-index --rebuild with the same sources"};
  }
  detail::remove_other_commits(folder, generation.number, committed);
  return {};
}

Result<void> IndexStore::Private::open_shard(unsigned number) {
  return guarded([&]() -> Result<void> {
    const std::string path = detail::shard_path(folder, generation.number, number);
    const Xapian::Database reader(path);
    auto metadata = detail::read_metadata(reader);
    if (!metadata) return metadata.error();
    if (metadata->fingerprint != schema_fingerprint(options)) {
      return Error{ErrorCode::schema_mismatch,
                   fmt::format("the index in {} was made for the language \"{}\"", folder, metadata->language),
                   "use that language, or newsrank-index --rebuild to change it"};
    }
    if (metadata->shard != number || metadata->shards != generation.shards) {
      return Error{ErrorCode::index_corrupt, fmt::format("{} belongs to another index", path),
                   "run newsrank-index --rebuild with the same sources"};
    }
    const auto column = detail::quality_path(folder, generation.number, number, metadata->commit);
    auto qualities = load_qualities(column, metadata->commit, reader);
    if (!qualities) return qualities.error();
    shards.emplace_back(path, *std::move(metadata), *std::move(qualities));
    return {};
  });
}

IndexMetadata IndexStore::Private::new_metadata(unsigned number) const {
  IndexMetadata metadata;
  metadata.fingerprint = schema_fingerprint(options);
  metadata.language = options.language;
  metadata.shard = number;
  metadata.shards = generation.shards;
  return metadata;
}

Result<void> IndexStore::Private::make_shards() {
  if (!shards.empty()) return {};
  const std::string path = detail::generation_path(folder, generation.number);
  std::error_code failure;
  std::filesystem::create_directories(path, failure);
  if (failure) return Error{ErrorCode::io, fmt::format("cannot make {}: {}", path, failure.message()), ""};
  return guarded([&] {
    for (unsigned number = 0; number < generation.shards; ++number) {
      shards.emplace_back(detail::shard_path(folder, generation.number, number), new_metadata(number));
    }
  });
}

Result<void> IndexStore::Private::check_usable() const {
  if (!failed) return {};
  return Error{ErrorCode::internal, "the index is written on after an earlier error", "open it again"};
}

IndexStore::IndexStore(std::unique_ptr<Private> self) : self_(std::move(self)) {}
IndexStore::IndexStore(IndexStore&&) noexcept = default;
IndexStore& IndexStore::operator=(IndexStore&&) noexcept = default;
IndexStore::~IndexStore() = default;

// ---- Looking

bool IndexStore::fresh() const {
  return !self_->published && self_->shards.empty();
}
bool IndexStore::was_cancelled() const {
  return self_->cancelled;
}
unsigned IndexStore::shard_count() const {
  return self_->generation.shards;
}
const AnalyzerOptions& IndexStore::analyzer_options() const {
  return self_->options;
}

Result<std::string> IndexStore::catalogue() const {
  if (self_->committed == 0) return std::string();
  return detail::read_catalogue(detail::catalogue_path(self_->folder, self_->generation.number, self_->committed));
}

Result<std::vector<std::string>> IndexStore::versions(const IdentityHash& identity) const {
  if (self_->shards.empty()) return std::vector<std::string>();
  return guarded([&]() -> Result<std::vector<std::string>> {
    const std::string data = self_->shard_of(identity).data(detail::identity_term(identity));
    if (data.empty()) return std::vector<std::string>();
    const auto records = detail::unpack_versions(data);
    if (!records) return records.error();
    return std::vector<std::string>(records->begin(), records->end());
  });
}

std::uint64_t IndexStore::article_count() const {
  std::uint64_t count = 0;
  for (const ShardWriter& shard : self_->shards) count += shard.article_count();
  return count;
}

// ---- Changing

Result<void> IndexStore::put(const IdentityHash& identity, std::span<const std::string_view> versions) {
  if (auto usable = self_->check_usable(); !usable) return usable;
  if (auto made = self_->noting_failure(self_->make_shards()); !made) return made;
  return self_->noting_failure(guarded([&]() -> Result<void> {
    const auto built = self_->builder.build(identity, versions);
    if (!built) return built.error();
    self_->shard_of(identity).put(detail::identity_term(identity), *built);
    self_->bound_buffers();
    return {};
  }));
}

Result<void> IndexStore::remove(const IdentityHash& identity) {
  if (auto usable = self_->check_usable(); !usable || self_->shards.empty()) return usable;
  return self_->noting_failure(guarded([&] {
    self_->shard_of(identity).remove(detail::identity_term(identity));
    self_->bound_buffers();
  }));
}

void IndexStore::Private::bound_buffers() {
  std::uint64_t postings = 0;
  for (const ShardWriter& shard : shards) postings += shard.buffered_postings();
  if (postings < kMaxBufferedPostings) return;
  for (ShardWriter& shard : shards) shard.flush();
}

Result<void> IndexStore::bulk_load(BulkSource& source, unsigned jobs, const BulkProgress& progress) {
  if (auto usable = self_->check_usable(); !usable) return usable;
  if (!fresh()) return Error{ErrorCode::invalid_argument, "bulk loading needs a new index", "put the articles"};
  Private& self = *self_;
  const std::string path = detail::generation_path(self.folder, self.generation.number);
  detail::BulkTarget target{
      path + "/segments", {}, jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency())};
  for (unsigned number = 0; number < self.generation.shards; ++number) {
    target.shards.push_back(detail::shard_path(self.folder, self.generation.number, number));
  }
  auto outcome = detail::bulk_load(target, self.analyzer, source, progress);
  self.failed = !outcome || outcome->cancelled;
  if (!outcome) return outcome.error();
  self.cancelled = outcome->cancelled;
  if (self.cancelled) return Error{ErrorCode::io, "cancelled", "run again"};
  return self.noting_failure(guarded([&]() -> Result<void> {
    for (unsigned number = 0; number < self.generation.shards; ++number) {
      auto& loaded = outcome->shards[number];
      IndexMetadata metadata = self.new_metadata(number);
      metadata.articles = loaded.articles;
      metadata.text_tokens = loaded.text_tokens;
      metadata.qualities = std::move(loaded.qualities);
      if (auto synced = detail::sync_folder_and_files(target.shards[number]); !synced) return synced;
      self.shards.emplace_back(target.shards[number], std::move(metadata), std::move(loaded.column));
    }
    return {};
  }));
}

// ---- Committing

Result<void> IndexStore::commit(std::string_view catalogue) {
  if (auto usable = self_->check_usable(); !usable) return usable;
  const std::uint64_t next = self_->committed + 1;
  auto done = self_->make_shards();
  if (done) {
    done = detail::write_catalogue(detail::catalogue_path(self_->folder, self_->generation.number, next), catalogue);
  }
  if (done) done = self_->commit_shards(next);
  return self_->noting_failure(std::move(done));
}

Result<void> IndexStore::commit() {
  if (auto usable = self_->check_usable(); !usable) return usable;
  const auto kept = catalogue();
  if (!kept) return self_->noting_failure(Result<void>(kept.error()));
  return commit(*kept);
}

Result<void> IndexStore::Private::write_quality_files(std::uint64_t commit) const {
  for (unsigned number = 0; number < generation.shards; ++number) {
    const auto bytes = detail::QualityColumn::to_bytes(shards[number].qualities(), commit);
    auto written = detail::write_file(detail::quality_path(folder, generation.number, number, commit), bytes);
    if (!written) return written;
  }
  return detail::sync_folder(detail::generation_path(folder, generation.number));
}

// Files that belong to the new commit come first: readers who see it find them.
Result<void> IndexStore::Private::commit_shards(std::uint64_t commit) {
  if (published && generation.shards > 1 && !generation.view) {
    // Of the older layout: readers and crashes need the view of what was committed.
    if (auto viewed = publish(committed); !viewed) return viewed;
  }
  if (auto written = write_quality_files(commit); !written) return written;
  auto done = guarded([&] {
    for (ShardWriter& shard : shards) shard.commit(commit);
  });
  if (done) done = publish(commit);
  if (!done) return done;
  committed = commit;
  detail::remove_other_commits(folder, generation.number, commit);
  return {};
}

// Makes the commit that all shards are at the one that readers see. An index of one shard needs the pointer once only:
// its readers see what the shard commits.
Result<void> IndexStore::Private::publish(std::uint64_t commit) {
  Generation next = generation;
  if (next.shards > 1) {
    next.view = commit;
    auto viewed = detail::make_view(folder, next.number, next.shards, commit);
    if (!viewed) return viewed;
  } else if (auto synced = detail::sync_folder(detail::shard_path(folder, next.number, 0)); !synced) {
    return synced;
  }
  if (published && next == generation) return {};
  if (auto synced = detail::sync_folder(folder); !synced) return synced;
  auto replaced =
      detail::replace_file(fmt::format("{}/{}", folder, detail::kPointerFile), detail::format_pointer(next));
  if (!replaced) return replaced;
  generation = next;
  if (!std::exchange(published, true)) detail::remove_other_generations(folder, generation.number);
  return {};
}

Result<void> IndexStore::rollback() {
  Private& self = *self_;
  self.shards.clear();
  self.cancelled = false;
  self.failed = true;
  const auto current = detail::examine_folder(self.folder, true);
  if (!current) return current.error();
  // A commit that failed at its very end may have put the generation in place.
  self.published = *current && (*current)->number == self.generation.number;
  if (self.published) {
    self.generation = **current;
    if (auto opened = self.open_shards(); !opened) return opened;
  } else {
    detail::remove_other_generations(self.folder, *current ? std::optional((*current)->number) : std::nullopt);
  }
  self.failed = false;
  return {};
}

}  // namespace newsrank
