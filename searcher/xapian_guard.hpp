// The one place where Xapian's exceptions become Error.
#pragma once

#include <xapian.h>

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

// Runs `action`, which may use Xapian; answers Result<T> if it returns T or Result<T>. Other exceptions
// (std::bad_alloc) pass.
template <typename Action>
auto guarded(Action&& action) -> typename GuardedResult<std::invoke_result_t<Action>>::type {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Action>>) {
      std::forward<Action>(action)();
      return {};
    } else {
      return std::forward<Action>(action)();
    }
  } catch (const Xapian::Error& exception) {
    return error_of(exception);
  }
}

}  // namespace newsrank::detail
