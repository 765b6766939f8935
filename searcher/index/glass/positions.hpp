// SPDX-License-Identifier: GPL-2.0-or-later
// Unpacks the positions of a term in a document.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

namespace newsrank::detail {

// Replaces `positions` by those that the engine packed, in increasing order. Throws Xapian::DatabaseCorruptError.
void unpack_positions(std::string_view packed, std::vector<Xapian::termpos>& positions);

}  // namespace newsrank::detail
