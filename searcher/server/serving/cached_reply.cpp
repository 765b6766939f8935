// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/serving/cached_reply.hpp"

#include <fmt/format.h>

#include "server/http/problem.hpp"
#include "server/serving/search_parameters.hpp"

namespace newsrank::server {
namespace {

constexpr int kAttempts = 3;

}  // namespace

bool holds_tag(std::string_view if_none_match, std::string_view tag) {
  return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

std::string clock_salt(bool depends_on_clock) {
  return depends_on_clock ? fmt::format("{}", this_minute()) : std::string{};
}

HttpReply cached_reply(const HttpRequest& request, SearcherPool& pool, std::string_view salt,
                       const std::function<HttpReply(Searcher& searcher)>& make) {
  auto lease = pool.lend();
  if (!lease) return problem(503, "busy", lease.error().message, lease.error().hint);
  Searcher& searcher = **lease;
  for (int attempt = 1;; ++attempt) {
    const std::string state = searcher.state();
    const std::string tag = fmt::format("W/\"{}{}{}\"", state, salt.empty() ? "" : "-", salt);
    if (holds_tag(request.if_none_match, tag)) return {304, "", "", {{"ETag", tag}, {"Cache-Control", "no-cache"}}};
    HttpReply reply = make(searcher);
    if (searcher.state() != state && attempt < kAttempts) continue;
    if (searcher.state() != state) return problem(503, "index_changed", "the index changes too often");
    if (reply.status == 200) {
      reply.headers.emplace_back("ETag", tag);
      reply.headers.emplace_back("Cache-Control", "no-cache");
    }
    return reply;
  }
}

}  // namespace newsrank::server
