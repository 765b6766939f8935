// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/sites/site.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "newsrank/article.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kDatePrefix = 11;  // "2024-03-05-"

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_date_prefix(std::string_view name) {
  constexpr std::string_view kForm = "0000-00-00-";
  return name.size() > kDatePrefix && std::equal(kForm.begin(), kForm.end(), name.begin(), [](char form, char c) {
           return form == '0' ? is_digit(c) : c == form;
         });
}

// The parts of a file's path: folders, and its name without extension and date.
struct FilePath {
  explicit FilePath(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    folder = slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
    stem = path.substr(slash + 1);
    if (stem.rfind('.') != std::string_view::npos) stem = stem.substr(0, stem.rfind('.'));
    name = has_date_prefix(stem) ? stem.substr(kDatePrefix) : stem;
  }
  std::string_view folder;
  std::string_view stem;
  std::string_view name;
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string first_folder(std::string_view folder) {
  return std::string(folder.substr(0, folder.find('/')));
}

std::string joined_slugs(const std::vector<std::string>& names) {
  std::string path;
  for (const std::string& name : names) path += (path.empty() ? "" : "/") + slug_of(name);
  return path;
}

// Replaces the placeholders of Jekyll and Hugo; longer names before those they begin with.
std::string filled_in(std::string pattern, const FilePath& file, const PageNaming& naming) {
  const std::string date = naming.published_at ? format_date_time(*naming.published_at) : "";
  const auto digits = [&](std::size_t at, std::size_t size) { return date.empty() ? "" : date.substr(at, size); };
  const auto plain = [&](std::size_t at) {
    std::string number = digits(at, 2);
    if (number.starts_with('0')) number.erase(0, 1);
    return number;
  };
  const std::string name = slug_of(file.name);
  const std::string slug = naming.slug.empty() ? name : naming.slug;
  const std::string title = naming.slug.empty() ? slug_of(naming.title) : naming.slug;
  const std::array<std::pair<std::string_view, std::string>, 22> values{{
      {":slugorcontentbasename", slug},
      {":contentbasename", name},
      {":slugorfilename", slug},
      {":categories", joined_slugs(naming.categories)},
      {":short_year", digits(2, 2)},
      {":output_ext", ".html"},
      {":short_month", digits(5, 2)},
      {":i_month", plain(5)},
      {":i_day", plain(8)},
      {":filename", name},
      {":basename", name},
      {":collection", first_folder(file.folder)},
      {":sections", std::string(file.folder)},
      {":section", first_folder(file.folder)},
      {":year", digits(0, 4)},
      {":month", digits(5, 2)},
      {":hour", digits(11, 2)},
      {":minute", digits(14, 2)},
      {":second", digits(17, 2)},
      {":title", title},
      {":slug", slug},
      {":day", digits(8, 2)},
  }};
  for (const auto& [placeholder, value] : values) replace_all(pattern, placeholder, value);
  replace_all(pattern, "//", "/");
  return pattern;
}

std::string absolute(const Site& site, std::string path) {
  replace_all(path, "//", "/");
  return site.base_url + (path.starts_with('/') ? "" : "/") + path;
}

std::string folder_path(std::string_view folder, const std::string& name) {
  return "/" + std::string(folder) + (folder.empty() ? "" : "/") + name + (name.empty() ? "" : "/");
}

std::string_view below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) ? path.substr(folder.size()) : path;
}

std::string hugo_path(const Site& site, std::string_view path, const PageNaming& naming) {
  const FilePath file(below(path, "content/"));
  if (file.stem == "_index") return folder_path(file.folder, "");
  if (file.stem == "index") {
    const FilePath bundle(file.folder);
    return folder_path(bundle.folder, naming.slug.empty() ? slug_of(bundle.stem) : naming.slug);
  }
  const auto pattern = site.section_permalinks.find(first_folder(file.folder));
  if (pattern != site.section_permalinks.end()) {
    PageNaming titled = naming;
    titled.slug.clear();
    std::string with_titles = pattern->second;
    replace_all(with_titles, ":title", slug_of(naming.title));
    return filled_in(with_titles, file, naming);
  }
  const std::string_view own = site.kind == SiteKind::zola ? file.name : file.stem;
  return folder_path(file.folder, naming.slug.empty() ? slug_of(own) : naming.slug);
}

std::string jekyll_path(const Site& site, std::string_view path, PageNaming naming) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kStyles{
      {{"date", "/:categories/:year/:month/:day/:title:output_ext"},
       {"pretty", "/:categories/:year/:month/:day/:title/"},
       {"none", "/:categories/:title:output_ext"},
       {"ordinal", "/:categories/:year/:title:output_ext"},
       {"weekdate", "/:categories/:year/:title/"}}};
  const FilePath file(path);
  if (naming.slug.empty()) naming.slug = slug_of(file.name);
  const std::size_t posts = file.folder.find("_posts");
  const bool pretty = site.permalink == "pretty" || site.permalink.ends_with('/');
  if (posts == std::string_view::npos) {
    const std::string_view folder = file.folder.starts_with('_') ? file.folder.substr(1) : file.folder;
    if (file.stem == "index") return folder_path(folder, "");
    return pretty ? folder_path(folder, std::string(file.stem))
                  : "/" + std::string(folder) + (folder.empty() ? "" : "/") + std::string(file.stem) + ".html";
  }
  std::vector<std::string> categories;
  for (std::string_view rest = file.folder.substr(0, posts); !rest.empty();) {
    const std::string_view category = rest.substr(0, rest.find('/'));
    categories.emplace_back(category);
    rest.remove_prefix(std::min(category.size() + 1, rest.size()));
  }
  naming.categories.insert(naming.categories.begin(), categories.begin(), categories.end());
  std::string pattern = site.permalink.empty() ? "date" : site.permalink;
  for (const auto& [style, meant] : kStyles) {
    if (pattern == style) pattern = meant;
  }
  return filled_in(pattern, file, naming);
}

}  // namespace

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
                        static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      slug += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::optional<std::int64_t> date_in_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return has_date_prefix(name) ? parse_date_time(name.substr(0, kDatePrefix - 1)) : std::nullopt;
}

std::string page_address(const Site& site, std::string_view path, const PageNaming& naming) {
  if (naming.path.find("{{") == std::string::npos && !naming.path.empty()) {
    PageNaming jekyll = naming;
    if (jekyll.slug.empty()) jekyll.slug = slug_of(FilePath(path).name);
    return absolute(site, filled_in(naming.path, FilePath(path), jekyll));
  }
  if (site.kind == SiteKind::jekyll) return absolute(site, jekyll_path(site, path, naming));
  if (site.kind == SiteKind::plain) {
    const FilePath file(path);
    if (file.stem == "index") return absolute(site, folder_path(file.folder, ""));
    return absolute(site, folder_path(file.folder, naming.slug.empty() ? std::string(file.stem) : naming.slug));
  }
  return absolute(site, hugo_path(site, path, naming));
}

}  // namespace newsrank
