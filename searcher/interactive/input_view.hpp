// SPDX-License-Identifier: GPL-2.0-or-later
// The line that is typed, as it is seen.
#pragma once

#include <vector>

#include "interactive/model/model.hpp"
#include "interactive/terminal/frame.hpp"

namespace newsrank::cli {

// The part of the line around the cursor that fits, with the places marked that the query's errors are about.
std::vector<Span> input_line(const Model& model);

}  // namespace newsrank::cli
