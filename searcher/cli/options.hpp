// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of newsrank-search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/facets.hpp"
#include "newsrank/filter.hpp"
#include "newsrank/open_options.hpp"
#include "programs/options/option_parser.hpp"
#include "programs/options/settings.hpp"
#include "programs/settings/configuration.hpp"

namespace newsrank::cli {

struct Options {
  Settings settings;                 // of all layers
  OpenOptions open;                  // for databases that are servers
  std::vector<std::string> words;    // the QUERY arguments
  std::string query;                 // these, joined by blanks
  bool interactive = false;          // the query is typed while results are shown
  std::vector<std::string> compare;  // queries whose counts stand side by side
  std::optional<std::string> batch;  // file of `id TAB text` lines; "-": standard input
  std::vector<SearchFilter> filters;
  std::vector<FacetRequest> facets;  // the timeline's is the last one
  bool timeline = false;
  std::optional<TimeUnit> timeline_unit;  // absent: what fits
  bool byte_order_mark = false;
  bool snippets = false;  // also where no person reads them
  std::string like;       // address or file of the article that others are to be like; empty: none
  std::size_t offset = 0;
  std::optional<std::string> unseen;  // file of what earlier searches have shown
  bool peek = false;                  // which stays as it is
  bool exit_code = false;             // 1 where there are no hits
  std::optional<std::int64_t> now;
  bool plain = false;
  bool require_all = false;
  bool require_any = false;
  bool strict = false;  // any diagnostic is an error
  bool explain = false;
  bool complete = false;
  bool explain_query = false;
  std::optional<std::string> shown_configuration;  // to print instead of a search
};

PrinterOptions printer_options(const Options& options);

ParsedOptions<Options> parse_options(int argc, const char* const* argv, const Environment& environment);

}  // namespace newsrank::cli
