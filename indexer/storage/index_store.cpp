// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/index_store.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <optional>
#include <thread>
#include <utility>

#include "core/xapian_guard.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index/stored_versions.hpp"
#include "storage/bulk/bulk_loader.hpp"
#include "storage/document/document_builder.hpp"
#include "storage/durable_file.hpp"
#include "storage/index_folder.hpp"
#include "storage/index_lock.hpp"
#include "storage/removal_query.hpp"
#include "storage/stories/story_update.hpp"
#include "storage/written_generation.hpp"

namespace newsrank {

using detail::Generation;
using detail::guarded;
using detail::IndexMetadata;
using detail::ShardWriter;
using detail::WrittenGeneration;

struct IndexStore::Private {
  detail::IndexLock lock;
  Analyzer analyzer;
  detail::DocumentBuilder builder;
  WrittenGeneration generation;
  std::uint64_t memory;  // that changes may take until they are written out
  bool failed = false;
  bool cancelled = false;
  bool renewed = false;   // what readers are pointed to is another generation, that renew() left
  std::uint64_t cut = 0;  // articles

  Private(detail::IndexLock held, Analyzer used, WrittenGeneration written, std::uint64_t most)
      : lock(std::move(held)),
        analyzer(std::move(used)),
        builder(analyzer.clone(), written.fields()),
        generation(std::move(written)),
        memory(most) {}

  Result<void> check_usable() const;
  void bound_buffers();  // throws Xapian::Error

