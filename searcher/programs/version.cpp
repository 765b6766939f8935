// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/version.hpp"

#include "newsrank/version.hpp"

#include <fmt/format.h>
#include <unicode/uvernum.h>
#include <xapian.h>

#include "newsrank/schema.hpp"

namespace newsrank::cli {

std::string_view version_number() {
  return NEWSRANK_VERSION;
}

std::string version_text(std::string_view program) {
  return fmt::format("{} {} (Xapian {}, ICU {}, index format {})", program, NEWSRANK_VERSION, Xapian::version_string(),
                     U_ICU_VERSION, kFormatVersion);
}

}  // namespace newsrank::cli
