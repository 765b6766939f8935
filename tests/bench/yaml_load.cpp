// SPDX-License-Identifier: GPL-2.0-or-later
#include "yaml_load.hpp"

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace newsrank::bench {

WriteCost load_yaml(const std::string& folder) {
  Stopwatch watch;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    watch.start();
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
      YAML::LoadAll(text);
    } catch (const YAML::Exception&) {  // a body that is no YAML
    }
    watch.stop();
  }
  return {watch.wall_seconds(), watch.cpu_seconds()};
}

}  // namespace newsrank::bench
