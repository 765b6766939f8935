// The options that filter: each stands for a field of the query language.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/filter.hpp"
#include "programs/option_parser.hpp"

namespace newsrank::cli {

class FilterOptions {
 public:
  void declare(OptionParser& parser);

  // What the arguments said. Error: invalid_argument for a value that the option does not take.
  Result<std::vector<SearchFilter>> filters() const;

 private:
  std::map<std::string, std::vector<std::string>> values_;  // by the option's name
};

}  // namespace newsrank::cli
