// SPDX-License-Identifier: GPL-2.0-or-later
// Ranking profiles as the programs take them: by name or by file.
#pragma once

#include <string>

#include "newsrank/ranking.hpp"

namespace newsrank::cli {

// The shipped profile of that name, or the one in the YAML file of that name. Errors: invalid_argument.
Result<RankingProfile> load_profile(const std::string& name);

}  // namespace newsrank::cli
