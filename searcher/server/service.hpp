// SPDX-License-Identifier: GPL-2.0-or-later
// Service: which handler answers which address, and what all replies have in common.
#pragma once

#include <string>

#include "server/http/message.hpp"
#include "server/metrics.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

// The headers of every reply. `cors` is the origin whose pages may read replies ("*": all); empty: none but its own.
Headers security_headers(const std::string& cors);

class Service {
 public:
  // `token` protects all but /healthz; empty: nothing.
  Service(Site site, std::string token) : site_(std::move(site)), token_(std::move(token)) {}

  // Called by several threads at once.
  HttpReply handle(const HttpRequest& request);

 private:
  HttpReply route(const HttpRequest& request, std::string_view& name);
  HttpReply page_or_file(const HttpRequest& request, std::string_view& name);
  HttpReply metrics() const;
  HttpReply readiness() const;

  Site site_;
  std::string token_;
  Metrics metrics_;
};

}  // namespace newsrank::server
