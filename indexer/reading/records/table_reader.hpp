// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of articles in CSV and TSV with a header line.
#pragma once

#include <optional>
#include <string_view>

#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

class FieldMap;

// Whether the first line is a header: fields apart by commas, semicolons or tabs, among them a title.
bool begins_table(std::string_view text, const FieldMap* fields = nullptr);

// Appends to the tape a list with a mapping for each line, the header's names as keys, "column 5" for what stands
// behind them. Quotes are as RFC 4180 says. Problem: a quoted field that is not closed.
std::optional<TextProblem> read_table(std::string_view text, YamlTape& tape);

}  // namespace newsrank
