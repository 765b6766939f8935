// SPDX-License-Identifier: GPL-2.0-or-later
// Wall-clock and processor time of the stretches between start() and stop(), added up.
#pragma once

#include <chrono>
#include <ctime>

namespace newsrank::bench {

class Stopwatch {
 public:
  void start() {
    wall_start_ = std::chrono::steady_clock::now();
    cpu_start_ = std::clock();
  }

  void stop() {
    wall_ += std::chrono::steady_clock::now() - wall_start_;
    cpu_ += std::clock() - cpu_start_;
  }

  double wall_seconds() const { return std::chrono::duration<double>(wall_).count(); }
  double cpu_seconds() const { return static_cast<double>(cpu_) / CLOCKS_PER_SEC; }

 private:
  std::chrono::steady_clock::time_point wall_start_{};
  std::chrono::steady_clock::duration wall_{};
  std::clock_t cpu_start_ = 0;
  std::clock_t cpu_ = 0;
};

}  // namespace newsrank::bench
