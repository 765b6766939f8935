// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds of a search, and the description of the search for browsers.
#pragma once

#include "programs/html/feed.hpp"
#include "server/http/message.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

// The newest hits first, unless another order is asked for.
HttpReply feed(const HttpRequest& request, const Site& site, const html::FeedFormat& format);

// OpenSearch 1.1.
HttpReply search_description(const HttpRequest& request, const Site& site);

}  // namespace newsrank::server
