// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/sites/site.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "reading/sites/address_pattern.hpp"
#include "reading/sites/page_file.hpp"
#include "reading/sites/slug.hpp"

namespace newsrank {
namespace {

bool lies_in(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

// The path below the folder of the site's pages, and the language that such a folder has.
std::string_view below_content(const Site& site, std::string_view path, std::string& language) {
  for (const auto& [folder, own] : site.language_folders) {
    if (!lies_in(path, folder)) continue;
    language = own;
    return path.substr(folder.size() + 1);
  }
  return !site.content.empty() && lies_in(path, site.content) ? path.substr(site.content.size() + 1) : path;
}

// Whatever ends an address or may not stand in it, as %XX. Letters outside ASCII stay.
std::string escaped(std::string_view path) {
  constexpr std::string_view kMarks = "-._~!$&'()*+,;=:@/%";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain || kMarks.find(c) != std::string_view::npos) {
      text += c;
    } else {
      text.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
  }
  return text;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// In the folder, or on the way to it.
bool leads_to(std::string_view path, std::string_view folder) {
  return path == folder || lies_in(path, folder) || lies_in(folder, path);
}

bool jekyll_reads_name(const Site& site, const std::string& name) {
  if (!name.starts_with('_') || name == "_posts" || name == "_drafts" || holds(site.included, name)) return true;
  const std::string collection = name.substr(1);
  return site.collections.contains(collection) || holds(site.pageless, collection);
}

bool jekyll_reads(const Site& site, std::string_view path) {
  for (std::string_view rest = path; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find('/'));
    if (!jekyll_reads_name(site, std::string(name))) return false;
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
  }
  const std::string whole(path);
  return std::none_of(site.excluded.begin(), site.excluded.end(), [&](std::string_view pattern) {
    while (pattern.ends_with('/')) pattern.remove_suffix(1);
    return path == pattern || lies_in(path, pattern) || ::fnmatch(std::string(pattern).c_str(), whole.c_str(), 0) == 0;
  });
}

std::string plain_path(std::string_view path, const PageNaming& naming) {
  const PageFile file(path);
  if (file.stem == "index") return folder_path(file.folder, "");
  return folder_path(file.folder, naming.slug.empty() ? file.stem : std::string_view(naming.slug));
}

std::string path_of(const Site& site, std::string_view path, std::string_view language, const PageNaming& naming) {
  switch (site.kind) {
    case SiteKind::jekyll:
      return jekyll_path(site, path, naming);
    case SiteKind::hugo:
    case SiteKind::zola:
      return hugo_path(site, path, language, naming);
    default:
      return plain_path(path, naming);
  }
}

// As the defaults of Jekyll call it.
std::string_view type_of(std::string_view path) {
  const std::string folders = "/" + std::string(path);
  if (folders.find("/_posts/") != std::string::npos) return "posts";
  if (folders.find("/_drafts/") != std::string::npos) return "drafts";
  return path.starts_with('_') ? path.substr(1, path.find('/') - 1) : "pages";
}

}  // namespace

std::string page_language(const Site& site, std::string_view path) {
  std::string language;
  const PageFile file(below_content(site, path, language), site.languages);
  if (!language.empty()) return language;
  return file.language.empty() ? site.language : std::string(file.language);
}

bool is_page_place(const Site& site, std::string_view path) {
  const bool among_languages = std::any_of(site.language_folders.begin(), site.language_folders.end(),
                                           [&](const auto& folder) { return leads_to(path, folder.first); });
  if (!site.content.empty() && !leads_to(path, site.content) && !among_languages) return false;
  std::string ignored;
  return site.kind != SiteKind::jekyll || path == site.content ||
         jekyll_reads(site, below_content(site, path, ignored));
}

bool holds_for(const SiteDefault& defaults, const Site& site, std::string_view path) {
  std::string ignored;
  const std::string_view below = below_content(site, path, ignored);
  const std::string& pattern = defaults.path;
  const bool there = pattern.empty() || below == pattern || lies_in(below, pattern) ||
                     ::fnmatch(pattern.c_str(), std::string(below).c_str(), FNM_PATHNAME) == 0;
  return there && (defaults.type.empty() || defaults.type == type_of(below));
}

bool is_draft_place(const Site& site, std::string_view path) {
  constexpr std::string_view kDrafts = "_drafts/";
  const std::size_t drafts = path.find(kDrafts);
  return site.kind == SiteKind::jekyll && drafts != std::string_view::npos && (drafts == 0 || path[drafts - 1] == '/');
}

std::string page_address(const Site& site, std::string_view path, const PageNaming& naming) {
  std::string ignored;
  const std::string_view below = below_content(site, path, ignored);
  const bool said = !naming.path.empty() && naming.path.find("{{") == std::string::npos;
  std::string address = said ? filled_in(naming.path, jekyll_values(PageFile(below), naming))
                             : path_of(site, below, page_language(site, path), naming);
  if (address.empty()) return "";
  if (!address.starts_with('/')) address.insert(0, 1, '/');
  replace_all(address, "//", "/");
  return site.base_url + (said ? address : escaped(address));
}

}  // namespace newsrank
