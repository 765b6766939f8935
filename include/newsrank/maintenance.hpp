// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Looking after an index: is it sound, what does it hold, how small can it be, and a copy of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// What is done where another writer holds the index.
struct LockOptions {
  bool wait = false;  ///< wait until it lets go; otherwise index_locked
  /// Asked about 20 times a second while waiting; true gives up with index_locked. May be empty.
  std::function<bool()> cancelled{};
};

/// One thing that was found, in one line each.
struct CheckFinding {
  std::string what;    ///< what is the matter
  std::string advice;  ///< what to do about it; may be empty
  bool damage = true;  ///< otherwise a sound state that the operator may want to know of

  /// Memberwise.
  friend bool operator==(const CheckFinding&, const CheckFinding&) = default;
};

/// What check_index() has found.
struct CheckReport {
  std::string database;                ///< its folder
  std::uint32_t generation = 0;        ///< of the index that was read
  unsigned shards = 0;                 ///< its parts
  std::uint64_t articles = 0;          ///< that it holds
  std::vector<CheckFinding> findings;  ///< empty: nothing to say

  /// Whether no finding is damage.
  bool sound() const {
    return std::none_of(findings.begin(), findings.end(), [](const CheckFinding& finding) { return finding.damage; });
  }
};

/// Reads all of the index in a folder: the engine's tables, what each shard says about itself, the stored articles, the
/// columns, and the catalogue of newsrank-index. No writer can work meanwhile, unless the folder may not be written to.
/// What is wrong with the index is a finding. Errors: index_not_found, index_corrupt (the folder is not an index),
/// schema_mismatch (of another format or program version: nothing in it can be judged), index_locked, io. Memory: 16
/// bytes an article, and the catalogue.
NEWSRANK_EXPORT Result<CheckReport> check_index(const std::string& database, const LockOptions& lock = {});

/// How the qualities of those articles lie whose quality is known; absent figures: there is none.
struct QualityStats {
  std::uint64_t known = 0;               ///< articles
  std::uint64_t unknown = 0;             ///< articles
  std::optional<double> least;           ///< the lowest
  std::optional<double> lower_quartile;  ///< of a quarter
  std::optional<double> median;          ///< of half
  std::optional<double> upper_quartile;  ///< of three quarters
  std::optional<double> greatest;        ///< the highest
};

/// Sizes in bytes.
struct SizeStats {
  std::uint64_t total = 0;       ///< all files of the index folder
  std::uint64_t postings = 0;    ///< which articles hold a term
  std::uint64_t positions = 0;   ///< where terms stand in texts
  std::uint64_t term_lists = 0;  ///< with the values
  std::uint64_t records = 0;     ///< the stored articles
  std::uint64_t qualities = 0;   ///< the columns of qualities and dates
  std::uint64_t catalogue = 0;   ///< what newsrank-index remembers of files
};

/// What an index holds, in figures.
struct IndexStats {
  std::string database;                    ///< its folder
  std::uint32_t format = 0;                ///< of the index
  std::string fingerprint;                 ///< of its schema
  std::string language;                    ///< of its analyzer
  std::uint32_t generation = 0;            ///< how often it was written anew
  std::uint64_t commit = 0;                ///< within the generation
  unsigned shards = 0;                     ///< its parts
  std::uint64_t articles = 0;              ///< that it holds
  std::uint64_t files = 0;                 ///< source files that newsrank-index knows
  std::uint64_t words = 0;                 ///< of all texts
  std::uint64_t terms = 0;                 ///< different ones, of every kind
  std::uint64_t topics = 0;                ///< different ones
  std::uint64_t providers = 0;             ///< different ones
  std::optional<std::int64_t> first_date;  ///< of publication, seconds since 1970
  std::optional<std::int64_t> last_date;   ///< likewise
  QualityStats qualities;                  ///< how they lie
  SizeStats sizes;                         ///< on the disk
};

/// Counts beside a writer. Reads every term once, and two values of every article. Errors: those of opening an index;
/// index_changed if commits follow each other too quickly.
NEWSRANK_EXPORT Result<IndexStats> read_stats(const std::string& database);

/// What compact_index() has done.
struct CompactReport {
  std::string database;            ///< its folder
  std::uint64_t articles = 0;      ///< that it holds
  std::uint64_t bytes_before = 0;  ///< of the generation that was replaced
  std::uint64_t bytes_after = 0;   ///< of the new one
};

/// Writes the index anew, in as little space as the engine can put it, as a new generation, and puts that in place of
/// the old one at once; searches go on meanwhile. It needs free space for a second index. Errors: index_not_found,
/// index_locked, schema_mismatch, index_corrupt, io. After an error the index is as it was.
NEWSRANK_EXPORT Result<CompactReport> compact_index(const std::string& database, const LockOptions& lock = {});

/// What backup_index() has done.
struct BackupReport {
  std::string database;        ///< what was copied
  std::string target;          ///< where to
  std::uint64_t commit = 0;    ///< the state that was copied
  std::uint64_t articles = 0;  ///< that it holds
  std::uint64_t bytes = 0;     ///< of the copy
};

/// Copies the committed state of an index into another folder, which is an index of its own then. Writers and searchers
/// of the index go on meanwhile. What is in `target` stays until the copy is whole: it is a new or empty folder, or an
/// index, say the last backup, which is replaced at once. A copy is begun anew where two commits have passed during it.
/// Errors: index_not_found, index_corrupt, schema_mismatch, index_changed (commits follow each other more quickly than
/// it is copied), index_locked (somebody writes to the target), invalid_argument (the target holds something else, or
/// is the index itself), io.
NEWSRANK_EXPORT Result<BackupReport> backup_index(const std::string& database, const std::string& target);

}  // namespace newsrank
