// SPDX-License-Identifier: GPL-2.0-or-later
// The one article of a file, for programs that compare a file with an index.
#pragma once

#include <string>

#include "newsrank/article.hpp"
#include "newsrank/error.hpp"

namespace newsrank {

// Reads the file as newsrank-index does; of several articles it gives the first. Without an address of its own the
// article has that of the file. Error: invalid_argument with file, line and reason.
Result<Article> read_one_article(const std::string& path);

}  // namespace newsrank
