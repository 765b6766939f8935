// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses as Hugo and Zola make them.
#include "newsrank/article.hpp"
#include "reading/sites/address_pattern.hpp"
#include "reading/sites/slug.hpp"

namespace newsrank {
namespace {

// The day in the zone of who wrote it, as Hugo counts it.
std::string date_of(const PageNaming& naming) {
  constexpr std::string_view kForm = "0000-00-00";
  const std::string_view written = naming.written_date;
  bool day = written.size() >= kForm.size();
  for (std::size_t i = 0; day && i < kForm.size(); ++i)
    day = kForm[i] == '0' ? written[i] >= '0' && written[i] <= '9' : written[i] == kForm[i];
  if (!naming.published_at) return {};
  std::string date = format_date_time(*naming.published_at);
  return day ? std::string(written.substr(0, kForm.size())) + date.substr(kForm.size()) : date;
}

PatternValues values_of(std::string_view folder, const std::string& name, const PageNaming& naming) {
  const std::string title = hugo_slug(naming.title);
  const std::string slug = hugo_slug(naming.slug);
  PatternValues values{{"title", title},
                       {"slug", slug.empty() ? title : slug},
                       {"filename", name},
                       {"contentbasename", name},
                       {"slugorfilename", slug.empty() ? name : slug},
                       {"slugorcontentbasename", slug.empty() ? name : slug},
                       {"section", std::string(first_folder(folder))},
                       {"sections", std::string(folder)}};
  add_date(values, date_of(naming));
  return values;
}

// The folder and name of the page; of an index those of its folder.
struct PagePath {
  std::string folder;
  std::string name;  // empty: the folder's own page
};

PagePath page_path(const Site& site, const PageFile& file) {
  const auto slug = [&](std::string_view text) {
    return site.kind == SiteKind::zola ? slug_of(text) : hugo_slug(text);
  };
  std::string folder;
  const std::string_view own = site.kind == SiteKind::zola ? file.name : file.stem;
  if (site.kind == SiteKind::hugo) folder = hugo_slug(file.folder);
  if (site.kind == SiteKind::zola) folder = file.folder;
  if (file.stem == "_index" || (file.stem == "index" && folder.empty())) return {folder, ""};
  if (file.stem != "index") return {folder, slug(own)};
  const std::size_t slash = folder.rfind('/');
  std::string_view bundle = file.folder.substr(file.folder.rfind('/') + 1);
  if (site.kind == SiteKind::zola) bundle = PageFile({}, bundle, {}).name;
  return {slash == std::string::npos ? "" : folder.substr(0, slash), slug(bundle)};
}

}  // namespace

std::string hugo_path(const Site& site, std::string_view path, std::string_view language, const PageNaming& naming) {
  const PageFile file(path, site.languages);
  const bool in_path = !site.languages.empty() && (language != site.language || site.default_language_in_path);
  const std::string prefix = in_path ? "/" + std::string(language) : "";
  const PagePath place = page_path(site, file);
  if (place.name.empty()) return prefix + folder_path(place.folder, "");
  auto pattern = site.section_permalinks.find(std::string(first_folder(place.folder)));
  if (pattern == site.section_permalinks.end() && place.folder.empty()) pattern = site.section_permalinks.find("/");
  if (pattern != site.section_permalinks.end())
    return prefix + (pattern->second.starts_with('/') ? "" : "/") +
           filled_in(pattern->second, values_of(place.folder, place.name, naming));
  const std::string slug = site.kind == SiteKind::zola ? slug_of(naming.slug) : hugo_slug(naming.slug);
  return prefix + folder_path(place.folder, slug.empty() ? place.name : slug);
}

}  // namespace newsrank
