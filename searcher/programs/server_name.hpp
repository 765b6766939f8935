// SPDX-License-Identifier: GPL-2.0-or-later
// Databases that are servers.
#pragma once

#include <string_view>

namespace newsrank::cli {

// Whether a database is written as host:port: "news.example:8000". (The library takes a folder of that name before.)
inline bool names_server(std::string_view database) {
  const auto colon = database.rfind(':');
  return colon != std::string_view::npos && colon + 1 < database.size() &&
         database.find('/') == std::string_view::npos &&
         database.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
}

}  // namespace newsrank::cli
