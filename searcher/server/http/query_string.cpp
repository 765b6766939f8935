// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/query_string.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/utf8.hpp"

namespace newsrank::server {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  return decoded;
}

bool is_text(std::string_view text) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n';
  };
  return detail::is_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

Error not_text(std::string_view part) {
  return {ErrorCode::invalid_argument,
          fmt::format("the address is broken at \"{}\"", encode_component(part.substr(0, 40))),
          "write anything but letters and digits as %XX of its UTF-8 bytes"};
}

}  // namespace

Result<Parameters> parse_query_string(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    if (part.empty()) continue;
    const auto equals = part.find('=');
    const auto name = decode(part.substr(0, equals), true);
    const auto value = decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
    if (!name || !value || !is_text(*name) || !is_text(*value)) return not_text(part);
    if (value->empty()) continue;
    if (parameters.size() == kMaxParameters)
      return Error{ErrorCode::invalid_argument, fmt::format("more than {} parameters", kMaxParameters), ""};
    parameters.push_back({*name, *value});
  }
  return parameters;
}

std::optional<std::string> decode_path(std::string_view text) {
  auto decoded = decode(text, false);
  if (!decoded || !detail::is_utf8(*decoded) || decoded->find('\0') != std::string::npos) return std::nullopt;
  return decoded;
}

std::string encode_component(std::string_view text) {
  constexpr std::string_view kPlain = "-._~";
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string format_query_string(const Parameters& parameters) {
  std::string text;
  for (const Parameter& each : parameters) {
    text += fmt::format("{}{}={}", text.empty() ? "" : "&", encode_component(each.name), encode_component(each.value));
  }
  return text;
}

std::optional<std::string> value_of(const Parameters& parameters, std::string_view name) {
  const auto found =
      std::find_if(parameters.rbegin(), parameters.rend(), [&](const Parameter& each) { return each.name == name; });
  if (found == parameters.rend()) return std::nullopt;
  return found->value;
}

std::vector<std::string> values_of(const Parameters& parameters, std::string_view name) {
  std::vector<std::string> values;
  for (const Parameter& each : parameters) {
    if (each.name == name) values.push_back(each.value);
  }
  return values;
}

Parameters without(const Parameters& parameters, std::string_view name) {
  Parameters rest;
  std::copy_if(parameters.begin(), parameters.end(), std::back_inserter(rest),
               [&](const Parameter& each) { return each.name != name; });
  return rest;
}

}  // namespace newsrank::server
