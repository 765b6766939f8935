// SPDX-License-Identifier: GPL-2.0-or-later
// Where exceptions end: no public function that returns a Result lets one through.
#pragma once

#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Its text is short enough to need no memory.
inline Error out_of_memory() noexcept {
  return {ErrorCode::io, "out of memory", ""};
}

template <typename T>
struct WrappedResult {
  using type = Result<T>;
};
template <typename T>
struct WrappedResult<Result<T>> {
  using type = Result<T>;
};
template <typename Action>
using ResultOf = typename WrappedResult<std::invoke_result_t<Action>>::type;

// Runs `action`; returns a Result<T> if `action` returns T or Result<T>.
template <typename Action>
ResultOf<Action> result_of(Action&& action) {
  if constexpr (std::is_void_v<std::invoke_result_t<Action>>) {
    std::forward<Action>(action)();
    return {};
  } else {
    return std::forward<Action>(action)();
  }
}

// The same, with exceptions as errors: io where memory ran out (std::length_error is a size that no memory holds),
// otherwise internal.
template <typename Action>
ResultOf<Action> contained(Action&& action) noexcept {
  try {
    return result_of(std::forward<Action>(action));
  } catch (const std::bad_alloc&) {
    return out_of_memory();
  } catch (const std::length_error&) {
    return out_of_memory();
  } catch (...) {
    return Error{ErrorCode::internal, "internal error", ""};
  }
}

}  // namespace newsrank::detail
