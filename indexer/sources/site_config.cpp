// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/site_config.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "reading/json/json_reader.hpp"
#include "reading/toml/toml_reader.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxConfiguration = std::size_t{1} << 20U;
constexpr int kFoldersAbove = 3;  // of a source: its content folder may be named instead of the site

// In the order in which they are looked for.
constexpr std::array<std::string_view, 10> kNames{"hugo.toml",   "hugo.yaml",    "hugo.yml",    "hugo.json",
                                                  "_config.yml", "_config.yaml", "config.toml", "config.yaml",
                                                  "config.yml",  "config.json"};
constexpr std::string_view kHugoFolder = "config";  // holds _default/ with any of hugo.*, config.*, languages.*, …
constexpr std::array<std::string_view, 4> kEndings{".toml", ".yaml", ".yml", ".json"};

class Values {
 public:
  explicit Values(const YamlTape& tape) : tape_(tape) {}

  std::optional<std::size_t> find(std::size_t mapping, std::string_view name) const {
    if (tape_[mapping].kind != YamlKind::mapping) return std::nullopt;
    for (std::size_t key = mapping + 1; key < mapping + tape_[mapping].extent;) {
      const std::size_t value = key + tape_[key].extent;
      if (tape_[key].kind == YamlKind::scalar && equal_caseless(tape_[key].text, name)) return value;
      key = value + tape_[value].extent;
    }
    return std::nullopt;
  }

  std::string text(std::size_t mapping, std::string_view name) const {
    const auto place = find(mapping, name);
    return place && tape_[*place].kind == YamlKind::scalar ? std::string(tape_[*place].text) : "";
  }

  bool flag(std::size_t mapping, std::string_view name) const { return text(mapping, name) == "true"; }

  // Calls visit(key, value) for each key of a mapping.
  template <typename Visit>
  void each(std::size_t mapping, Visit visit) const {
    if (tape_[mapping].kind != YamlKind::mapping) return;
    for (std::size_t key = mapping + 1; key < mapping + tape_[mapping].extent;) {
      const std::size_t value = key + tape_[key].extent;
      if (tape_[key].kind == YamlKind::scalar) visit(std::string(tape_[key].text), value);
      key = value + tape_[value].extent;
    }
  }

  // The texts of a list.
  std::vector<std::string> texts(std::size_t mapping, std::string_view name) const {
    std::vector<std::string> list;
    const auto place = find(mapping, name);
    if (!place || tape_[*place].kind != YamlKind::sequence) return list;
    for (std::size_t item = *place + 1; item < *place + tape_[*place].extent; item += tape_[item].extent)
      if (tape_[item].kind == YamlKind::scalar) list.emplace_back(tape_[item].text);
    return list;
  }

  const YamlTape& tape() const { return tape_; }

 private:
  static bool equal_caseless(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
  }

  const YamlTape& tape_;
};

bool read_values(const std::string& path, const std::string& text, YamlTape& tape) {
  const ReadLimits limits;
  if (path.ends_with(".toml")) return !read_toml(text, limits, tape);
  if (path.ends_with(".json")) return !read_json(text, limits, tape);
  return !read_yaml(text, limits, tape);
}

