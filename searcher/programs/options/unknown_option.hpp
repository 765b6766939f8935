// SPDX-License-Identifier: GPL-2.0-or-later
// What the programs say about options that they do not have.
#pragma once

#include <optional>
#include <string>

#include "newsrank/error.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace newsrank::cli {

// The first argument that is written as an option and is none of the app's, once it has parsed, well or not.
std::optional<std::string> find_unknown_option(const CLI::App& app);

// The error about it; the hint is the option that was probably meant, or `otherwise` where none is near.
Error unknown_option(const CLI::App& app, const std::string& argument, const std::string& otherwise);

}  // namespace newsrank::cli
