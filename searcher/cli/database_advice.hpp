// SPDX-License-Identifier: GPL-2.0-or-later
// What to do about an index that cannot be opened: most often it is somewhere else.
#pragma once

#include <string>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::cli {

// The error of opening `databases` with what is found there, and a command that helps.
Error with_database_advice(Error error, const std::vector<std::string>& databases);

// The command that fills an index: "newsrank-index --db news.db FOLDER", with the folder of articles that
// is here, if it is the only one.
std::string index_command(const std::string& database);

}  // namespace newsrank::cli
