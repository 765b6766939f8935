// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of a program: its table of options, bound to where the values go. Values are taken as texts; what
// they mean is decided, and said, behind the parser. The argument library stays within this source file and
// unknown_option.cpp: it is slow to compile.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "programs/options/option_table.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace newsrank::cli {

// Both ends belong to it.
struct NumberRange {
  std::uint64_t lowest;
  std::uint64_t highest;
};

// Options are named as the table does ("--limit"). The targets have to live until parse() has returned.
class OptionParser {
 public:
  // `version` is what --version prints.
  OptionParser(const ProgramTable& table, std::string version);
  ~OptionParser();
  OptionParser(const OptionParser&) = delete;
  OptionParser& operator=(const OptionParser&) = delete;

  void flag(std::string_view name, bool& target);
  void flag(std::string_view name, std::function<void()> given);
  // A flag of that name which the table does not have: it takes back what another layer says.
  void unlisted_flag(const std::string& name, std::function<void()> given);
  // An option with a value; the last one counts.
  void value(std::string_view name, std::optional<std::string>& target);
  // An option with a value that may be repeated.
  void values(std::string_view name, std::vector<std::string>& target);
  // The arguments that are not options.
  void arguments(std::vector<std::string>& target);

  // The text to print if help or the version is asked for, otherwise nothing. Errors: invalid_argument for wrong use,
  // internal if an option of the table was not bound.
  Result<std::optional<std::string>> parse(int argc, const char* const* argv);

 private:
  std::string declared(std::string_view name);
  Result<std::optional<std::string>> asked_for() const;
  Result<void> check_bound() const;
  Error unknown(const std::string& argument) const;

  const ProgramTable& table_;
  std::string version_;
  std::unique_ptr<CLI::App> app_;
  bool short_help_ = false;
  bool long_help_ = false;
  bool wants_version_ = false;
  bool fills_template_ = false;
};

// The whole number that an option's value is. Error: invalid_argument, naming the option.
Result<std::uint64_t> number_of(std::string_view option, const std::string& text, NumberRange range);

}  // namespace newsrank::cli
