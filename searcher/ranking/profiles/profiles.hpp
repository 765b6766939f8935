// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the shipped ranking profiles fits a collection.
#pragma once

#include "newsrank/ranking.hpp"

namespace newsrank::detail {

// For articles of that mean length in words: `news` for titles with a few lines, `prose` for abstracts and full texts.
RankingProfile default_profile(double mean_length);

}  // namespace newsrank::detail
