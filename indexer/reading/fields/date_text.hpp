// SPDX-License-Identifier: GPL-2.0-or-later
// Dates as people and feeds write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace newsrank {

// Beside what parse_date_time() reads: "2024-3-5", "2024-03", "2024-03-05 8:30", "2024-03-05 08:30:00 UTC", offsets
// such as " -5", "20240305T083000Z", "2024/03/05", and RFC 2822 ("Tue, 05 Mar 2024 08:30:00 GMT"). Nothing for other
// text and for moments outside the years 0001 to 9999.
std::optional<std::int64_t> read_date(std::string_view text);

}  // namespace newsrank
