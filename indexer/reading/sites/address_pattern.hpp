// SPDX-License-Identifier: GPL-2.0-or-later
// Patterns of addresses: "/:year/:month/:title/".
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "reading/sites/page_file.hpp"
#include "reading/sites/site.hpp"

namespace newsrank {

using PatternValues = std::map<std::string, std::string, std::less<>>;

// Puts the values in place of their names; of several names that begin at a place the longest counts. Names that are
// not known stay.
std::string filled_in(std::string_view pattern, const PatternValues& values);

// :year, :month, :i_day and so on. Nothing without a date.
void add_date(PatternValues& values, std::string_view date_time);

// Paths and patterns of the two kinds of generators; empty: the file makes no page. `path` is below the content folder.
std::string hugo_path(const Site& site, std::string_view path, std::string_view language, const PageNaming& naming);
std::string jekyll_path(const Site& site, std::string_view path, const PageNaming& naming);
PatternValues jekyll_values(const PageFile& file, const PageNaming& naming);

// "/folder/name/", without an empty part.
std::string folder_path(std::string_view folder, std::string_view name);

void replace_all(std::string& text, std::string_view what, std::string_view by);

}  // namespace newsrank
