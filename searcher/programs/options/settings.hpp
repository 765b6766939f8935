// SPDX-License-Identifier: GPL-2.0-or-later
// Settings: what options, environment variables and configuration files may all set.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/searcher.hpp"
#include "programs/output/printer_options.hpp"
#include "programs/terminal/terminal.hpp"

namespace newsrank::cli {

struct Settings {
  std::vector<std::string> databases{"newsrank.db"};
  std::string profile;   // name or file; empty: what fits the index
  std::string synonyms;  // file; empty: none
  std::optional<double> quality_weight;
  std::optional<double> recency_weight;
  std::optional<double> half_life_days;
  SortOrder sort = SortOrder::relevance;
  std::string sort_field;  // of the index's own, in place of `sort`
  bool ascending = false;  // of it
  bool group = true;       // copies of a story under the best of them
  bool correct = true;     // replace words that no article has
  std::size_t limit = 10;
  Format format = Format::text;
  std::vector<std::string> fields;  // empty: what fits the format
  When colour = When::automatic;
  When hyperlinks = When::automatic;
  std::map<std::string, std::string> saved;  // queries by the names that `@name` stands for
  std::optional<std::string> pager;          // a command, empty for none; absent: what the system's users prefer
};

inline TerminalChoice terminal_choice(const Settings& settings) {
  return {settings.colour, settings.hyperlinks};
}

}  // namespace newsrank::cli
