// SPDX-License-Identifier: GPL-2.0-or-later
// Site: how a site generator makes the addresses of its pages.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank {

enum class SiteKind : std::uint8_t { plain, hugo, jekyll, zola };

struct Site {
  SiteKind kind = SiteKind::plain;
  std::string folder;     // absolute, without a slash at its end
  std::string base_url;   // likewise
  std::string permalink;  // pattern of a post's path with :year, :title, …; empty: the generator's own
  std::map<std::string, std::string> section_permalinks;  // Hugo: by the first folder below content/
  std::string language;                                   // of its pages, if they do not say

  friend bool operator==(const Site&, const Site&) = default;
};

// What a page says of itself.
struct PageNaming {
  std::string path;  // its address below the site, or a pattern of it; empty: not said
  std::string slug;
  std::string title;
  std::vector<std::string> categories;
  std::optional<std::int64_t> published_at;
};

// The absolute address of the page whose file is at `path` below the site's folder.
std::string page_address(const Site& site, std::string_view path, const PageNaming& naming);

// The date at the beginning of a file's name, as in "2024-03-05-a-title.md".
std::optional<std::int64_t> date_in_name(std::string_view path);

// Letters and digits in lower case with single `-` between; letters outside ASCII stay.
std::string slug_of(std::string_view text);

}  // namespace newsrank