  // Stores what `build` returns.
  template <typename Build>
  Result<void> put(const IdentityHash& identity, Build build) {
    if (auto usable = check_usable(); !usable) return usable;
    if (auto made = noting_failure(generation.make_shards()); !made) return made;
    return noting_failure(guarded([&]() -> Result<void> {
      const auto built = build();
      if (!built) return built.error();
      cut += built->cut ? 1 : 0;
      generation.shard_of(identity).put(*built);
      bound_buffers();
      return {};
    }));
  }

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

// The current generation, or a new one.
Result<WrittenGeneration> generation_for(const std::string& path, const StoreOptions& options,
                                         const AnalyzerOptions& analyzed, const detail::FieldTablePtr& fields) {
  const auto current = detail::examine_folder(path, options.create);
  if (!current) return current.error();
  const std::optional<Generation> kept = *current;
  detail::remove_other_generations(path, kept ? std::optional(kept->number) : std::nullopt);
  if (kept && !options.rebuild) return WrittenGeneration::open(path, analyzed, fields, *kept);
  return WrittenGeneration(path, analyzed, fields, Generation{kept ? kept->number + 1 : 1, options.shards});
}

}  // namespace

Result<IndexStore> IndexStore::open(const std::string& path, const StoreOptions& options) {
  auto analyzer = analyzer_for(options);
  if (!analyzer) return analyzer.error();
  const auto fields = detail::FieldTable::make(options.fields);
  if (!fields) return fields.error();
  if (auto before = detail::examine_folder(path, options.create); !before) return before.error();
  auto lock = detail::IndexLock::acquire(path, options.wait_for_lock, options.cancelled);
  if (!lock) return lock.error();
  // What was there before the lock was taken may have been replaced meanwhile: the folder is examined again.
  auto generation = generation_for(path, options, analyzer->options(), *fields);
  if (!generation) return generation.error();
  return IndexStore(
      std::make_unique<Private>(*std::move(lock), *std::move(analyzer), *std::move(generation), options.memory));
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
  return self_->generation.fresh();
}
bool IndexStore::was_cancelled() const {
  return self_->cancelled;
}
unsigned IndexStore::shard_count() const {
  return self_->generation.shard_count();
}
std::uint64_t IndexStore::cut_articles() const {
  return self_->cut;
}
const AnalyzerOptions& IndexStore::analyzer_options() const {
  return self_->analyzer.options();
}

const detail::FieldTable& IndexStore::fields() const {
  return *self_->generation.fields();
}

Result<void> IndexStore::renew() {
  if (auto usable = self_->check_usable(); !usable || fresh()) return usable;
  if (article_count() > 0) return Error{ErrorCode::invalid_argument, "the index holds articles", ""};
  self_->generation = self_->generation.successor();
  self_->renewed = true;
  return {};
}

Result<std::string> IndexStore::catalogue() const {
  return self_->generation.catalogue();
}

Result<std::vector<std::string>> IndexStore::versions(const IdentityHash& identity) const {
  if (self_->generation.shards().empty()) return std::vector<std::string>();
  return guarded([&]() -> Result<std::vector<std::string>> {
    const std::string data = self_->generation.shard_of(identity).data(detail::identity_term(identity));
    if (data.empty()) return std::vector<std::string>();
    const auto records = detail::unpack_versions(data);
    if (!records) return records.error();
    return std::vector<std::string>(records->begin(), records->end());
  });
}

std::uint64_t IndexStore::article_count() const {
  std::uint64_t count = 0;
  for (const ShardWriter& shard : self_->generation.shards()) count += shard.article_count();
  return count;
}

// ---- Changing

Result<void> IndexStore::put(const IdentityHash& identity, std::span<const std::string_view> versions) {
  return self_->put(identity, [&] { return self_->builder.build(identity, versions); });
}

Result<void> IndexStore::put(const Article& article) {
  const IdentityHash identity = identity_hash(article.id);
  return self_->put(identity, [&]() -> Result<detail::BuiltDocument> {
    const std::string record = encode_article(article);
    const std::array<std::string_view, 1> versions{record};
    return self_->builder.build(identity, article, versions);
  });
}

Result<void> IndexStore::remove(const IdentityHash& identity) {
  if (auto usable = self_->check_usable(); !usable || self_->generation.shards().empty()) return usable;
  return self_->noting_failure(guarded([&] {
    self_->generation.shard_of(identity).remove(detail::identity_term(identity));
    self_->bound_buffers();
  }));
}

Result<std::uint64_t> IndexStore::remove_matching(const SearchRequest& request) {
  if (auto usable = self_->check_usable(); !usable) return usable.error();
  if (auto made = self_->noting_failure(self_->generation.make_shards()); !made) return made.error();
  std::vector<Xapian::Query> queries;
  auto understood = guarded([&]() -> Result<void> {
    for (const ShardWriter& shard : self_->generation.shards()) {
      auto query = detail::removal_query(request, self_->analyzer, shard.database(), fields());
      if (!query) return query.error();
      queries.push_back(*std::move(query));
    }
    return {};
  });
  if (!understood) return understood.error();
  return self_->noting_failure(guarded([&]() -> Result<std::uint64_t> {
    std::uint64_t removed = 0;
    for (std::size_t number = 0; number < queries.size(); ++number) {
      removed += self_->generation.shards()[number].remove_matching(queries[number]);
      self_->bound_buffers();
    }
    return removed;
  }));
}

std::string IndexStore::payload() const {
  const auto& shards = self_->generation.shards();
  return shards.empty() ? std::string() : shards.front().metadata().payload;
}

Result<void> IndexStore::set_payload(std::string_view payload) {
  if (auto usable = self_->check_usable(); !usable) return usable;
  if (auto made = self_->noting_failure(self_->generation.make_shards()); !made) return made;
  self_->generation.shards().front().set_payload(payload);
  return {};
}

void IndexStore::Private::bound_buffers() {
  std::uint64_t bytes = 0;
  for (const ShardWriter& shard : generation.shards()) bytes += shard.buffered_bytes();
  if (bytes < memory) return;
  for (ShardWriter& shard : generation.shards()) shard.flush();
}

Result<void> IndexStore::bulk_load(BulkSource& source, unsigned jobs, const BulkProgress& progress) {
  if (auto usable = self_->check_usable(); !usable) return usable;
  if (!fresh()) return Error{ErrorCode::invalid_argument, "bulk loading needs a new index", "put the articles"};
  Private& self = *self_;
  detail::BulkTarget target{self.generation.path() + "/segments",
                            {},
                            jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency()),
                            self.generation.fields()};
  for (unsigned number = 0; number < self.generation.shard_count(); ++number) {
    target.shards.push_back(self.generation.shard_path(number));
  }
  auto outcome = detail::bulk_load(target, self.analyzer, source, progress);
  self.failed = !outcome || outcome->cancelled;
  if (!outcome) return outcome.error();
  self.cancelled = outcome->cancelled;
  self.cut += outcome->cut;
  if (self.cancelled) return Error{ErrorCode::io, "cancelled", "run again"};
  return self.noting_failure(guarded([&]() -> Result<void> {
    for (const std::string& path : target.shards) {
      if (auto synced = detail::sync_folder_and_files(path); !synced) return synced;
    }
    for (auto& loaded : outcome->shards) {
      IndexMetadata metadata;
      metadata.articles = loaded.articles;
      metadata.text_tokens = loaded.text_tokens;
      metadata.qualities = std::move(loaded.qualities);
      self.generation.add_shard(std::move(metadata), std::move(loaded.column), !outcome->stories_known);
    }
    return {};
  }));
}

// ---- Committing

Result<void> IndexStore::commit(std::string_view catalogue) {
  if (auto usable = self_->check_usable(); !usable) return usable;
  Private& self = *self_;
  auto done =
      self.noting_failure(guarded([&] { return detail::update_stories(self.generation.shards(), self.analyzer); }));
  if (done) done = self.noting_failure(self.generation.commit(catalogue));
  if (done) self.renewed = false;
  return done;
}

Result<void> IndexStore::commit() {
  if (auto usable = self_->check_usable(); !usable) return usable;
  const auto kept = catalogue();
  if (!kept) return self_->noting_failure(Result<void>(kept.error()));
  return commit(*kept);
}

Result<void> IndexStore::rollback() {
  self_->cancelled = false;
  self_->failed = true;
  auto done = self_->generation.rollback();
  if (done && self_->renewed) {
    auto before = self_->generation.published();
    if (before) self_->generation = *std::move(before);
    self_->renewed = !before;
    done = before ? Result<void>() : before.error();
  }
  if (done) self_->failed = false;
  return done;
}

}  // namespace newsrank
