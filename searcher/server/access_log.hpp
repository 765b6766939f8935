// SPDX-License-Identifier: GPL-2.0-or-later
// The access log: a line for each request.
#pragma once

#include <string>

#include "server/http/http_server.hpp"

namespace newsrank::server {

enum class LogFormat { off, common, json };

// The line without its end: the combined format of web servers, or a JSON object. `now` is the time of its end.
std::string log_line(const Exchange& exchange, LogFormat format, std::int64_t now);

}  // namespace newsrank::server
