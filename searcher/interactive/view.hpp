// SPDX-License-Identifier: GPL-2.0-or-later
// What an interactive search looks like.
#pragma once

#include <cstdint>

#include "interactive/model/model.hpp"
#include "interactive/terminal/frame.hpp"

namespace newsrank::cli {

// `articles`: how many can be found, for the screen before the first key.
Frame render(const Model& model, std::uint64_t articles);

}  // namespace newsrank::cli
