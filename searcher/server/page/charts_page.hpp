// SPDX-License-Identifier: GPL-2.0-or-later
// The page of charts about what a search finds, and each chart as a file.
#pragma once

#include <string_view>

#include "server/http/message.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

HttpReply charts_page(const HttpRequest& request, const Site& site);

// `name` is the chart's with .csv or .svg: "over-time.csv". Status 404 for others.
HttpReply chart_file(const HttpRequest& request, const Site& site, std::string_view name);

}  // namespace newsrank::server
