// SPDX-License-Identifier: GPL-2.0-or-later
// What the path of a page's file says of the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace newsrank {

// The parts of a path: folders, and the file's name without extension, language and date.
struct PageFile {
  // The end of the name is a language if it is among `languages`.
  template <typename Languages>
  PageFile(std::string_view path, const Languages& languages) : PageFile(path) {
    const std::size_t dot = stem.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return;
    for (const auto& known : languages) {
      if (stem.substr(dot + 1) == known) language = known;
    }
    if (!language.empty()) *this = PageFile(folder, stem.substr(0, dot), language);
  }
  explicit PageFile(std::string_view path);
  PageFile(std::string_view the_folder, std::string_view the_stem, std::string_view the_language);

  std::string_view folder;
  std::string_view stem;
  std::string_view name;  // the stem without a date at its beginning
  std::string_view language;
};

// "2024-03-05-" at the beginning of a name.
bool begins_with_date(std::string_view name);

// The date at the beginning of a file's name, as in "2024-03-05-a-title.md", or of its folder's if it is an index.
std::optional<std::int64_t> date_in_path(std::string_view path);

std::string_view first_folder(std::string_view folder);

}  // namespace newsrank
