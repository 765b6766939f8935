// Fields: what a column of csv, tsv, markdown and jsonl may hold of a hit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.hpp"
#include "json/json_text.hpp"

namespace newsrank::cli {

bool is_field(std::string_view name);
std::vector<std::string> field_names();

// The fields of a format when none are chosen.
std::vector<std::string> default_fields(Format format);

// The field's value in a hit's JSON object; null if it has none.
detail::Json field_value(const detail::Json& hit, std::string_view name);

// A value in a cell of a table: lists as "a; b", null as nothing, numbers as short as they are exact. No control
// characters.
std::string cell_text(const detail::Json& value);

}  // namespace newsrank::cli
