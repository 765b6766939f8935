// SPDX-License-Identifier: GPL-2.0-or-later
// Configuration files: YAML mappings of the settings' names to values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "programs/environment.hpp"
#include "programs/options/option_table.hpp"

namespace newsrank::cli {

// One setting of a file.
struct FileSetting {
  const OptionRow* row = nullptr;  // of newsrank-search
  Values values;
  std::string place;  // "newsrank.yaml:3:8"
};

// Whose file it is: one that lies in the current folder may be anybody's, and does not get to run commands.
enum class FileOwner { user, folder };

// The settings of a file's text; their paths are relative to the file, and `~/` is the home folder. `file` is its name
// as it was found. Errors: invalid_argument with file, line and column for broken YAML, another shape than a mapping to
// values and lists of values, and for unknown, repeated and refused names.
Result<std::vector<FileSetting>> parse_configuration(std::string_view text, const std::string& file, FileOwner owner,
                                                     const Environment& environment);

// The same of the file, which has at most 64 KiB. Errors: as that, and for one that cannot be read.
Result<std::vector<FileSetting>> read_configuration(const std::string& file, FileOwner owner,
                                                    const Environment& environment);

}  // namespace newsrank::cli
