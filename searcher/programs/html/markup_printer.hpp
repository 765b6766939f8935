// SPDX-License-Identifier: GPL-2.0-or-later
// Printers of the formats that are markup: the report, and feeds.
#pragma once

#include <cstdio>
#include <memory>
#include <vector>

#include "programs/output/output.hpp"

namespace newsrank::html {

// The printer of options.format; null for formats that are no markup. `filters` are those of all queries.
std::unique_ptr<cli::Printer> make_markup_printer(std::FILE* out, const cli::PrinterOptions& options,
                                                  const std::vector<SearchFilter>& filters);

}  // namespace newsrank::html
