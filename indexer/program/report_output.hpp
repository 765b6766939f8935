// SPDX-License-Identifier: GPL-2.0-or-later
// Prints a RunReport: lines for people, or one JSON object for programs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "newsrank/error.hpp"
#include "run/run_report.hpp"

namespace newsrank {

// Beyond this number problems are grouped by reason, each with a count and an example, unless all are asked for.
inline constexpr std::size_t kShownProblems = 10;

// Bytes for a terminal or a log: what cannot be shown as \xNN, a backslash as it is.
std::string printable(std::string_view bytes);

// `path:line:column: reason` lines, or one for each reason.
std::string format_problems(const RunReport& report, bool all);

// What is done as told and yet may not be meant, and what to do then; mostly empty.
std::string format_warnings(const RunReport& report);

// What was guessed or left out in articles that are indexed, by reason, each with an example.
std::string format_remarks(const RunReport& report);

// The figures, one subject a line.
std::string format_summary(const RunReport& report);

// The same figures and all problems as one JSON object on one line, with a line feed.
std::string format_json(const RunReport& report);

}  // namespace newsrank
