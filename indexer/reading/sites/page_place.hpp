// SPDX-License-Identifier: GPL-2.0-or-later
// PagePlace: where an article's file stands, for articles that do not say all of it themselves.
#pragma once

#include <string>

#include "reading/sites/site.hpp"

namespace newsrank {

struct PagePlace {
  std::string address{};       // of the article if it states none: "file:///srv/news/a.md"
  const Site* site = nullptr;  // gives addresses to its pages; may be null
  std::string site_path{};     // the file's path below the site's folder; without a site, below the source
  std::string source_path{};   // the file's path below the source
};

// What the file itself says in place of its front matter. Empty: nothing.
struct PageDefaults {
  std::string title;
  std::string title_from;  // "its first heading"
  const PagePlace* page = nullptr;
};

// The identity of an article that has no address: its file's path below the source, as text.
std::string identity_of_path(const std::string& path);

// "file://" and the path, which is absolute, with all but unreserved characters and `/` as %XX.
std::string file_address(const std::string& path);

}  // namespace newsrank
