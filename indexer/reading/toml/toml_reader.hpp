// SPDX-License-Identifier: GPL-2.0-or-later
// Reading of TOML text with toml++; the only code that sees that library.
#pragma once

#include <optional>
#include <string_view>

#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/read_limits.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Appends the table that `text` holds to the tape, keys in the order of the text. Dates and numbers are kept as TOML
// writes them. Safe for any bytes; on a problem the tape is as before.
std::optional<TextProblem> read_toml(std::string_view text, const ReadLimits& limits, YamlTape& tape);

}  // namespace newsrank
