// SPDX-License-Identifier: GPL-2.0-or-later
// ServerAddress: where a remote shard is served, as it is written in place of an index's folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsrank::detail {

struct ServerAddress {
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

// "host:port" or "[::1]:port", with a port of 1..65535 and no slash; absent for anything else.
std::optional<ServerAddress> parse_server_address(std::string_view text);

inline bool names_server(std::string_view text) {
  return parse_server_address(text).has_value();
}

// As it is parsed, with brackets where the host has colons.
std::string to_string(const ServerAddress& address);

// The server that a database's name means. A folder of that name goes before: write "./host:1234" or "host:1234".
std::optional<ServerAddress> server_of(const std::string& database);

}  // namespace newsrank::detail
