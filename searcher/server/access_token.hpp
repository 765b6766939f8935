// SPDX-License-Identifier: GPL-2.0-or-later
// The token that protects a server, if it has one.
#pragma once

#include <string>
#include <string_view>

#include "newsrank/error.hpp"

namespace newsrank::server {

// The file's first line. Errors: invalid_argument for a file that cannot be read, or a token of less than 16
// characters.
Result<std::string> read_token(const std::string& file);

// Whether an Authorization header carries the token: `Bearer TOKEN`, or `Basic` with it as the password of any user.
// The time that it takes does not depend on where they differ.
bool is_authorized(std::string_view authorization, std::string_view token);

}  // namespace newsrank::server
