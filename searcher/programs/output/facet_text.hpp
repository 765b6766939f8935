// SPDX-License-Identifier: GPL-2.0-or-later
// Facets and timelines as text.
#pragma once

#include <string>

#include "newsrank/facets.hpp"
#include "newsrank/searcher.hpp"
#include "programs/terminal/terminal.hpp"

namespace newsrank::cli {

// One value a line, with its count, and months below their years; a bar beside each where text is decorated. Empty if
// no article was counted. `matches` are those of the search, which may be fewer than a facet of several choices counts.
std::string facet_text(const Facet& facet, const TotalHits& matches, const TerminalStyle& style);

// How many articles there are of each month from the first to the last one, or of each year if that is long. `months`
// is a facet of months, upwards.
std::string timeline_text(const Facet& months, const TerminalStyle& style);

}  // namespace newsrank::cli
