// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// The schema: which fields an article has in the index, under which term prefixes and value slots, and how much each
/// weighs.
///
/// The writer, the query parser and the translator read this one schema. Changing it changes the fingerprint, and an
/// index with another fingerprint is refused (ErrorCode::schema_mismatch).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// What a field holds.
enum class FieldKind : std::uint8_t {
  text,      ///< analyzed; words and phrases
  keyword,   ///< one or more whole values, compared folded
  flag,      ///< true or false
  number,    ///< a decimal number
  date,      ///< a moment, seconds since 1970-01-01T00:00:00Z
  identity,  ///< the canonical URL
};

/// The slot of fields without a value.
inline constexpr std::uint32_t kNoSlot = 0xffffffffU;

/// One field. Text fields also add their words to the shared term space, `weight` times each.
struct Field {
  std::string_view name{};           ///< as written in a query, `title:`
  FieldKind kind = FieldKind::text;  ///< what it holds
  std::string_view prefix{};         ///< of its terms; empty: the field has no terms
  std::uint32_t slot = kNoSlot;      ///< of its value; kNoSlot: none
  std::uint32_t weight = 0;          ///< of a word in the shared term space; 0: its words are not there
  bool own = false;                  ///< declared for one index, see FieldDeclaration
};

/// How many fields of its own an index may have.
inline constexpr std::size_t kMaxOwnFields = 64;

/// A field of an index's own, beside fields(). It is declared when the index is made (WriterOptions::fields), and kept
/// in it: a searcher needs no configuration. Its terms and values stand under a prefix and in slots that follow
/// from its place among the declarations, so further ones come behind.
struct FieldDeclaration {
  /// As written in a query, `author:`; 2 to 32 of the letters a to z and `_`. Names of other fields, of an article's
  /// members, and what a query, a facet or an order means by itself (before, year, score) are taken.
  std::string name{};
  /// text: one or more texts, whose words are found with and without its name; keyword: one or more whole values, as
  /// topics are; number, date, flag: one value.
  FieldKind kind = FieldKind::keyword;
  std::uint32_t weight = 1;  ///< of a text's words in the ranking (those of a title have 1), 1 to 100
  bool stored = true;        ///< given back with articles that are read; false: only searched
  bool facetable = false;    ///< its values can be counted, see FacetRequest; not of texts
  bool sortable = false;     ///< hits can be ordered by it, see SearchRequest::sort_field; of numbers and dates

  /// Memberwise.
  friend bool operator==(const FieldDeclaration&, const FieldDeclaration&) = default;
};

// Terms that belong to no single field. Without a prefix: the exact form of a word of any text field or topic, wdf =
// sum of field weights, no positions.
inline constexpr std::string_view kStemPrefix = "Z";        ///< stems from any text field or topic, wdf likewise
inline constexpr std::string_view kTitleStemPrefix = "ZS";  ///< stems from the title
inline constexpr std::string_view kTopicTextPrefix = "XT";  ///< exact forms of topic words with positions
inline constexpr std::uint32_t kTopicTextWeight = 1;        ///< of a topic word in the shared term space

inline constexpr std::uint32_t kQualitySlot = 0;   ///< of the quality
inline constexpr std::uint32_t kDateSlot = 1;      ///< of the date
inline constexpr std::uint32_t kHeatSlot = 2;      ///< of the heat
inline constexpr std::uint32_t kTopicSlot = 3;     ///< of the topics
inline constexpr std::uint32_t kProviderSlot = 4;  ///< of the provider
inline constexpr std::uint32_t kCategorySlot = 5;  ///< of the category
inline constexpr std::uint32_t kTypeSlot = 6;      ///< of the type
inline constexpr std::uint32_t kLanguageSlot = 7;  ///< of the language
/// Of the signature of title and excerpt, by which articles that may be copies are found.
inline constexpr std::uint32_t kStorySlot = 8;
/// Of the words of title and excerpt in their order, which the ranking looks at.
inline constexpr std::uint32_t kWordsSlot = 9;
/// Of the name of the story that the article is a copy of; articles without copies have none.
inline constexpr std::uint32_t kStoryNameSlot = 10;

/// Fields of an index's own have slots from here on.
inline constexpr std::uint32_t kFirstOwnSlot = 32;

/// The version of the stored format: terms, values, records, metadata. Raised by any incompatible change.
inline constexpr std::uint32_t kFormatVersion = 5;

/// All fields: first those of words, then those of whole values, then those that are compared. Prefixes follow the
/// Omega convention. Text fields hold exact forms with positions under `prefix`; keyword fields hold folded values.
NEWSRANK_EXPORT std::span<const Field> fields() noexcept;

/// The field of that name, or nullptr.
NEWSRANK_EXPORT const Field* find_field(std::string_view name) noexcept;

/// Identifies schema, format version, analyzer options and fields of the index's own. 16 hex digits. Two indexes can be
/// searched as one only if theirs are equal, or differ only in that one has further fields of its own.
NEWSRANK_EXPORT std::string schema_fingerprint(const AnalyzerOptions& options,
                                               std::span<const FieldDeclaration> own = {});

}  // namespace newsrank
