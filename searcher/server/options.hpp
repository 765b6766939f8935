// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of newsrank-serve.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "newsrank/open_options.hpp"
#include "programs/environment.hpp"
#include "programs/options/option_parser.hpp"
#include "programs/options/settings.hpp"
#include "server/access_log.hpp"
#include "server/http/limits.hpp"

namespace newsrank::server {

struct Options {
  cli::Settings settings;
  OpenOptions open;
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string base_path;  // "/news"; empty: the root
  std::string title = "newsrank";
  std::string token_file;  // empty: none
  std::string cors;
  LogFormat log = LogFormat::off;
  std::size_t threads = 0;  // searchers; 0: one for each core
  std::size_t result_window = 10'000;
  std::chrono::milliseconds deadline{5'000};  // for a searcher to be free
  std::chrono::milliseconds refresh{1'000};
  Limits limits;
};

cli::ParsedOptions<Options> parse_options(int argc, const char* const* argv, const cli::Environment& environment);

}  // namespace newsrank::server
