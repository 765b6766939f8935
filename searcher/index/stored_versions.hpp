// SPDX-License-Identifier: GPL-2.0-or-later
// Stored versions: what a document keeps as its data, the records of an article's differing mentions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Records (encode_article) as one byte string: their number, then each with its length. The first is the winner, the
// one that is indexed; the others wait for its vanishing.
std::string pack_versions(std::span<const std::string_view> records);

// The records, as parts of `data`. Error: index_corrupt for anything pack_versions does not write.
Result<std::vector<std::string_view>> unpack_versions(std::string_view data);

// The first record. Error as above, as far as that needs to be read.
Result<std::string_view> winner(std::string_view data);

// A list of strings in one value slot (the topics of an article), each behind its length; the inverse skips nothing and
// returns what was readable.
std::string pack_values(std::span<const std::string_view> values);
std::vector<std::string_view> unpack_values(std::string_view packed);

}  // namespace newsrank::detail
