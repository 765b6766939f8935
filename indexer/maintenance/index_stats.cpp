// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/maintenance.hpp"

#include <xapian.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "catalogue/catalogue.hpp"
#include "core/xapian_guard.hpp"
#include "maintenance/folder_size.hpp"
#include "maintenance/opened_index.hpp"
#include "newsrank/schema.hpp"
#include "storage/stored_catalogue.hpp"

namespace newsrank {
namespace {

constexpr int kAttempts = 5;

void add_metadata(const detail::OpenedIndex& index, IndexStats& stats, detail::QualityHistogram& histogram) {
  const detail::IndexMetadata& first = index.metadata.front();
  stats.format = first.format;
  stats.fingerprint = first.fingerprint;
  stats.language = first.language;
  stats.generation = index.generation.number;
  stats.shards = index.generation.shards;
  for (const detail::IndexMetadata& metadata : index.metadata) {
    stats.commit = std::max(stats.commit, metadata.commit);
    stats.articles += metadata.articles;
    stats.words += metadata.text_tokens;
    histogram.merge(metadata.qualities);
  }
}

void add_terms(const Xapian::Database& all, IndexStats& stats) {
  const std::string_view topic = find_field("topic")->prefix;
  const auto end = all.allterms_end();
  for (auto term = all.allterms_begin(); term != end; ++term) {
    ++stats.terms;
    if ((*term).starts_with(topic)) ++stats.topics;
  }
}

void add_values(const Xapian::Database& all, IndexStats& stats) {
  std::set<std::string> providers;
  for (auto value = all.valuestream_begin(kProviderSlot); value != all.valuestream_end(kProviderSlot); ++value) {
    providers.insert(*value);
  }
  stats.providers = providers.size();
  for (auto value = all.valuestream_begin(kDateSlot); value != all.valuestream_end(kDateSlot); ++value) {
    const auto date = static_cast<std::int64_t>(Xapian::sortable_unserialise(*value));
    stats.first_date = std::min(stats.first_date.value_or(date), date);
    stats.last_date = std::max(stats.last_date.value_or(date), date);
  }
}

// The quality that `part` of the articles with a known one do not exceed.
double quantile(const std::vector<detail::QualityHistogram::Entry>& entries, std::uint64_t total, double part) {
  const auto wanted = static_cast<std::uint64_t>(part * static_cast<double>(total - 1));
  std::uint64_t passed = 0;
  for (const auto& entry : entries) {
    passed += entry.count;
    if (passed > wanted) return double{entry.quality};
  }
  return double{entries.back().quality};
}

QualityStats quality_stats(const detail::QualityHistogram& histogram, std::uint64_t articles) {
  QualityStats stats;
  stats.known = histogram.total();
  stats.unknown = articles - std::min(articles, stats.known);
  const auto entries = histogram.entries();
  if (entries.empty()) return stats;
  stats.least = quantile(entries, stats.known, 0);
  stats.lower_quartile = quantile(entries, stats.known, 0.25);
  stats.median = quantile(entries, stats.known, 0.5);
  stats.upper_quartile = quantile(entries, stats.known, 0.75);
  stats.greatest = quantile(entries, stats.known, 1);
  return stats;
}

SizeStats size_stats(const std::string& database, std::uint32_t generation) {
  const std::string path = detail::generation_path(database, generation);
  SizeStats sizes;
  sizes.total = detail::folder_size(database);
  sizes.postings = detail::folder_size(path, "postlist.");
  sizes.positions = detail::folder_size(path, "position.");
  sizes.term_lists = detail::folder_size(path, "termlist.");
  sizes.records = detail::folder_size(path, "docdata.");
  sizes.qualities = detail::folder_size(path, "column.");
  sizes.catalogue = detail::folder_size(path, "catalogue.");
  return sizes;
}

Result<IndexStats> attempt(const std::string& database) {
  const auto index = detail::open_shards(database);
  if (!index) return index.error();
  IndexStats stats;
  stats.database = database;
  detail::QualityHistogram histogram;
  add_metadata(*index, stats, histogram);
  auto counted = detail::guarded([&] {
    Xapian::Database all;
    for (const Xapian::Database& shard : index->shards) all.add_database(shard);
    add_terms(all, stats);
    add_values(all, stats);
  });
  if (!counted) return std::move(counted.error());
  stats.qualities = quality_stats(histogram, stats.articles);
  stats.sizes = size_stats(database, stats.generation);
  const auto bytes = read_stored_catalogue(database);
  if (!bytes) return bytes.error();
  if (bytes->empty()) return stats;
  const auto catalogue = Catalogue::parse(*bytes);
  if (!catalogue) return catalogue.error();
  stats.files = catalogue->file_count();
  return stats;
}

}  // namespace

Result<IndexStats> read_stats(const std::string& database) {
  auto stats = attempt(database);
  for (int i = 1; i < kAttempts && !stats && stats.error().code == ErrorCode::index_changed; ++i) {
    stats = attempt(database);
  }
  return stats;
}

}  // namespace newsrank
