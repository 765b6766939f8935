// SPDX-License-Identifier: GPL-2.0-or-later
// Valid YAML that yaml-cpp 0.7 refuses, written as it understands it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank {

struct RepairedYaml {
  std::string text;
  bool changed = false;
  std::vector<std::size_t> joined;  // where in `text` surrogate pairs were joined, which takes two bytes less

  // The offset in the text as it was.
  std::size_t offset_before(std::size_t offset) const;

  // A value as it was meant.
  std::string meant(std::string_view value) const;
};

// Surrogate pairs in quotes are joined, lone ones become U+FFFD; tabs of blank lines become spaces; a `?` inside a text
// is put as a character that no text has.
RepairedYaml repair_yaml(std::string_view text);

}  // namespace newsrank
