// SPDX-License-Identifier: GPL-2.0-or-later
// The two parts of an article file: front matter in one of its forms, and a body.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "reading/yaml/front_matter.hpp"

namespace newsrank {

enum class FrontFormat : std::uint8_t { yaml, toml, json, none };

struct FrontMatterFile {
  std::string_view front;
  std::string_view body;
  std::size_t first_line = 1;  // of the front matter
  FrontFormat format = FrontFormat::yaml;
};

// Splits `text` by its first line that is not blank: `---` begins YAML, `+++` TOML, each up to the next line of the
// same
// (`---toml` and `---json` say otherwise), `{` JSON up to the bracket that closes it. Anything else has no front
// matter: all of it is body. A byte order mark is skipped. Problem: no text, another encoding, front matter that does
// not end.
std::optional<TextProblem> split_front_matter(std::string_view text, FrontMatterFile& file);

}  // namespace newsrank
