// SPDX-License-Identifier: GPL-2.0-or-later
// What the functions of the C interface share: errors, strings, and that no exception leaves them.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "core/xapian_guard.hpp"
#include "newsrank/error.hpp"
#include "newsrank/newsrank.h"

namespace newsrank::detail {

// Hands the error over, if the caller wants it, and returns its status.
newsrank_status hand_over(Error&& failure, newsrank_error** error) noexcept;

// A copy for the caller to free.
char* new_string(std::string_view text);

// invalid_argument if one of the arguments, each with its name, is NULL.
Result<void> check_not_null(std::initializer_list<std::pair<const char*, const void*>> arguments);

// Runs `action`, which returns a Result<void>.
template <typename Action>
newsrank_status answer(newsrank_error** error, Action&& action) noexcept {
  if (error != nullptr) *error = nullptr;
  Result<void> result = guarded(std::forward<Action>(action));
  return result ? NEWSRANK_OK : hand_over(std::move(result).error(), error);
}

}  // namespace newsrank::detail
