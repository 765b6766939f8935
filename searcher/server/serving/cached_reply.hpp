// SPDX-License-Identifier: GPL-2.0-or-later
// Replies that are a function of the index: with an ETag, and of one committed state.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "server/serving/searcher_pool.hpp"

namespace newsrank::server {

// The reply that `make` gives with a searcher of the pool, or 304 where the client has it. `make` runs again if the
// index was committed to meanwhile, so that several searches of one reply see one state. `salt` is what else the reply
// depends on.
HttpReply cached_reply(const HttpRequest& request, SearcherPool& pool, std::string_view salt,
                       const std::function<HttpReply(Searcher& searcher)>& make);

// The salt of replies that change with the clock: this minute. Otherwise empty.
std::string clock_salt(bool depends_on_clock);

// Whether one of the tags of an If-None-Match is this one.
bool holds_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace newsrank::server
