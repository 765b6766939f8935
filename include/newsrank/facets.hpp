// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Facets: how many of the matches have which topic, provider, year, and so on.
///
/// All matches are counted, not only the hits of the page: articles, whether or not the hits show one for each story,
/// and an article that stands in several indexes once. The counts do not depend on how an index is divided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace newsrank {

/// How the values of a facet are ordered.
enum class FacetOrder : std::uint8_t {
  count,  ///< the most frequent first; equal counts by value
  value,  ///< by value: text by its bytes, dates and quality upwards
};

/// How many facets a request may ask for.
inline constexpr std::size_t kMaxFacets = 100;

/// How many values a facet may be asked for.
inline constexpr std::size_t kMaxFacetValues = 100'000;

/// How many of them if they are counted by another field, too.
inline constexpr std::size_t kMaxCrossedValues = 1'000;

/// What to count.
///
/// | field | values | as a filter |
/// |---|---|---|
/// | topic | each of an article's topics | {"topic", {value}} |
/// | provider | the domain; the name where there is none | {"provider", {value}} |
/// | category, type, lang | as the source states it | {field, {value}} |
/// | year, month, day | `2024`, `2024-05`, `2024-05-03` (UTC) | {"date", {value}} |
/// | quarter, week | `2024-04..2024-06`, `2024-04-29..2024-05-05`: weeks begin on Mondays (UTC) | {"date", {value}} |
/// | date | years, with their months as FacetValue::children | {"date", {value}} |
/// | quality | bands such as `40..<60`, of a round width that divides the collection's qualities in 5 to 10; the last
/// one open, `100..` | {"quality", {value}} |
///
/// Fields of the index's own that are facetable are counted as well: keywords and flags by their values, numbers by
/// each number, dates as `date`. As a filter all are {field, {value}}.
///
/// Texts that differ in case, accents or white space only are one value, shown as most of the counted articles write
/// it.
struct FacetRequest {
  std::string field{};     ///< of the table
  std::size_t limit = 10;  ///< values wanted, at most kMaxFacetValues; months within years are not limited
  FacetOrder order = FacetOrder::count;  ///< of the values, before the limit cuts them
  /// Count as if the request did not filter by this field, so that with one topic chosen the others still show how many
  /// they would add. Left out are the filters that every match has to meet, in SearchRequest::filters and in the query:
  /// `topic:A`, `topic:(A, B)`, `A AND topic:B`. What is excluded (`-topic:A`), and alternatives to words (`a OR
  /// topic:A`), stay.
  bool multi_select = false;
  /// Another field of the table, or empty: the articles of each value are counted by it, too, as FacetValue::children
  /// (a cross table). They are in the order of dates and qualities, or the most frequent first. Of at most
  /// kMaxCrossedValues values; each costs a count of its articles.
  std::string by{};

  /// Memberwise.
  friend bool operator==(const FacetRequest&, const FacetRequest&) = default;
};

/// One value and how many articles have it.
struct FacetValue {
  std::string value{};      ///< the search with this as a further filter finds `count` articles
  std::string label{};      ///< for people: of a provider its name in the newest article counted, of a quarter
                            ///< `2024-Q2`, of a week its Monday, otherwise the value
  std::uint64_t count = 0;  ///< articles that have it
  std::vector<FacetValue> children{};  ///< of a year in `date`: its months with articles, upwards; see FacetRequest::by
  bool selected = false;               ///< the request filters by it

  /// Memberwise.
  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};

/// The answer to one FacetRequest.
struct Facet {
  std::string field{};  ///< that was asked for
  /// The values of fields of whole values that the request filters by, each as it was given, if no article counted has
  /// it with a count of 0; then others, together at most as many as wanted.
  std::vector<FacetValue> values{};
  std::uint64_t distinct = 0;  ///< values that there are, with those beyond the limit
  std::uint64_t articles = 0;  ///< articles counted: the matches; with multi_select, without the field's filters
  std::uint64_t missing = 0;   ///< of these, articles without a value
  bool exact = true;           ///< false: an index did not answer, and its articles are not counted

  /// Memberwise.
  friend bool operator==(const Facet&, const Facet&) = default;
};

}  // namespace newsrank
