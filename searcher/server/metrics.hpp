// SPDX-License-Identifier: GPL-2.0-or-later
// Metrics: what the server counts, in the text form of Prometheus.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace newsrank::server {

class Metrics {
 public:
  // `route` is one of few names, not what a client wrote.
  void count(std::string_view route, int status, std::chrono::microseconds time);

  // All of it, one metric after another.
  std::string text() const;

 private:
  static constexpr std::array<double, 9> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10};

  struct Histogram {
    std::array<std::uint64_t, kBounds.size()> within{};  // of each bound, those within the ones before too
    std::uint64_t all = 0;
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t, std::less<>> requests_;
  std::map<std::string, Histogram, std::less<>> times_;
};

// One line with its head, for numbers that others keep.
std::string gauge(std::string_view name, std::string_view help, double value, std::string_view kind = "gauge");

}  // namespace newsrank::server
