// SPDX-License-Identifier: GPL-2.0-or-later
// Full reading of YAML text with yaml-cpp: the reference for every shorter way, and the only code that sees yaml-cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reading/yaml/read_limits.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Why a text or a value in it cannot be used, and where.
struct TextProblem {
  std::size_t offset = 0;  // in bytes
  std::string reason;
};

// Appends the one document that `text` holds to the tape. Safe for any bytes: invalid UTF-8, characters YAML forbids,
// nesting deeper than max_depth and aliases that expand to much more than the text are problems. On a problem the tape
// is as before.
std::optional<TextProblem> read_yaml(std::string_view text, const ReadLimits& limits, YamlTape& tape);

}  // namespace newsrank
