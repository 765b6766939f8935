// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of an address.
#pragma once

#include <string_view>

namespace newsrank::detail {

// The host of an address, or of what people write for one: without scheme, user information, port, path and what
// follows. An IPv6 address keeps its brackets.
std::string_view host_of(std::string_view address);

}  // namespace newsrank::detail
