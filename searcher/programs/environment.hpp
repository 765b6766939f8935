// SPDX-License-Identifier: GPL-2.0-or-later
// The environment as the programs see it; tests give their own.
#pragma once

#include <cstdlib>
#include <functional>
#include <string>

namespace newsrank::cli {

// The value of a variable; empty: it is not set, which is the same to us.
using Environment = std::function<std::string(const std::string& name)>;

inline Environment process_environment() {
  return [](const std::string& name) {
    const char* const value = std::getenv(name.c_str());
    return std::string(value == nullptr ? "" : value);
  };
}

}  // namespace newsrank::cli
