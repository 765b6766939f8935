// SPDX-License-Identifier: GPL-2.0-or-later
// The configuration of site generators: from a folder to the addresses of the pages in it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "reading/sites/site.hpp"

namespace newsrank {

// Whether a file or folder of that name may configure a site: hugo.toml, _config.yml, config, …
bool is_site_configuration(std::string_view name);

// Finds the site that a file belongs to: the nearest folder above it, a few above its source at most, with the
// configuration of a generator. One thread.
class SiteFinder {
 public:
  // `base_url` stands in for the configured one, and for the configuration: then a source is a site. Empty: not given.
  explicit SiteFinder(std::string base_url) : base_url_(std::move(base_url)) {}

  // Of the file with that absolute path, found below the folder `source`; null: none.
  std::shared_ptr<const Site> site_of(const std::string& path, const std::string& source);

  // That the folder configures; null: none. Its content folder is there.
  std::shared_ptr<const Site> site_in(const std::string& folder);

 private:
  std::shared_ptr<const Site> read_site(const std::string& folder) const;

  std::string base_url_;
  std::map<std::string, std::shared_ptr<const Site>> known_;      // by the folder of a file
  std::map<std::string, std::shared_ptr<const Site>> in_folder_;  // by the folder of a configuration
};

}  // namespace newsrank
