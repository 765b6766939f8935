// SPDX-License-Identifier: GPL-2.0-or-later
// A request and its reply as the handlers see them: plain values, without a socket.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/http/query_string.hpp"

namespace newsrank::server {

struct HttpRequest {
  std::string method;           // "GET"; of HEAD too, whose body is left out behind the handler
  std::string path;             // decoded, below the base path: "/api/v1/search"
  Parameters parameters;        // of the query string
  std::string host;             // of the header Host; may be empty
  std::string if_none_match;    // of the header
  std::string authorization;    // of the header
  std::string forwarded_proto;  // of the header X-Forwarded-Proto
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpReply {
  int status = 200;
  std::string type;  // the media type of the body
  std::string body;
  Headers headers;
};

}  // namespace newsrank::server
