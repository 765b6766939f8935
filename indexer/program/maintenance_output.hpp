// SPDX-License-Identifier: GPL-2.0-or-later
// Prints the outcome of --check, --stats and --compact: lines for people, or one JSON object for programs.
#pragma once

#include <string>

#include "maintenance/index_check.hpp"
#include "maintenance/index_compact.hpp"
#include "maintenance/index_stats.hpp"

namespace newsrank {

// Each finding with what to do about it, then the verdict.
std::string format_check(const CheckReport& report);
std::string format_check_json(const CheckReport& report);

std::string format_stats(const IndexStats& stats);
std::string format_stats_json(const IndexStats& stats);

std::string format_compact(const CompactReport& report);
std::string format_compact_json(const CompactReport& report);

}  // namespace newsrank
