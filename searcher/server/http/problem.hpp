// SPDX-License-Identifier: GPL-2.0-or-later
// Problem details (RFC 9457): what went wrong, as JSON.
#pragma once

#include <string_view>

#include "newsrank/error.hpp"
#include "server/http/message.hpp"

namespace newsrank::server {

// `code` names the kind of problem for programs; `hint` may be empty.
HttpReply problem(int status, std::string_view code, std::string_view text, std::string_view hint = {});

// The status of an error of the library: whether the caller is wrong, the index cannot be read, or this is a defect.
int status_of(ErrorCode code);

// The problem that an error of the library is to the caller.
HttpReply problem(const Error& error);

// "Not Found".
std::string_view status_text(int status);

}  // namespace newsrank::server
