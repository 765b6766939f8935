// SPDX-License-Identifier: GPL-2.0-or-later
// Which configuration files a program reads.
#pragma once

#include <string>
#include <vector>

#include "programs/environment.hpp"

namespace newsrank::cli {

inline constexpr const char* kConfigurationFile = "newsrank.yaml";

// Which files are read.
struct ConfigurationChoice {
  bool no_files = false;
  std::string file;  // this one alone; empty: $NEWSRANK_CONFIG alone, or else the usual ones, as far as they exist
};

// The files that count, as far as they exist, those that count less first. What is named is among them whether it
// exists or not.
std::vector<std::string> configuration_files(const ConfigurationChoice& choice, const Environment& environment);

}  // namespace newsrank::cli
