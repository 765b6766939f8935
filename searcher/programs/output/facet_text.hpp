// SPDX-License-Identifier: GPL-2.0-or-later
// Facets and timelines as text.
#pragma once

#include <optional>
#include <string>

#include "newsrank/facets.hpp"
#include "newsrank/searcher.hpp"
#include "programs/output/timeline.hpp"
#include "programs/terminal/terminal.hpp"

namespace newsrank::cli {

// One value a line, with its count, and months below their years; a bar beside each where text is decorated. Empty if
// no article was counted. `matches` are those of the search, which may be fewer than a facet of several choices counts.
std::string facet_text(const Facet& facet, const TotalHits& matches, const TerminalStyle& style);

// How many articles there are in each period from the first to the last one of a facet of days. Without a unit: one
// that needs few lines.
std::string timeline_text(const Facet& days, std::optional<TimeUnit> unit, const TerminalStyle& style);

}  // namespace newsrank::cli
