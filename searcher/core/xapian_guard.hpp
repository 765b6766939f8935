// SPDX-License-Identifier: GPL-2.0-or-later
// The one place where Xapian's exceptions become Error.
#pragma once

#include <xapian.h>

#include <string>
#include <type_traits>
#include <utility>

#include "core/guard.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// The Error for an exception of Xapian.
Error error_of(const Xapian::Error& exception);

// What an exception says beyond its Error.
struct EngineFailure {
  bool happened = false;
  bool timed_out = false;  // a server did not answer in time
  std::string server;      // "host:port" of the server that failed; empty: none, or not known

  explicit operator bool() const { return happened; }
};
EngineFailure failure_of(const Xapian::Error& exception);

// Runs `action`, which may use Xapian, as contained() does. Of an exception of Xapian, `failure` tells more.
template <typename Action>
ResultOf<Action> guarded(Action&& action, EngineFailure& failure) noexcept {
  return contained([&]() -> ResultOf<Action> {
    try {
      return result_of(action);
    } catch (const Xapian::Error& exception) {
      failure = failure_of(exception);
      return error_of(exception);
    }
  });
}

template <typename Action>
ResultOf<Action> guarded(Action&& action) noexcept {
  EngineFailure failure;
  return guarded(std::forward<Action>(action), failure);
}

}  // namespace newsrank::detail
