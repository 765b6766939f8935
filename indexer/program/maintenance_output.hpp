// SPDX-License-Identifier: GPL-2.0-or-later
// Prints the outcome of --check, --stats, --compact and --backup as lines for people.
#pragma once

#include <string>

#include "newsrank/maintenance.hpp"

namespace newsrank {

// Each finding with what to do about it, then the verdict.
std::string format_check(const CheckReport& report);

std::string format_stats(const IndexStats& stats);

std::string format_compact(const CompactReport& report);

std::string format_backup(const BackupReport& report);

}  // namespace newsrank
