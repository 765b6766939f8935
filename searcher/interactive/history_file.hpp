// SPDX-License-Identifier: GPL-2.0-or-later
// The file that keeps the history between sessions: a query a line, oldest first.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::cli {

// Where it is, given two variables of the environment: newsrank/history in $XDG_STATE_HOME, or else in ~/.local/state.
// Nothing without a home.
std::optional<std::filesystem::path> history_path(const std::string& xdg_state_home, const std::string& home);

// Its queries, the newest kMaxHistory of them. A file that is not there is an empty one; one that has grown to several
// times that is cut.
Result<std::vector<std::string>> load_history(const std::filesystem::path& file);

// Adds a query at the end. Makes the file (mode 0600) and its folders (0700) if they are missing, so that nobody else
// reads what was searched for. Sessions may do this side by side.
Result<void> append_history(const std::filesystem::path& file, std::string_view query);

}  // namespace newsrank::cli
