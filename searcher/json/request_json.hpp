// SPDX-License-Identifier: GPL-2.0-or-later
// Options and search requests from JSON, for the C interface.
#pragma once

#include <cstdint>
#include <string_view>

#include "json/json_value.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// The options of an object with members of OpenOptions, times in milliseconds. Errors: invalid_argument.
Result<OpenOptions> read_open_options(std::string_view options);

// What offsets in a JSON text count.
enum class OffsetUnit : std::uint8_t { utf8, utf16 };

// The request of `text` and `options`, a JSON object with members of SearchRequest; newsrank.h lists them. Its member
// `offsets` is what `offsets` becomes, if that is not null. Errors: invalid_argument.
Result<SearchRequest> read_request(std::string_view text, std::string_view options, OffsetUnit* offsets = nullptr);

// A snippet as a response has it, whose offsets count `unit`, "utf-8" or "utf-16"; those read count bytes. Errors:
// invalid_argument, also for marks that are no parts of the text one behind another.
Result<Snippet> read_snippet(const JsonValue& object, std::string_view unit);

}  // namespace newsrank::detail
