// SPDX-License-Identifier: GPL-2.0-or-later
// ServerWait: how long servers are waited for, and what ends that early.
#pragma once

#include <chrono>

namespace newsrank::detail {

struct ServerWait {
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
  int stop = -1;  // a file that ends the wait when it can be read; negative: none
};

}  // namespace newsrank::detail
