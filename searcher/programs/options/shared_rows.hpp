// SPDX-License-Identifier: GPL-2.0-or-later
// Rows that stand in the tables of several programs.
#pragma once

#include <array>

#include "programs/options/option_table.hpp"

namespace newsrank::cli {

inline constexpr OptionRow kConfigRow{.names = "--config",
                                      .metavar = "FILE",
                                      .help = "Read this configuration file alone, not ./newsrank.yaml and your own",
                                      .offer = Offer::files};
inline constexpr OptionRow kNoConfigRow{.names = "--no-config", .metavar = "", .help = "Read no configuration file"};

inline constexpr std::array kHelpRows{
    OptionRow{.names = "-h", .metavar = "", .help = "Print the options that are used most"},
    OptionRow{.names = "--help", .metavar = "", .help = "Print all options and what they do"},
    OptionRow{.names = "--version",
              .metavar = "",
              .help = "Print the versions of the program, its libraries and the index format"},
};
inline constexpr OptionGroup kHelpGroup{"Help", "", kHelpRows};

}  // namespace newsrank::cli
