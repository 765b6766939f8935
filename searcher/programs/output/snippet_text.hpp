// SPDX-License-Identifier: GPL-2.0-or-later
// Snippets as lines of a terminal.
#pragma once

#include <string>
#include <vector>

#include "newsrank/snippet.hpp"

namespace newsrank::cli {

// The snippet's printable text, its marked words between kMarkBegin and kMarkEnd, "…" where it is cut.
std::string marked_text(const Snippet& snippet);

// The lines of a wrapped text with `on` and `off` in place of the marks; each line ends as it began, without.
std::vector<std::string> show_marks(std::vector<std::string> lines, const std::string& on, const std::string& off);

}  // namespace newsrank::cli
