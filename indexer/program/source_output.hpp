// SPDX-License-Identifier: GPL-2.0-or-later
// Prints what an index was made from, and what becomes of a file.
#pragma once

#include <string>

#include "catalogue/catalogue.hpp"
#include "run/explain_file.hpp"

namespace newsrank {

// A line for each source: its files, its articles, its path.
std::string format_sources(const Catalogue& catalogue);
std::string format_sources_json(const Catalogue& catalogue);

// Which keys become which members, what is not used, and the identity, for each document of the file.
std::string format_explained(const std::string& file, const ExplainedFile& explained);

}  // namespace newsrank
