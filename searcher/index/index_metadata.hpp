// SPDX-License-Identifier: GPL-2.0-or-later
// Index metadata: what every shard says about itself, in the engine's metadata under names that begin with "newsrank.".
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "index/quality_histogram.hpp"
#include "newsrank/error.hpp"
#include "newsrank/schema.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace newsrank::detail {

struct IndexMetadata {
  std::uint32_t format = kFormatVersion;
  std::string fingerprint;                 // schema_fingerprint() of the analyzer options and the fields
  std::string language;                    // AnalyzerOptions::language
  std::uint64_t commit = 0;                // counts commits of the generation; equal in all its shards
  unsigned shard = 0;                      // this one,
  unsigned shards = 1;                     // of so many
  std::uint64_t articles = 0;              // in this shard
  std::uint64_t text_tokens = 0;           // of all its articles: words of title, excerpt, body and topics
  QualityHistogram qualities;              // of its articles whose quality is known
  std::string payload{};                   // of shard 0: what a program handed over with its last commit
  std::vector<FieldDeclaration> fields{};  // of the index's own

  friend bool operator==(const IndexMetadata&, const IndexMetadata&) = default;
};

// Reads the metadata of one shard (of a database of several it would be the first one's). Errors: index_corrupt (not an
// index of newsrank, or damaged metadata), schema_mismatch (another format version, or schema), and the engine's.
Result<IndexMetadata> read_metadata(const Xapian::Database& shard);

// The same of texts that were read by themselves: all of metadata_keys() have to be there, an absent one is empty.
Result<IndexMetadata> parse_metadata(const std::map<std::string, std::string>& texts);
const std::vector<std::string>& metadata_keys();
inline constexpr const char* kCommitKey = "newsrank.commit";

// IndexMetadata::commit alone, as text. Throws what the engine throws.
std::string read_commit(const Xapian::Database& shard);

// IndexMetadata::payload alone. Throws likewise.
std::string read_payload(const Xapian::Database& shard);

// Replaces the metadata; visible with the next commit of `shard`. Throws what the engine throws.
void write_metadata(Xapian::WritableDatabase& shard, const IndexMetadata& metadata);

}  // namespace newsrank::detail
