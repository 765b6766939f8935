// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/access_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "json/json_writer.hpp"
#include "newsrank/article.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::server {
namespace {

// Between quotes; nothing in it ends them or the line.
std::string quoted(const std::string& text) {
  std::string plain = "\"";
  for (const char c : cli::printable(text)) plain += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return plain + '"';
}

std::string json_line(const Exchange& exchange, std::int64_t now) {
  detail::JsonWriter out;
  out.begin_object();
  out.member("time", format_date_time(now));
  out.member("client", exchange.client);
  out.member("method", exchange.method);
  out.member("target", exchange.target);
  out.member("status", exchange.status);
  out.member("bytes", exchange.bytes);
  out.member("seconds", std::chrono::duration<double>(exchange.time).count());
  out.member("referrer", exchange.referrer);
  out.member("user_agent", exchange.user_agent);
  out.end_object();
  return out.take();
}

}  // namespace

std::string log_line(const Exchange& exchange, LogFormat format, std::int64_t now) {
  if (format == LogFormat::json) return json_line(exchange, now);
  return fmt::format("{} - - [{:%d/%b/%Y:%H:%M:%S} +0000] {} {} {} {} {}",
                     exchange.client.empty() ? "-" : exchange.client, fmt::gmtime(static_cast<std::time_t>(now)),
                     quoted(exchange.method + " " + exchange.target + " HTTP/1.1"), exchange.status, exchange.bytes,
                     quoted(exchange.referrer), quoted(exchange.user_agent));
}

}  // namespace newsrank::server
