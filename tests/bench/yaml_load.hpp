// SPDX-License-Identifier: GPL-2.0-or-later
// The baseline "YAML::LoadAll": what a general YAML parser takes for the files of a collection.
#pragma once

#include <string>

#include "write_cost.hpp"

namespace newsrank::bench {

// Parses every file below `folder` as a whole, and does nothing with it; what is no YAML is passed over. Throws
// std::runtime_error.
WriteCost load_yaml(const std::string& folder);

}  // namespace newsrank::bench
