// SPDX-License-Identifier: GPL-2.0-or-later
// Site: what the handlers of a server share.
#pragma once

#include <string>

#include "server/serving/search_parameters.hpp"
#include "server/serving/searcher_pool.hpp"

namespace newsrank::server {

struct Site {
  SearcherPool& pool;
  const SearchDefaults& defaults;
  std::string title;      // of the pages
  std::string base_path;  // before all paths: "/news", or empty
};

}  // namespace newsrank::server
