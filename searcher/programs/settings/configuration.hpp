// SPDX-License-Identifier: GPL-2.0-or-later
// The configuration: settings put together from their layers. Options go before the environment, that before the file
// of the current folder, that before the user's file, that before the defaults.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "newsrank/error.hpp"
#include "programs/environment.hpp"
#include "programs/options/option_table.hpp"
#include "programs/options/settings.hpp"
#include "programs/settings/configuration_choice.hpp"

namespace newsrank::cli {

struct Configuration {
  Settings settings;
  std::map<std::string_view, std::string> origins;  // by the setting's name; absent: the default

  // Puts values over what was there. Error: invalid_argument, beginning with `origin`, if they are not what the row
  // expects.
  Result<void> apply(const OptionRow& row, const Values& values, const std::string& origin);
};

// The layers below the options. Errors: as read_configuration(), and of values.
Result<Configuration> load_configuration(const ConfigurationChoice& choice, const Environment& environment);

// All settings as a configuration file would write them, each with where it comes from.
std::string format_configuration(const Configuration& configuration);

}  // namespace newsrank::cli
