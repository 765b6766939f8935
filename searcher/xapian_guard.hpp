// The one place where Xapian's exceptions become Error.
#pragma once

#include <xapian.h>

#include <string>
#include <type_traits>
#include <utility>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// The Error for an exception of Xapian.
Error error_of(const Xapian::Error& exception);

template <typename T>
struct GuardedResult {
  using type = Result<T>;
};
template <typename T>
struct GuardedResult<Result<T>> {
  using type = Result<T>;
};

// What an exception says beyond its Error.
struct EngineFailure {
  bool happened = false;
  bool timed_out = false;  // a server did not answer in time
  std::string server;      // "host:port" of the server that failed; empty: none, or not known

  explicit operator bool() const { return happened; }
};
EngineFailure failure_of(const Xapian::Error& exception);

// Runs `action`, which may use Xapian; answers Result<T> if it returns T or Result<T>. Other exceptions
// (std::bad_alloc) pass. Of an exception, `failure` tells more.
template <typename Action>
auto guarded(Action&& action, EngineFailure& failure) -> typename GuardedResult<std::invoke_result_t<Action>>::type {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Action>>) {
      std::forward<Action>(action)();
      return {};
    } else {
      return std::forward<Action>(action)();
    }
  } catch (const Xapian::Error& exception) {
    failure = failure_of(exception);
    return error_of(exception);
  }
}

template <typename Action>
auto guarded(Action&& action) -> typename GuardedResult<std::invoke_result_t<Action>>::type {
  EngineFailure failure;
  return guarded(std::forward<Action>(action), failure);
}

}  // namespace newsrank::detail
