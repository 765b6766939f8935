// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/index_metadata.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <optional>
#include <string_view>

#include "core/field_table.hpp"
#include "core/text/ascii.hpp"
#include "core/xapian_guard.hpp"

namespace newsrank::detail {
namespace {

constexpr const char* kFormatKey = "newsrank.format";
constexpr const char* kFingerprintKey = "newsrank.fingerprint";
constexpr const char* kLanguageKey = "newsrank.language";
constexpr const char* kShardsKey = "newsrank.shards";
constexpr const char* kLengthsKey = "newsrank.lengths";
constexpr const char* kQualityKey = "newsrank.quality";
constexpr const char* kPayloadKey = "newsrank.payload";
constexpr const char* kFieldsKey = "newsrank.fields";  // absent without fields of its own
constexpr const char* kNewer =
    "use the newer newsrank, or run newsrank-index --rebuild of this one with the same sources";
constexpr const char* kRebuild = "run newsrank-index --rebuild with the same sources";

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto read = parse_number<Number>(text);
  number = read.value_or(number);
  return read.has_value();
}

// Two numbers with `separator` between.
template <typename Number>
bool parse_pair(std::string_view text, char separator, Number& first, Number& second) {
  const auto cut = text.find(separator);
  return cut != std::string_view::npos && read_number(text.substr(0, cut), first) &&
         read_number(text.substr(cut + 1), second);
}

// `text_of` says what stands under a key.
template <typename TextOf>
Result<IndexMetadata> parse(TextOf text_of) {
  const Error damaged{ErrorCode::index_corrupt, "the metadata of the index is damaged", kRebuild};
  IndexMetadata metadata;
  const std::string format = text_of(kFormatKey);
  if (format.empty()) {
    return Error{ErrorCode::index_corrupt, "this is a Xapian database, but not an index of newsrank",
                 "name the folder that newsrank-index wrote"};
  }
  if (!read_number(format, metadata.format)) return damaged;
  if (metadata.format != kFormatVersion) {
    return Error{ErrorCode::schema_mismatch,
                 fmt::format("the index has format {}, this program reads format {}{}", metadata.format, kFormatVersion,
                             metadata.format > kFormatVersion ? ": a newer newsrank made it" : ""),
                 metadata.format > kFormatVersion ? kNewer : kRebuild};
  }
  metadata.fingerprint = text_of(kFingerprintKey);
  metadata.language = text_of(kLanguageKey);
  auto declared = parse_declarations(text_of(kFieldsKey));
  if (!declared || !FieldTable::make(*declared)) return damaged;
  metadata.fields = *std::move(declared);
  if (metadata.fingerprint != schema_fingerprint({.language = metadata.language}, metadata.fields)) {
    return Error{ErrorCode::schema_mismatch, "the index was made with other fields or another analyzer", kRebuild};
  }
  auto qualities = QualityHistogram::decode(text_of(kQualityKey));
  if (!qualities) return qualities.error();
  metadata.qualities = *std::move(qualities);
  metadata.payload = text_of(kPayloadKey);
  const bool complete = read_number(text_of(kCommitKey), metadata.commit) &&
                        parse_pair(text_of(kShardsKey), '/', metadata.shard, metadata.shards) &&
                        parse_pair(text_of(kLengthsKey), ' ', metadata.articles, metadata.text_tokens);
  if (!complete || metadata.shard >= metadata.shards) return damaged;
  return metadata;
}

}  // namespace

Result<IndexMetadata> read_metadata(const Xapian::Database& shard) {
  return guarded([&] { return parse([&](const char* key) { return shard.get_metadata(key); }); });
}

Result<IndexMetadata> parse_metadata(const std::map<std::string, std::string>& texts) {
  return contained([&] { return parse([&](const char* key) -> const std::string& { return texts.at(key); }); });
}

const std::vector<std::string>& metadata_keys() {
  static const std::vector<std::string> keys{kFormatKey,  kFingerprintKey, kLanguageKey, kCommitKey, kShardsKey,
                                             kLengthsKey, kQualityKey,     kPayloadKey,  kFieldsKey};
  return keys;
}

std::string read_payload(const Xapian::Database& shard) {
  return shard.get_metadata(kPayloadKey);
}

std::string read_commit(const Xapian::Database& shard) {
  return shard.get_metadata(kCommitKey);
}

void write_metadata(Xapian::WritableDatabase& shard, const IndexMetadata& metadata) {
  shard.set_metadata(kFormatKey, std::to_string(metadata.format));
  shard.set_metadata(kFingerprintKey, metadata.fingerprint);
  shard.set_metadata(kLanguageKey, metadata.language);
  shard.set_metadata(kCommitKey, std::to_string(metadata.commit));
  shard.set_metadata(kShardsKey, fmt::format("{}/{}", metadata.shard, metadata.shards));
  shard.set_metadata(kLengthsKey, fmt::format("{} {}", metadata.articles, metadata.text_tokens));
  shard.set_metadata(kQualityKey, metadata.qualities.encode());
  shard.set_metadata(kPayloadKey, metadata.payload);
  shard.set_metadata(kFieldsKey, format_declarations(metadata.fields));
}

}  // namespace newsrank::detail
