// SPDX-License-Identifier: GPL-2.0-or-later
// The time of day, in seconds as dates have it. The library takes it only where a request does not say what now is.
#pragma once

#include <chrono>
#include <cstdint>

namespace newsrank::detail {

inline std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace newsrank::detail
