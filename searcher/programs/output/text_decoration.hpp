// SPDX-License-Identifier: GPL-2.0-or-later
// What terminals get beyond the text: links, bars, ages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::cli {

// The address as people read it: of a file its path, anything else as it is. Any bytes.
std::string address_text(std::string_view url);

// The text as a link that terminals can open (OSC 8). Nothing in the address can end the sequence.
std::string hyperlink(std::string_view url, std::string_view text);

// How long before `now` something was, in the largest unit that counts at least two, or one day: "3 days ago", "2
// months ago", "in 5 hours".
std::string relative_age(std::int64_t then, std::int64_t now);

// A value of 0..1 as a bar of `cells` columns.
std::string bar(double value, std::size_t cells, bool ascii = false);

}  // namespace newsrank::cli
