// SPDX-License-Identifier: GPL-2.0-or-later
// The handlers below /api/v1: JSON for programs, as searcher/response.schema.json and openapi.json describe it.
#pragma once

#include "server/http/message.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

HttpReply api_search(const HttpRequest& request, const Site& site);
HttpReply api_complete(const HttpRequest& request, const Site& site);
HttpReply api_similar(const HttpRequest& request, const Site& site);
HttpReply api_article(const HttpRequest& request, const Site& site);
HttpReply api_facets(const HttpRequest& request, const Site& site);
HttpReply api_stats(const HttpRequest& request, const Site& site);
HttpReply api_description(const HttpRequest& request, const Site& site);

}  // namespace newsrank::server
