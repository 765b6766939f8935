// SPDX-License-Identifier: GPL-2.0-or-later
// Options and search requests from JSON, for the C interface.
#pragma once

#include <string_view>

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// The options of an object with members of OpenOptions, times in milliseconds. Errors: invalid_argument.
Result<OpenOptions> read_open_options(std::string_view options);

// The request of `text` and `options`, a JSON object with members of SearchRequest; newsrank.h lists them. Errors:
// invalid_argument.
Result<SearchRequest> read_request(std::string_view text, std::string_view options);

}  // namespace newsrank::detail
