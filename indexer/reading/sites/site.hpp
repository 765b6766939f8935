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

// What the configuration says in place of the front matter of some pages.
struct SiteDefault {
  struct Value {
    std::string key;
    bool list = false;
    std::vector<std::string> texts;

    friend bool operator==(const Value&, const Value&) = default;
  };

  std::string path;  // of the pages, or of a folder they lie in, or a pattern of it; empty: all
  std::string type;  // "posts", "drafts", "pages" or a collection; empty: all
  std::vector<Value> values;

  friend bool operator==(const SiteDefault&, const SiteDefault&) = default;
};

struct Site {
  SiteKind kind = SiteKind::plain;
  std::string folder;     // absolute, without a slash at its end
  std::string base_url;   // likewise; empty: not known, so that its pages have no address
  std::string content;    // the folder of its pages below `folder`; empty: the whole
  std::string permalink;  // pattern of a post's path with :year, :title, …; empty: the generator's own
  std::map<std::string, std::string> section_permalinks;  // Hugo: by the first folder below content/
  std::map<std::string, std::string> collections;         // Jekyll: those that have pages, and their patterns
  std::string language;                                   // of its pages, if they do not say
  std::vector<std::string> languages;                     // Hugo and Zola: what the end of a file's name may say
  std::map<std::string, std::string> language_folders;    // Hugo: content folders of one language each
  bool default_language_in_path = false;
  std::vector<std::string> pageless;  // Jekyll: collections without pages
  std::vector<std::string> excluded;  // Jekyll: names and patterns of what it leaves out
  std::vector<std::string> included;  // Jekyll: folders that it reads in spite of their names
  std::vector<SiteDefault> defaults;  // Jekyll: the more particular before the others

  friend bool operator==(const Site&, const Site&) = default;
};

// What a page says of itself.
struct PageNaming {
  std::string path;  // its address below the site, or a pattern of it; empty: not said
  std::string slug;
  std::string title;
  std::vector<std::string> categories;
  std::optional<std::int64_t> published_at;
  std::string written_date;  // as the page writes it: a day in the author's zone
};

// The absolute address of the page whose file is at `path` below the site's folder. Empty: the file makes no page.
std::string page_address(const Site& site, std::string_view path, const PageNaming& naming);

// The language that the place of a page's file says; else the site's.
std::string page_language(const Site& site, std::string_view path);

// Whether the generator makes pages of the file, or of files in the folder, at `path` below the site's folder: not of
// what lies beside the folders of its content, of configuration and layouts, and of what it is told to leave out.
bool is_page_place(const Site& site, std::string_view path);

// Whether a default of the site holds for the page.
bool holds_for(const SiteDefault& defaults, const Site& site, std::string_view path);

// Whether the place of a page's file says that it is no more than a draft.
bool is_draft_place(const Site& site, std::string_view path);

}  // namespace newsrank
