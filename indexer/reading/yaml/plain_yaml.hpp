// SPDX-License-Identifier: GPL-2.0-or-later
// Reading of YAML in the plain shape that article files have, many times faster than a full parser.
#pragma once

#include <string_view>

#include "reading/yaml/read_limits.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Appends the block mapping or sequence that `text` holds to the tape. Plain means: `key: value` and `- value` lines
// indented with spaces, keys of letters, digits and `_`, scalars of one line (bare, or quoted with simple escapes),
// `[]` and `{}`. Whatever is not clearly plain gives false and leaves the tape as before; what is read is exactly what
// read_yaml() reads. Valid UTF-8 is the caller's business.
bool read_plain_yaml(std::string_view text, YamlTape& tape, const ReadLimits& limits = {});

}  // namespace newsrank
