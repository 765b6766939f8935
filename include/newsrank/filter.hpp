// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Filters beside the query text, for programs and for options: nothing in a value needs quoting.
#pragma once

#include <string>
#include <vector>

namespace newsrank {

/// A restriction of the matches; the filters of a request must all hold, and so must the text. They do not score.
///
///     request.filters = {{"topic", {"AI", "Machine Learning"}}, {"date", {">=2023"}}, {"quality", {"50.."}}};
struct SearchFilter {
  /// A field of whole values (topic, provider, site, category, type, lang, id, published, removed), of numbers
  /// (quality, heat) or date; also by its other names of the query language (since, until, ...). Text fields filter in
  /// the query.
  std::string field{};
  /// Any of them. Whole values as they are, compared folded; numbers and dates as the query language writes their
  /// ranges: `50..`, `<80`, `2023-09`, `2023..2024-06`, `7d`. None: no restriction.
  std::vector<std::string> values{};

  /// Memberwise.
  friend bool operator==(const SearchFilter&, const SearchFilter&) = default;
};

}  // namespace newsrank
