// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers of documents as the engine writes them into keys: the order of the bytes is that of the numbers.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

namespace newsrank::detail {

// In as many bytes as it needs, two at least.
std::string sortable_number(Xapian::docid number);
// The inverse. Throws Xapian::DatabaseCorruptError.
Xapian::docid number_of_sortable(std::string_view bytes);

}  // namespace newsrank::detail
