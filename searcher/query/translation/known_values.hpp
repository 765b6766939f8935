// SPDX-License-Identifier: GPL-2.0-or-later
// The whole values that an index has: what a mistyped one was meant to be.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "newsrank/analyzer.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {

// A folded value of the field as an article that has it writes it; itself if none does.
std::string written_value(const Xapian::Database& database, Analyzer& analyzer, const Field& field,
                          const std::string& folded);

// The hint about a folded value that no article has: `did you mean Energy?` where one is within an edit, or two from
// eight letters on; otherwise up to three that hold it, `topic with it: "openai"`; empty where there are none. At most
// 20,000 values are looked at.
std::string suggest_value(const Xapian::Database& database, Analyzer& analyzer, const Field& field,
                          std::string_view folded);

}  // namespace newsrank::detail
