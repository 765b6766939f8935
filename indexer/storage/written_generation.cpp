// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/written_generation.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "core/xapian_guard.hpp"
#include "index/article_column.hpp"
#include "index/glass/glass.hpp"
#include "newsrank/schema.hpp"
#include "storage/durable_file.hpp"
#include "storage/index_folder.hpp"
#include "storage/index_view.hpp"

namespace newsrank::detail {

WrittenGeneration::WrittenGeneration(std::string folder, AnalyzerOptions options, FieldTablePtr fields,
                                     Generation generation)
    : folder_(std::move(folder)), options_(std::move(options)), fields_(std::move(fields)), generation_(generation) {}

std::string WrittenGeneration::path() const {
  return generation_path(folder_, generation_.number);
}
std::string WrittenGeneration::shard_path(unsigned number) const {
  return detail::shard_path(folder_, generation_.number, number);
}

Result<std::string> WrittenGeneration::catalogue() const {
  if (committed_ == 0) return std::string();
  return read_catalogue(catalogue_path(folder_, generation_.number, committed_));
}

// ---- Opening and making

namespace {

// The column of a shard: from its file, which a crash or an operator may have taken.
Result<std::vector<ColumnEntry>> load_column(const std::string& path, std::uint64_t commit, const std::string& folder,
                                             const Xapian::Database& shard) {
  auto column = ArticleColumn::open(path, commit, shard.get_uuid());
  if (!column || column->entries().size() != shard.get_lastdocid()) {
    check_document_numbers(shard, folder);
    column = ArticleColumn::from_database(shard);
  }
  if (!column) return column.error();
  return std::vector<ColumnEntry>(column->entries().begin(), column->entries().end());
}

}  // namespace

Result<WrittenGeneration> WrittenGeneration::open(std::string folder, AnalyzerOptions options, FieldTablePtr fields,
                                                  Generation generation) {
  WrittenGeneration opened(std::move(folder), std::move(options), std::move(fields), generation);
  opened.published_ = true;
  if (auto done = opened.open_shards(); !done) return done.error();
  return opened;
}

WrittenGeneration WrittenGeneration::successor() const {
  return WrittenGeneration(folder_, options_, fields_, Generation{generation_.number + 1, generation_.shards});
}

Result<WrittenGeneration> WrittenGeneration::published() const {
  const auto current = read_pointer(folder_);
  if (!current) return current.error();
  return open(folder_, options_, fields_, *current);
}

Result<void> WrittenGeneration::open_shards() {
  if (auto checked = check_files(folder_, generation_); !checked) return checked;
  if (generation_.view) {
    if (auto returned = return_to_view(folder_, generation_); !returned) return returned;
  }
  for (unsigned number = 0; number < generation_.shards; ++number) {
    if (auto opened = open_shard(number); !opened) return opened;
  }
  committed_ = shards_.front().metadata().commit;
  for (const ShardWriter& shard : shards_) {
    if (shard.metadata().commit == generation_.view.value_or(committed_)) continue;
    return Error{ErrorCode::index_corrupt, fmt::format("the shards of {} are at different commits", folder_),
                 "run newsrank-index --rebuild with the same sources"};
  }
  remove_other_commits(folder_, generation_.number, committed_);
  return {};
}

Result<void> WrittenGeneration::check_schema(const IndexMetadata& metadata) {
  if (metadata.language != options_.language) {
    return Error{ErrorCode::schema_mismatch,
                 fmt::format("the index in {} was made for the language \"{}\"", folder_, metadata.language),
                 "use that language, or newsrank-index --rebuild to change it"};
  }
  if (fields_->declared().empty()) {
    auto own = FieldTable::make(metadata.fields);
    if (!own) return own.error();
    fields_ = *std::move(own);
  }
  if (fields_->declared() == metadata.fields) return {};
  const auto both = united(metadata.fields, fields_->declared());
  const std::string difference =
      !both ? both.error().message
            : fmt::format("it has {} fields of its own, not {}", metadata.fields.size(), fields_->declared().size());
  return Error{ErrorCode::schema_mismatch,
               fmt::format("the index in {} was made with other fields: {}", folder_, difference),
               "declare the same fields, or none to keep those of the index; newsrank-index --rebuild changes them"};
}

Result<void> WrittenGeneration::open_shard(unsigned number) {
  return guarded([&]() -> Result<void> {
    const std::string path = shard_path(number);
    if (const auto damage = find_table_damage(path, WalkDepth::branches)) throw Xapian::DatabaseCorruptError(*damage);
    const Xapian::Database reader(path);
    auto metadata = read_metadata(reader);
    if (!metadata) return metadata.error();
    if (auto checked = check_schema(*metadata); !checked) return checked;
    if (metadata->shard != number || metadata->shards != generation_.shards) {
      return Error{ErrorCode::index_corrupt, fmt::format("{} belongs to another index", path),
                   "run newsrank-index --rebuild with the same sources"};
    }
    const auto column = column_path(folder_, generation_.number, number, metadata->commit);
    auto entries = load_column(column, metadata->commit, path, reader);
    if (!entries) return entries.error();
    shards_.emplace_back(path, *std::move(metadata), *std::move(entries), false);
    return {};
  });
}

IndexMetadata WrittenGeneration::located(IndexMetadata metadata, unsigned number) const {
  metadata.fields = fields_->declared();
  metadata.fingerprint = schema_fingerprint(options_, metadata.fields);
  metadata.language = options_.language;
  metadata.shard = number;
  metadata.shards = generation_.shards;
  return metadata;
}

Result<void> WrittenGeneration::make_shards() {
  if (!shards_.empty()) return {};
  std::error_code failure;
  std::filesystem::create_directories(path(), failure);
  if (failure) return Error{ErrorCode::io, fmt::format("cannot make {}: {}", path(), failure.message()), ""};
  return guarded([&] {
    for (unsigned number = 0; number < generation_.shards; ++number) {
      shards_.emplace_back(shard_path(number), located({}, number));
    }
  });
}

void WrittenGeneration::add_shard(IndexMetadata metadata, std::vector<ColumnEntry> column, bool stories_unknown) {
  const auto number = static_cast<unsigned>(shards_.size());
  shards_.emplace_back(shard_path(number), located(std::move(metadata), number), std::move(column), stories_unknown);
}

// ---- Committing

Result<void> WrittenGeneration::commit(std::string_view catalogue) {
  const std::uint64_t next = committed_ + 1;
  if (auto made = make_shards(); !made) return made;
  auto written = write_catalogue(catalogue_path(folder_, generation_.number, next), catalogue);
  return written ? commit_shards(next) : written;
}

Result<void> WrittenGeneration::write_columns(std::uint64_t commit) const {
  for (unsigned number = 0; number < generation_.shards; ++number) {
    const auto bytes = ArticleColumn::to_bytes(shards_[number].column(), commit, shards_[number].uuid());
    auto written = write_file(column_path(folder_, generation_.number, number, commit), bytes);
    if (!written) return written;
  }
  return sync_folder(path());
}

// Files that belong to the new commit come first: readers who see it find them.
Result<void> WrittenGeneration::commit_shards(std::uint64_t commit) {
  if (published_ && generation_.shards > 1 && !generation_.view) {
    // Of the older layout: readers and crashes need the view of what was committed.
    if (auto viewed = publish(committed_); !viewed) return viewed;
  }
  if (auto written = write_columns(commit); !written) return written;
  auto done = guarded([&] {
    for (ShardWriter& shard : shards_) shard.commit(commit);
  });
  if (done) done = publish(commit);
  if (!done) return done;
  committed_ = commit;
  remove_other_commits(folder_, generation_.number, commit);
  return {};
}

// Makes the commit that all shards are at the one that readers see. An index of one shard needs the pointer once only:
// its readers see what the shard commits.
Result<void> WrittenGeneration::publish(std::uint64_t commit) {
  Generation next = generation_;
  if (next.shards > 1) {
    next.view = commit;
    auto viewed = make_view(folder_, next.number, next.shards, commit);
    if (!viewed) return viewed;
  } else if (auto synced = sync_folder(shard_path(0)); !synced) {
    return synced;
  }
  if (published_ && next == generation_) return {};
  if (auto synced = sync_folder(folder_); !synced) return synced;
  auto replaced = replace_file(fmt::format("{}/{}", folder_, kPointerFile), format_pointer(next));
  if (!replaced) return replaced;
  generation_ = next;
  if (!std::exchange(published_, true)) remove_other_generations(folder_, generation_.number);
  return {};
}

Result<void> WrittenGeneration::rollback() {
  shards_.clear();
  const auto current = examine_folder(folder_, true);
  if (!current) return current.error();
  // A commit that failed at its very end may have put the generation in place.
  published_ = *current && (*current)->number == generation_.number;
  if (published_) {
    generation_ = **current;
    return open_shards();
  }
  remove_other_generations(folder_, *current ? std::optional((*current)->number) : std::nullopt);
  return {};
}

}  // namespace newsrank::detail
