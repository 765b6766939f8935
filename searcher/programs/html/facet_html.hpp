// SPDX-License-Identifier: GPL-2.0-or-later
// Facets as lists to choose from.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "newsrank/facets.hpp"
#include "programs/html/html.hpp"

namespace newsrank::html {

struct FacetLinks {
  std::function<std::string(const std::string& value)> toggle;  // chooses a value, or takes the choice back
  std::string more;                                             // to a longer list; empty: there is none
};

// The values with their counts, the chosen ones first. Empty if there is nothing to choose from.
Html facet_html(const Facet& facet, const std::string& title, const std::vector<std::string>& chosen,
                const FacetLinks& links);

}  // namespace newsrank::html
