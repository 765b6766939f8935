// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/sites/page_file.hpp"

#include <algorithm>

#include "newsrank/article.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kDateForm = "0000-00-00-";

std::string_view without_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(0, dot);
}

}  // namespace

PageFile::PageFile(std::string_view path)
    : PageFile(path.substr(0, path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/')),
               without_extension(path.substr(path.rfind('/') + 1)), {}) {}

PageFile::PageFile(std::string_view the_folder, std::string_view the_stem, std::string_view the_language)
    : folder(the_folder),
      stem(the_stem),
      name(begins_with_date(the_stem) ? the_stem.substr(kDateForm.size()) : the_stem),
      language(the_language) {}

bool begins_with_date(std::string_view name) {
  return name.size() > kDateForm.size() &&
         std::equal(kDateForm.begin(), kDateForm.end(), name.begin(),
                    [](char form, char c) { return form == '0' ? c >= '0' && c <= '9' : c == form; });
}

// Daily notes are named by the day alone.
std::optional<std::int64_t> date_in_path(std::string_view path) {
  const PageFile file(path);
  const std::string_view name = file.stem == "index" ? file.folder.substr(file.folder.rfind('/') + 1) : file.stem;
  const bool ends =
      name.size() < kDateForm.size() || name[kDateForm.size() - 1] < '0' || name[kDateForm.size() - 1] > '9';
  return ends ? parse_date_time(name.substr(0, kDateForm.size() - 1)) : std::nullopt;
}

std::string_view first_folder(std::string_view folder) {
  return folder.substr(0, folder.find('/'));
}

}  // namespace newsrank
