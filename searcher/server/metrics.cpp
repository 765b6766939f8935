// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/metrics.hpp"

#include <fmt/format.h>

namespace newsrank::server {

void Metrics::count(std::string_view route, int status, std::chrono::microseconds time) {
  const double seconds = std::chrono::duration<double>(time).count();
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  Histogram& histogram = times_[std::string(route)];
  for (std::size_t i = 0; i < kBounds.size(); ++i) histogram.within[i] += seconds <= kBounds[i] ? 1 : 0;
  ++histogram.all;
  histogram.seconds += seconds;
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string text =
      "# HELP newsrank_requests_total Requests that were answered.\n# TYPE newsrank_requests_total counter\n";
  for (const auto& [key, count] : requests_)
    text += fmt::format("newsrank_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  text +=
      "# HELP newsrank_request_seconds Time from a request to its reply.\n"
      "# TYPE newsrank_request_seconds histogram\n";
  for (const auto& [route, histogram] : times_) {
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      text += fmt::format("newsrank_request_seconds_bucket{{route=\"{}\",le=\"{:g}\"}} {}\n", route, kBounds[i],
                          histogram.within[i]);
    text += fmt::format(
        "newsrank_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
        "newsrank_request_seconds_sum{{route=\"{0}\"}} {2:.6f}\nnewsrank_request_seconds_count{{route=\"{0}\"}} {1}\n",
        route, histogram.all, histogram.seconds);
  }
  return text;
}

std::string gauge(std::string_view name, std::string_view help, double value, std::string_view kind) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3:.15g}\n", name, help, kind, value);
}

}  // namespace newsrank::server
