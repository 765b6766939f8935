// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/server_address.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "core/text/ascii.hpp"

namespace newsrank::detail {

std::optional<ServerAddress> parse_server_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return std::nullopt;
  }
  if (host.empty() || host.find_first_of("/[] \t\r\n") != std::string_view::npos) return std::nullopt;
  const auto port = parse_number<std::uint16_t>(digits);
  if (!port || *port == 0) return std::nullopt;
  return ServerAddress{std::string(host), *port};
}

std::string to_string(const ServerAddress& address) {
  const bool has_colons = address.host.find(':') != std::string::npos;
  return has_colons ? fmt::format("[{}]:{}", address.host, address.port)
                    : fmt::format("{}:{}", address.host, address.port);
}

std::optional<ServerAddress> server_of(const std::string& database) {
  std::error_code failure;
  if (std::filesystem::exists(database, failure)) return std::nullopt;
  return parse_server_address(database);
}

}  // namespace newsrank::detail
