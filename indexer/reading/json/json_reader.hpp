// SPDX-License-Identifier: GPL-2.0-or-later
// Reading of JSON text with nlohmann's parser.
#pragma once

#include <optional>
#include <string_view>

#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/read_limits.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Appends the one value that `text` holds to the tape. Numbers are kept as they are written. Safe for any bytes; on a
// problem the tape is as before.
std::optional<TextProblem> read_json(std::string_view text, const ReadLimits& limits, YamlTape& tape);

// The end of the object or array that begins at `begin`: past its closing bracket, by brackets and quotes alone; npos
// if it is not closed.
std::size_t end_of_json(std::string_view text, std::size_t begin);

}  // namespace newsrank
