// SPDX-License-Identifier: GPL-2.0-or-later
// What one client may take of the server.
#pragma once

#include <chrono>
#include <cstddef>

namespace newsrank::server {

struct Limits {
  std::size_t connections = 128;                  // served at a time
  std::size_t waiting = 64;                       // connections that may wait for their turn; further ones get 503
  std::size_t requests = 10'000;                  // of one connection
  std::size_t header_bytes = 16'384;              // request line and headers
  std::chrono::milliseconds header_time{10'000};  // from the first byte of a request to the end of its headers
  std::chrono::milliseconds idle_time{30'000};    // between two requests of a connection
  std::chrono::milliseconds write_time{30'000};   // for a client to take a reply
};

}  // namespace newsrank::server
