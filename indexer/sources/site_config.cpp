// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/site_config.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>

#include "reading/json/json_reader.hpp"
#include "reading/toml/toml_reader.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxConfiguration = std::size_t{1} << 20U;
constexpr int kFoldersAbove = 3;  // of a source: its content folder may be named instead of the site

// In the order in which they are looked for.
constexpr std::array<std::string_view, 13> kNames{"hugo.toml",
                                                  "hugo.yaml",
                                                  "hugo.yml",
                                                  "hugo.json",
                                                  "_config.yml",
                                                  "_config.yaml",
                                                  "config.toml",
                                                  "config.yaml",
                                                  "config.yml",
                                                  "config.json",
                                                  "config/_default/hugo.toml",
                                                  "config/_default/config.toml",
                                                  "config/_default/hugo.yaml"};

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

void read_hugo(const Values& values, Site& site) {
  site.kind = SiteKind::hugo;
  site.language = values.text(0, "defaultContentLanguage");
  if (site.language.empty()) site.language = values.text(0, "languageCode");
  const auto permalinks = values.find(0, "permalinks");
  if (!permalinks) return;
  const YamlTape& tape = values.tape();
  const std::size_t table = values.find(*permalinks, "page").value_or(*permalinks);
  if (tape[table].kind != YamlKind::mapping) return;
  for (std::size_t key = table + 1; key < table + tape[table].extent;) {
    const std::size_t value = key + tape[key].extent;
    if (tape[value].kind == YamlKind::scalar) site.section_permalinks[std::string(tape[key].text)] = tape[value].text;
    key = value + tape[value].extent;
  }
}

// The site that a configuration describes; nothing if it names no base address.
std::optional<Site> site_from(const std::string& path, const std::string& text) {
  YamlTape tape;
  if (!read_values(path, text, tape)) return std::nullopt;
  const Values values(tape);
  Site site;
  if (path.find("_config.y") != std::string::npos) {
    site.kind = SiteKind::jekyll;
    const std::string base = values.text(0, "baseurl");
    site.base_url = without_slash(values.text(0, "url")) + (base.empty() || base.starts_with('/') ? "" : "/") + base;
    site.permalink = values.text(0, "permalink");
    site.language = values.text(0, "lang");
  } else if (const std::string zola = values.text(0, "base_url"); !zola.empty()) {
    site.kind = SiteKind::zola;
    site.base_url = zola;
    site.language = values.text(0, "default_language");
  } else {
    read_hugo(values, site);
    site.base_url = values.text(0, "baseURL");
  }
  site.base_url = without_slash(site.base_url);
  return site;
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

}  // namespace

bool is_site_configuration(std::string_view name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::shared_ptr<const Site> SiteFinder::site_in(const std::string& folder) {
  const auto [known, is_new] = in_folder_.try_emplace(folder);
  if (is_new) known->second = read_site(folder);
  return known->second;
}

std::shared_ptr<const Site> SiteFinder::read_site(const std::string& folder) const {
  for (const std::string_view name : kNames) {
    const std::string path = folder + "/" + std::string(name);
    const auto text = read_small_file(path);
    auto site = text ? site_from(path, *text) : std::nullopt;
    if (!site) continue;
    if (!base_url_.empty()) site->base_url = without_slash(base_url_);
    if (!is_base(site->base_url)) continue;
    site->folder = folder;
    return std::make_shared<const Site>(std::move(*site));
  }
  return nullptr;
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
