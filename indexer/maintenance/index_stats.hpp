// SPDX-License-Identifier: GPL-2.0-or-later
// Statistics: what an index holds, in figures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "newsrank/error.hpp"

namespace newsrank {

// How the qualities of those articles lie whose quality is known; absent figures: there is none.
struct QualityStats {
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
  std::optional<double> least;
  std::optional<double> lower_quartile;
  std::optional<double> median;
  std::optional<double> upper_quartile;
  std::optional<double> greatest;
};

// Sizes in bytes.
struct SizeStats {
  std::uint64_t total = 0;  // all files of the index folder
  std::uint64_t postings = 0;
  std::uint64_t positions = 0;
  std::uint64_t term_lists = 0;  // with the values
  std::uint64_t records = 0;     // the stored articles
  std::uint64_t qualities = 0;
  std::uint64_t catalogue = 0;
};

struct IndexStats {
  std::string database;
  std::uint32_t format = 0;
  std::string fingerprint;
  std::string language;
  std::uint32_t generation = 0;
  std::uint64_t commit = 0;
  unsigned shards = 0;
  std::uint64_t articles = 0;
  std::uint64_t files = 0;  // source files that are known
  std::uint64_t words = 0;  // of all texts
  std::uint64_t terms = 0;  // different ones, of every kind
  std::uint64_t topics = 0;
  std::uint64_t providers = 0;
  std::optional<std::int64_t> first_date;  // of publication, seconds since 1970
  std::optional<std::int64_t> last_date;
  QualityStats qualities;
  SizeStats sizes;
};

// Works beside a writer. Reads every term once, and two values of every article. Errors: those of opening an index;
// index_changed if commits follow each other too quickly.
Result<IndexStats> read_stats(const std::string& database);

}  // namespace newsrank
