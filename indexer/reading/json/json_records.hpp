// SPDX-License-Identifier: GPL-2.0-or-later
// Lists of articles in JSON: arrays, JSON Feed, and lines.
#pragma once

#include <optional>
#include <string_view>

#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/read_limits.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Whether a text is an array of objects or a JSON Feed, by its beginning.
bool is_json_list(std::string_view text);

// Whether the first line is an object and another one follows it.
bool begins_json_lines(std::string_view text);

// Appends the list of records to the tape; of a JSON Feed its items, each with the feed's title as publisher. On a
// problem the tape is as before.
std::optional<TextProblem> read_json_records(std::string_view text, const ReadLimits& limits, YamlTape& tape);

}  // namespace newsrank