std::optional<std::string> read_small_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text(kMaxConfiguration + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text.empty() || text.size() > kMaxConfiguration ? std::nullopt : std::optional(std::move(text));
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

bool is_base(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

void read_languages(const Values& values, std::size_t languages, Site& site) {
  values.each(languages, [&](const std::string& code, std::size_t language) {
    if (values.flag(language, "disabled")) return;
    site.languages.push_back(code);
    const std::string folder = values.text(language, "contentDir");
    if (!folder.empty()) site.language_folders[without_slash(folder)] = code;
  });
}

void read_permalinks(const Values& values, std::size_t permalinks, Site& site) {
  const std::size_t table = values.find(permalinks, "page").value_or(permalinks);
  values.each(table, [&](const std::string& section, std::size_t pattern) {
    if (values.tape()[pattern].kind == YamlKind::scalar) site.section_permalinks[section] = values.tape()[pattern].text;
  });
}

void read_hugo(const Values& values, Site& site) {
  site.kind = SiteKind::hugo;
  if (site.content.empty()) site.content = "content";
  if (const std::string base = values.text(0, "baseURL"); !base.empty()) site.base_url = base;
  if (const std::string folder = values.text(0, "contentDir"); !folder.empty()) site.content = without_slash(folder);
  for (const char* key : {"languageCode", "locale", "defaultContentLanguage"}) {
    if (const std::string language = values.text(0, key); !language.empty()) site.language = language;
  }
  if (values.flag(0, "defaultContentLanguageInSubdir")) site.default_language_in_path = true;
  if (const auto languages = values.find(0, "languages")) read_languages(values, *languages, site);
  if (const auto permalinks = values.find(0, "permalinks")) read_permalinks(values, *permalinks, site);
}

void read_zola(const Values& values, Site& site) {
  site.kind = SiteKind::zola;
  site.content = "content";
  site.base_url = values.text(0, "base_url");
  site.language = values.text(0, "default_language");
  if (const auto languages = values.find(0, "languages")) read_languages(values, *languages, site);
}

void read_collection(const Values& values, const std::string& name, std::size_t settings, Site& site) {
  if (name == "posts") {
    const std::string pattern = values.text(settings, "permalink");
    if (!pattern.empty()) site.permalink = pattern;
  } else if (values.flag(settings, "output")) {
    site.collections[name] = values.text(settings, "permalink");
  } else {
    site.pageless.push_back(name);
  }
}

SiteDefault::Value default_value(const Values& values, const std::string& key, std::size_t place) {
  const YamlNode& node = values.tape()[place];
  SiteDefault::Value value{key, node.kind == YamlKind::sequence, {}};
  if (node.kind == YamlKind::scalar) value.texts.emplace_back(node.text);
  for (std::size_t item = place + 1; value.list && item < place + node.extent; item += values.tape()[item].extent)
    if (values.tape()[item].kind == YamlKind::scalar) value.texts.emplace_back(values.tape()[item].text);
  return value;
}

// Front matter for the pages of a scope. Of two for one page that of the longer path counts, of one type before all,
// and of equals the later.
void read_defaults(const Values& values, std::size_t list, Site& site) {
  if (values.tape()[list].kind != YamlKind::sequence) return;
  for (std::size_t item = list + 1; item < list + values.tape()[list].extent; item += values.tape()[item].extent) {
    const auto given = values.find(item, "values");
    if (!given) continue;
    SiteDefault defaults;
    if (const auto scope = values.find(item, "scope")) {
      defaults.path = without_slash(values.text(*scope, "path"));
      defaults.type = values.text(*scope, "type");
    }
    values.each(*given, [&](const std::string& key, std::size_t value) {
      auto read = default_value(values, key, value);
      if (!read.texts.empty()) defaults.values.push_back(std::move(read));
    });
    site.defaults.insert(site.defaults.begin(), std::move(defaults));
  }
  std::stable_sort(site.defaults.begin(), site.defaults.end(), [](const SiteDefault& a, const SiteDefault& b) {
    return std::pair(a.path.size(), !a.type.empty()) > std::pair(b.path.size(), !b.type.empty());
  });
}

// Also Hexo's, which writes the same keys and a folder of its own for pages.
void read_jekyll(const Values& values, Site& site) {
  site.kind = SiteKind::jekyll;
  std::string base = values.text(0, "baseurl");
  if (base.empty()) base = values.text(0, "root");
  if (const std::string url = values.text(0, "url"); !url.empty())
    site.base_url = without_slash(url) + (base.empty() || base.starts_with('/') ? "" : "/") + base;
  site.permalink = values.text(0, "permalink");
  site.language = values.text(0, "lang");
  if (site.language.empty()) site.language = values.text(0, "locale");
  site.content = without_slash(values.text(0, "source"));
  if (site.content.empty()) site.content = without_slash(values.text(0, "source_dir"));
  if (site.content == ".") site.content.clear();
  site.excluded = values.texts(0, "exclude");
  site.included = values.texts(0, "include");
  if (const auto defaults = values.find(0, "defaults")) read_defaults(values, *defaults, site);
  const auto collections = values.find(0, "collections");
  if (!collections) return;
  for (const std::string& name : values.texts(0, "collections")) site.pageless.push_back(name);
  values.each(*collections,
              [&](const std::string& name, std::size_t settings) { read_collection(values, name, settings, site); });
}

// The site that a configuration describes. A name as common as config.toml makes a site only by its base address.
std::optional<Site> site_from(const std::string& path, const std::string& text) {
  YamlTape tape;
  if (!read_values(path, text, tape)) return std::nullopt;
  const Values values(tape);
  Site site;
  if (path.find("/_config.y") != std::string::npos) {
    read_jekyll(values, site);
  } else if (values.find(0, "base_url")) {
    read_zola(values, site);
  } else if (path.find("/hugo.") != std::string::npos || values.find(0, "baseURL")) {
    read_hugo(values, site);
  } else {
    return std::nullopt;
  }
  return site;
}

// Hugo's folder of configuration: a file for each part, and what counts where the site is published.
std::optional<Site> site_of_parts(const std::string& folder) {
  std::error_code failure;
  if (!std::filesystem::is_directory(folder + "/_default", failure)) return std::nullopt;
  Site site;
  for (const char* part : {"_default/config", "_default/hugo", "_default/languages", "_default/permalinks",
                           "production/config", "production/hugo"}) {
    for (const std::string_view ending : kEndings) {
      const std::string path = folder + "/" + part + std::string(ending);
      const auto text = read_small_file(path);
      YamlTape tape;
      if (!text || !read_values(path, *text, tape)) continue;
      const Values values(tape);
      if (path.find("/languages.") != std::string::npos) {
        read_languages(values, 0, site);
      } else if (path.find("/permalinks.") != std::string::npos) {
        read_permalinks(values, 0, site);
      } else {
        read_hugo(values, site);
      }
    }
  }
  return site.kind == SiteKind::hugo ? std::optional(std::move(site)) : std::nullopt;
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

}  // namespace

bool is_site_configuration(std::string_view name) {
  return name == kHugoFolder || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::shared_ptr<const Site> SiteFinder::site_in(const std::string& folder) {
  const auto [known, is_new] = in_folder_.try_emplace(folder);
  if (is_new) known->second = read_site(folder);
  return known->second;
}

std::shared_ptr<const Site> SiteFinder::read_site(const std::string& folder) const {
  std::optional<Site> site = site_of_parts(folder + "/" + std::string(kHugoFolder));
  for (std::size_t i = 0; !site && i < kNames.size(); ++i) {
    const std::string path = folder + "/" + std::string(kNames[i]);
    if (const auto text = read_small_file(path)) site = site_from(path, *text);
  }
  if (!site) return nullptr;
  if (!base_url_.empty()) site->base_url = base_url_;
  site->base_url = is_base(site->base_url) ? without_slash(site->base_url) : "";
  std::error_code failure;
  if (!std::filesystem::is_directory(folder + "/" + site->content, failure)) site->content.clear();
  site->folder = folder;
  return std::make_shared<const Site>(std::move(*site));
}

std::shared_ptr<const Site> SiteFinder::site_of(const std::string& path, const std::string& source) {
  const std::string folder = parent_of(path);
  if (const auto known = known_.find(folder); known != known_.end()) return known->second;
  std::shared_ptr<const Site> site;
  int above = 0;
  for (std::string at = folder; !site && above <= kFoldersAbove; at = parent_of(at)) {
    site = site_in(at);
    if (at.size() <= source.size()) ++above;
    if (at.empty()) break;
  }
  if (!site && !base_url_.empty()) {
    Site plain;
    plain.folder = path == source ? folder : source;
    plain.base_url = without_slash(base_url_);
    site = std::make_shared<const Site>(std::move(plain));
  }
  known_.emplace(folder, site);
  return site;
}

}  // namespace newsrank
