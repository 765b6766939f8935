// SPDX-License-Identifier: GPL-2.0-or-later
// From the parameters of an address to a search: they are named as the options of newsrank-search are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "programs/options/settings.hpp"
#include "server/http/query_string.hpp"

namespace newsrank::server {

// What every search of this server has.
struct SearchDefaults {
  cli::Settings settings;
  SearchRequest request;               // of the settings, their files read
  std::size_t result_window = 10'000;  // how deep a ranking can be read
  std::size_t facet_values = 1'000;    // that one facet may be asked for
};

// A search as it was asked for.
struct SearchParameters {
  SearchRequest request;
  std::string like;  // the address of an article that others are to be like; empty: none
};

// Errors: invalid_argument, beginning with the parameter's name; an unknown one that is near to a known one says so.
// `others` are names that the caller reads itself.
Result<SearchParameters> read_search_parameters(const Parameters& parameters, const SearchDefaults& defaults,
                                                const std::vector<std::string_view>& others = {});

// Checks that there are no parameters but these.
Result<void> check_names(const Parameters& parameters, const std::vector<std::string_view>& known);

// "true", "yes" and "on", or "false", "no" and "off"; absent: not given.
Result<std::optional<bool>> read_flag(const Parameters& parameters, std::string_view name);

// A whole number within bounds; absent: not given.
Result<std::optional<std::size_t>> read_number(const Parameters& parameters, std::string_view name, std::size_t lowest,
                                               std::size_t highest);

// The names that read_search_parameters() takes, in the order of their documentation.
std::vector<std::string> search_parameter_names();

// Whether the answer may be another a minute later with the same index: dates that are relative, newness that counts.
bool depends_on_clock(const SearchRequest& request);

// The clock, to the minute: answers of one minute are equal.
std::int64_t this_minute();

}  // namespace newsrank::server
