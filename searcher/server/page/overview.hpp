// SPDX-License-Identifier: GPL-2.0-or-later
// The page of the whole collection.
#pragma once

#include "server/http/message.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

// Its newest articles, the best of its last week, its timeline, topics and providers.
HttpReply overview_page(const HttpRequest& request, const Site& site);

}  // namespace newsrank::server
