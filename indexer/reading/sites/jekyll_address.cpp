// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses as Jekyll makes them.
#include <algorithm>
#include <array>

#include "core/text/ascii.hpp"
#include "newsrank/article.hpp"
#include "reading/sites/address_pattern.hpp"
#include "reading/sites/slug.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kPosts = "_posts";

std::string joined(const std::vector<std::string>& categories, bool as_slugs) {
  std::vector<std::string> seen;
  std::string path;
  for (const std::string& category : categories) {
    const std::string part = as_slugs ? slug_of(category) : detail::lower_ascii(category);
    if (std::find(seen.begin(), seen.end(), part) != seen.end()) continue;
    path += (path.empty() ? "" : "/") + part;
    seen.push_back(part);
  }
  return path;
}

std::string pattern_of(const std::string& style) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kStyles{
      {{"date", "/:categories/:year/:month/:day/:title:output_ext"},
       {"pretty", "/:categories/:year/:month/:day/:title/"},
       {"none", "/:categories/:title:output_ext"},
       {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
       {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"}}};
  for (const auto& [name, pattern] : kStyles) {
    if (style == name || (style.empty() && name == "date")) return std::string(pattern);
  }
  return (style.starts_with('/') ? "" : "/") + style;
}

// What pages and collections take from the pattern of posts.
bool ends_in_folder(const std::string& permalink) {
  return permalink == "pretty" || permalink.ends_with('/');
}

std::string collection_path(const Site& site, std::string_view path, const PageNaming& naming) {
  const PageFile file(path);
  const std::string name(first_folder(file.folder).substr(1));
  const auto collection = site.collections.find(name);
  if (collection == site.collections.end()) return "";
  PatternValues values = jekyll_values(file, naming);
  values["collection"] = name;
  const std::string_view below = file.folder.substr(std::min(name.size() + 2, file.folder.size()));
  values["path"] = std::string(below) + (below.empty() ? "" : "/") + std::string(file.stem);
  values["name"] = slug_of(file.stem);
  if (!collection->second.empty()) return filled_in("/" + collection->second, values);
  return filled_in(ends_in_folder(site.permalink) ? "/:collection/:path/" : "/:collection/:path:output_ext", values);
}

}  // namespace

PatternValues jekyll_values(const PageFile& file, const PageNaming& naming) {
  const std::string title = jekyll_title_slug(naming.slug);
  const std::string slug = slug_of(naming.slug);
  PatternValues values{{"title", title.empty() ? jekyll_title_slug(file.name) : title},
                       {"slug", slug.empty() ? slug_of(file.name) : slug},
                       {"name", slug_of(file.name)},
                       {"filename", std::string(file.stem)},
                       {"basename", std::string(file.stem)},
                       {"path", std::string(file.folder)},
                       {"category", joined(naming.categories, false)},
                       {"categories", joined(naming.categories, false)},
                       {"slugified_categories", joined(naming.categories, true)},
                       {"output_ext", ".html"}};
  if (naming.published_at) add_date(values, format_date_time(*naming.published_at));
  if (const auto month = values.find("short_month"); month != values.end())
    std::transform(month->second.begin(), month->second.end(), month->second.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return values;
}

std::string jekyll_path(const Site& site, std::string_view path, const PageNaming& naming) {
  const PageFile file(path);
  const std::size_t posts = file.folder.find(kPosts);
  if (posts == std::string_view::npos) {
    const std::string_view first = first_folder(file.folder);
    const bool included = std::find(site.included.begin(), site.included.end(), first) != site.included.end();
    if (first.starts_with('_') && !included) return collection_path(site, path, naming);
    if (file.stem == "index") return folder_path(file.folder, "");
    const std::string folder = folder_path(file.folder, "");
    return folder + std::string(file.stem) + (ends_in_folder(site.permalink) ? "/" : ".html");
  }
  PageNaming sorted = naming;
  sorted.categories.clear();
  for (std::string_view rest = file.folder.substr(0, posts); !rest.empty();) {
    const std::string_view category = first_folder(rest);
    sorted.categories.emplace_back(category);
    rest.remove_prefix(std::min(category.size() + 1, rest.size()));
  }
  sorted.categories.insert(sorted.categories.end(), naming.categories.begin(), naming.categories.end());
  return filled_in(pattern_of(site.permalink), jekyll_values(file, sorted));
}

}  // namespace newsrank
