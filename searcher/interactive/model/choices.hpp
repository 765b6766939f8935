// SPDX-License-Identifier: GPL-2.0-or-later
// What holds for the search beside the line: which words have to match, the order, and filters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsrank/filter.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

// How many of the words an article has to hold.
enum class Words : std::uint8_t { telling, all, any };

struct Choices {
  Words words = Words::telling;
  SortOrder sort = SortOrder::relevance;
  bool group = true;  // copies of a story are one hit
  std::vector<SearchFilter> filters{};

  // The next one of each; from the last one the first.
  void turn_words();
  void turn_sort();
  // Takes a value into the filter by its field, or out of it.
  void turn_filter(const std::string& field, const std::string& value);
  bool holds(const std::string& field, const std::string& value) const;

  // "all words · by date · every copy · topic: Energy", only what is not as usual; empty: all is.
  std::string text() const;

  friend bool operator==(const Choices&, const Choices&) = default;
};

Choices choices_of(const SearchRequest& request);
void apply(const Choices& choices, SearchRequest& request);

}  // namespace newsrank::cli
