// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/text_decoration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "programs/output/record_format.hpp"

namespace newsrank::cli {
namespace {

struct Unit {
  std::int64_t seconds;
  std::string_view name;
};
constexpr std::array<Unit, 6> kUnits{{
    {31'557'600, "year"},
    {2'629'800, "month"},
    {604'800, "week"},
    {86'400, "day"},
    {3'600, "hour"},
    {60, "minute"},
}};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string address_text(std::string_view url) {
  constexpr std::string_view kScheme = "file://";
  if (!url.starts_with(kScheme)) return std::string(url);
  url.remove_prefix(kScheme.size());
  std::string path;
  for (std::size_t at = 0; at < url.size(); ++at) {
    const bool escaped = url[at] == '%' && at + 2 < url.size();
    const int high = escaped ? hex_digit(url[at + 1]) : -1;
    const int low = escaped ? hex_digit(url[at + 2]) : -1;
    if (high < 0 || low < 0) {
      path += url[at];
      continue;
    }
    path += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return path;
}

std::string hyperlink(std::string_view url, std::string_view text) {
  return fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", plain_url(url), text);
}

std::string relative_age(std::int64_t then, std::int64_t now) {
  const std::int64_t age = then <= now ? now - then : then - now;
  for (const Unit& unit : kUnits) {
    const std::int64_t count = age / unit.seconds;
    const bool counts = count >= 2 || (count == 1 && unit.seconds <= 86'400);
    if (!counts) continue;
    const std::string length = fmt::format("{} {}{}", count, unit.name, count == 1 ? "" : "s");
    return then <= now ? length + " ago" : "in " + length;
  }
  return "now";
}

std::string bar(double value, std::size_t cells, bool ascii) {
  const auto filled = static_cast<std::size_t>(std::lround(std::clamp(value, 0.0, 1.0) * static_cast<double>(cells)));
  std::string text;
  for (std::size_t i = 0; i < cells; ++i) text += ascii ? (i < filled ? "#" : ".") : (i < filled ? "▰" : "▱");
  return text;
}

}  // namespace newsrank::cli
