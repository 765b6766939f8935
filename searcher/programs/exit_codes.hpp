// SPDX-License-Identifier: GPL-2.0-or-later
// Exit codes of all programs. What they mean of each is in its table of options (programs/options).
#pragma once

#include "newsrank/error.hpp"

namespace newsrank::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitInternal = 1;
inline constexpr int kExitNothingFound = 1;  // where that is asked for, as grep has it
inline constexpr int kExitUsage = 2;
inline constexpr int kExitQuery = 3;
inline constexpr int kExitIndex = 4;
inline constexpr int kExitSkipped = 5;  // indexed, with articles skipped
inline constexpr int kExitInterrupted = 130;

inline int exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
    case ErrorCode::invalid_article:
      return kExitUsage;
    case ErrorCode::invalid_query:
      return kExitQuery;
    case ErrorCode::internal:
      return kExitInternal;
    default:
      return kExitIndex;
  }
}

}  // namespace newsrank::cli
