// SPDX-License-Identifier: GPL-2.0-or-later
// The article that `--like FILE` names: front matter and body, or plain text.
#pragma once

#include <string>

#include "newsrank/article.hpp"
#include "newsrank/error.hpp"

namespace newsrank::cli {

// Of a file that begins with front matter: title, excerpt, topics, body and address. Any other file is text as a whole.
// At most 4 MiB. Error: invalid_argument, with the line where the front matter breaks YAML.
Result<Article> read_like_file(const std::string& path);

// The same from the file's contents; `name` is for messages.
Result<Article> parse_like_text(const std::string& text, const std::string& name);

}  // namespace newsrank::cli
