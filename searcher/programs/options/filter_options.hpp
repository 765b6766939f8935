// SPDX-License-Identifier: GPL-2.0-or-later
// The options that filter: each stands for a field of the query language.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/filter.hpp"
#include "programs/options/option_parser.hpp"

namespace newsrank::cli {

// The names of the options without dashes, of each the first: "topic", "since", ….
std::vector<std::string> filter_names();

// The first name of the option that has this name: "since" of "after". Absent: none has it.
std::optional<std::string> filter_name(std::string_view name);

// The filter that an option stands for. Error: invalid_argument for a value that it does not take; the message says
// what it expects, without its name.
Result<SearchFilter> make_filter(std::string_view name, const std::vector<std::string>& values);

class FilterOptions {
 public:
  void declare(OptionParser& parser);

  // What the arguments said. Error: invalid_argument for a value that the option does not take.
  Result<std::vector<SearchFilter>> filters() const;

 private:
  std::map<std::string_view, std::vector<std::string>> values_;  // by the option's name
};

}  // namespace newsrank::cli
