// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers for people.
#pragma once

#include <cstdint>
#include <string>

namespace newsrank::cli {

// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace newsrank::cli
