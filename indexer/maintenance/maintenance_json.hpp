// SPDX-License-Identifier: GPL-2.0-or-later
// The reports of maintenance as JSON: one object on one line.
#pragma once

#include <string>

#include "newsrank/maintenance.hpp"

namespace newsrank {

std::string format_check_json(const CheckReport& report);
std::string format_stats_json(const IndexStats& stats);
std::string format_compact_json(const CompactReport& report);
std::string format_backup_json(const BackupReport& report);

}  // namespace newsrank
