// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of manual pages and completion scripts that are made from the table of options.
#pragma once

#include <string>
#include <string_view>

#include "newsrank/error.hpp"
#include "programs/options/option_table.hpp"

namespace newsrank::cli {

// mdoc(7): a subsection for each group of options.
std::string manual_options(const ProgramTable& table);

// mdoc(7): the list of exit codes.
std::string manual_exit_codes(const ProgramTable& table);

// mdoc(7): the names of the settings.
std::string manual_settings(const ProgramTable& table);

// Shell code that names the options and offers their values. It calls functions that the script around it defines.
std::string bash_options(const ProgramTable& table);
std::string zsh_options(const ProgramTable& table);
std::string fish_options(const ProgramTable& table);

// The text of a page or script. Each line `@PART@` (MAN_OPTIONS, MAN_EXIT_CODES, MAN_SETTINGS, BASH_OPTIONS,
// ZSH_OPTIONS, FISH_OPTIONS) is replaced by that part, and `@VERSION@` by the version. `@newsrank-index:PART@` is for
// that program alone: others leave it. Error: invalid_argument for another part.
Result<std::string> fill_template(const ProgramTable& table, std::string_view version, std::string_view text);

}  // namespace newsrank::cli
