// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/error.hpp"

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

}  // namespace newsrank
