// Facets and timelines as text.
#pragma once

#include <string>

#include "cli/terminal.hpp"
#include "newsrank/facets.hpp"

namespace newsrank::cli {

// One value a line, with its count, and months below their years; a bar beside each where text is decorated.
std::string facet_text(const Facet& facet, const TerminalStyle& style);

// How many articles there are of each month from the first to the last one, or of each year if that is long. `months`
// is a facet of months, upwards.
std::string timeline_text(const Facet& months, const TerminalStyle& style);

}  // namespace newsrank::cli
