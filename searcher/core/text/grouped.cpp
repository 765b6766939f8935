// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/grouped.hpp"

namespace newsrank::cli {

std::string grouped(std::uint64_t number) {
  std::string text;
  const std::string digits = std::to_string(number);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

}  // namespace newsrank::cli
