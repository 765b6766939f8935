// SPDX-License-Identifier: GPL-2.0-or-later
// The field map of a configuration: what `fields:` says in newsrank.yaml.
#pragma once

#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "reading/fields/field_map.hpp"

namespace newsrank {

// What the files say, the later ones over the earlier. Error: invalid_argument, with file, line and column.
Result<FieldMap> read_field_map(const std::vector<std::string>& files);

}  // namespace newsrank
