// SPDX-License-Identifier: GPL-2.0-or-later
// Why a hit has its score, as markup.
#pragma once

#include "newsrank/searcher.hpp"
#include "programs/html/html.hpp"

namespace newsrank::html {

// A bar of what each word, quality and newness add to the score, as long beside `best` as the score is; a table of the
// same; and why the hit `above` (null: there is none) stands above this one.
Html explanation_html(const Explanation& why, const Hit* above, double best);

}  // namespace newsrank::html
