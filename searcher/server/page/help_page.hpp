// SPDX-License-Identifier: GPL-2.0-or-later
// The page that explains the search.
#pragma once

#include "server/http/message.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

HttpReply help_page(const HttpRequest& request, const Site& site);

}  // namespace newsrank::server
