// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/error.hpp"

#include <cstdio>
#include <cstdlib>

namespace newsrank {

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::invalid_query:
      return "invalid_query";
    case ErrorCode::invalid_article:
      return "invalid_article";
    case ErrorCode::io:
      return "io";
    case ErrorCode::index_not_found:
      return "index_not_found";
    case ErrorCode::index_locked:
      return "index_locked";
    case ErrorCode::index_corrupt:
      return "index_corrupt";
    case ErrorCode::index_changed:
      return "index_changed";
    case ErrorCode::schema_mismatch:
      return "schema_mismatch";
    case ErrorCode::remote_unavailable:
      return "remote_unavailable";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

// The one place of the library that writes and ends: what follows would be undefined. Without memory of its own.
void end_at_error(const Error& error) noexcept {
  const std::string_view code = to_string(error.code);
  std::fprintf(stderr, "newsrank: the value of a failed result was read: %.*s: %s%s%s%s\n",
               static_cast<int>(code.size()), code.data(), error.message.c_str(), error.hint.empty() ? "" : " (",
               error.hint.c_str(), error.hint.empty() ? "" : ")");
  std::abort();
}

void end_at_success() noexcept {
  std::fputs("newsrank: the error of a successful result was read\n", stderr);
  std::abort();
}

}  // namespace newsrank
