// SPDX-License-Identifier: GPL-2.0-or-later
// The page of results, and the page of the whole collection where nothing is searched for.
#pragma once

#include "server/http/message.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

HttpReply search_page(const HttpRequest& request, const Site& site);

}  // namespace newsrank::server
