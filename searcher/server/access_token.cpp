// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/access_token.hpp"

#include <fmt/format.h>

#include <optional>

#include "programs/text_file.hpp"

namespace newsrank::server {
namespace {

bool equal_in_constant_time(std::string_view given, std::string_view token) {
  unsigned difference = given.size() == token.size() ? 0 : 1;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char c = i < given.size() ? given[i] : '\0';
    difference |= static_cast<unsigned char>(c ^ token[i]);
  }
  return difference == 0;
}

std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string decoded;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return decoded;
}

}  // namespace

Result<std::string> read_token(const std::string& file) {
  constexpr std::size_t kMaxBytes = 4096;
  constexpr std::size_t kShortest = 16;
  auto text = cli::read_text_file(file, kMaxBytes);
  if (!text) return text;
  std::string token = text->substr(0, text->find_first_of("\r\n"));
  if (token.size() >= kShortest) return token;
  return Error{ErrorCode::invalid_argument,
               fmt::format("{}: expected a token of at least {} characters in the first line", file, kShortest),
               "head -c 24 /dev/urandom | base64 makes one"};
}

bool is_authorized(std::string_view authorization, std::string_view token) {
  constexpr std::string_view kBearer = "Bearer ";
  constexpr std::string_view kBasic = "Basic ";
  if (authorization.starts_with(kBearer)) return equal_in_constant_time(authorization.substr(kBearer.size()), token);
  if (!authorization.starts_with(kBasic)) return false;
  const auto decoded = decode_base64(authorization.substr(kBasic.size()));
  const auto colon = decoded ? decoded->find(':') : std::string::npos;
  return colon != std::string::npos && equal_in_constant_time(std::string_view(*decoded).substr(colon + 1), token);
}

}  // namespace newsrank::server
