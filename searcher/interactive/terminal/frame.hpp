// SPDX-License-Identifier: GPL-2.0-or-later
// A picture of the screen, apart from the terminal that shows it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsrank::cli {

enum class Style : std::uint8_t { plain, prompt, title, selected, dim, link, match, wrong };

// Text of one style. All text of a frame is printable(): free of control characters.
struct Span {
  std::string text;
  Style style = Style::plain;
  bool cursor = false;  // the cursor stands behind it

  friend bool operator==(const Span&, const Span&) = default;
};

struct Frame {
  std::vector<std::vector<Span>> lines;  // from above; what is longer than the screen is wide is cut when it is shown
};

}  // namespace newsrank::cli
