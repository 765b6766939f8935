// SPDX-License-Identifier: GPL-2.0-or-later
// From JSON text to values.
#pragma once

#include <string_view>

#include "json/json_value.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// The object that the text holds. Errors, with `code`: broken JSON, invalid UTF-8, numbers that no double holds,
// anything but an object, objects and lists within each other deeper than newsrank's own.
Result<JsonValue> parse_object(std::string_view text, ErrorCode code);

}  // namespace newsrank::detail
