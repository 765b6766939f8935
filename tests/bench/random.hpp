// SPDX-License-Identifier: GPL-2.0-or-later
// Random numbers that are the same on every machine (the distributions of the standard library are not).
#pragma once

#include <cstdint>

namespace newsrank::bench {

// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }

  // 0..limit - 1
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }

  // In [0, 1).
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

  bool one_in(std::uint64_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace newsrank::bench
