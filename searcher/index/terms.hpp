// SPDX-License-Identifier: GPL-2.0-or-later
// Terms: how field values become the engine's terms, for both sides.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsrank::detail {

// Marks that a word occurs as the joined form of a compound (multicloud for multi-cloud).
inline constexpr std::string_view kJoinedPrefix = "XJ";

// Marks that a word is written in capitals (US, IT): its folded form, with weight.
inline constexpr std::string_view kCapitalPrefix = "XU";

// prefix + text, with ':' between where the text could be read as part of the prefix (it begins with an ASCII capital
// or with ':').
std::string prefixed_term(std::string_view prefix, std::string_view text);

// The same into `term`, whose memory is reused.
void assign_prefixed_term(std::string& term, std::string_view prefix, std::string_view text);

// Whether the engine can store the term: at most 245 bytes, zero bytes counted twice, not empty.
bool is_storable_term(std::string_view term) noexcept;

}  // namespace newsrank::detail
