// SPDX-License-Identifier: GPL-2.0-or-later
// How often terms are in the same documents.
#pragma once

#include <xapian.h>

#include <string>

namespace newsrank::detail {

// In how many documents both terms are, by walking the two posting lists together; after `max_steps` steps the count so
// far is scaled up to the part of the documents that was not seen. Requires max_steps > 0.
double count_together(const Xapian::Database& database, const std::string& a, const std::string& b,
                      std::size_t max_steps);

}  // namespace newsrank::detail
