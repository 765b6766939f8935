// SPDX-License-Identifier: GPL-2.0-or-later
// Queries that the configuration names.
#pragma once

#include <map>
#include <string>

namespace newsrank::cli {

using SavedQueries = std::map<std::string, std::string>;

// The query text with each `@name` that is saved in place of its name, in brackets where it is not the whole text. What
// is not saved stays as it is.
std::string with_saved_queries(const std::string& text, const SavedQueries& saved);

}  // namespace newsrank::cli
