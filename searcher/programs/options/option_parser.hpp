// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of a program: its table of options, bound to where the values go. Values are taken as texts; what
// they mean is decided, and said, behind the parser. The argument library stays within this source file and
// unknown_option.cpp: it is slow to compile.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/error.hpp"
#include "programs/exit_codes.hpp"
#include "programs/options/option_table.hpp"
#include "programs/terminal/messages.hpp"

namespace CLI {
class App;
class Option;
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
  explicit OptionParser(const ProgramTable& table);
  ~OptionParser();
  OptionParser(const OptionParser&) = delete;
  OptionParser& operator=(const OptionParser&) = delete;

  void flag(std::string_view name, bool& target);
  void flag(std::string_view name, std::function<void()> given);
  // A flag of that name which the table does not have: it takes back what another layer says.
  void unlisted_flag(const std::string& name, std::function<void()> given);
  // A flag that may have a value behind "="; empty without one.
  void flag_or_value(std::string_view name, std::optional<std::string>& target);
  // An option with a value; the last one counts.
  void value(std::string_view name, std::optional<std::string>& target);
  // An option with a value that may be repeated.
  void values(std::string_view name, std::vector<std::string>& target);
  // The arguments that are not options.
  void arguments(std::vector<std::string>& target);

  // The text to print if help or the version is asked for, otherwise nothing. Errors: invalid_argument for wrong use,
  // internal if an option of the table was not bound.
  Result<std::optional<std::string>> parse(int argc, const char* const* argv);
  std::string_view program() const { return table_.name; }

 private:
  std::string declared(std::string_view name);
  Result<std::optional<std::string>> asked_for() const;
  Result<void> check_bound() const;
  Error unknown(const std::string& argument) const;

  const ProgramTable& table_;
  std::unique_ptr<CLI::App> app_;
  std::vector<std::pair<CLI::Option*, std::optional<std::string>*>> optional_values_;
  bool short_help_ = false;
  bool long_help_ = false;
  bool wants_version_ = false;
  bool fills_template_ = false;
};

// What the arguments say, or what is to be printed instead of a run.
template <typename Options>
struct ParsedOptions {
  std::optional<Options> options;
  std::string text;   // without options: help, version or what is wrong
  int exit_code = 0;  // without options
};

// Parses the arguments; then `finish`, which returns Result<void>, completes the options from what was parsed.
template <typename Options, typename Finish>
ParsedOptions<Options> parse_options(OptionParser& parser, int argc, const char* const* argv, Options& options,
                                     Finish finish) {
  const auto stop = [&](const Error& error) -> ParsedOptions<Options> {
    return {std::nullopt, format_error(error, parser.program()), exit_code_of(error.code)};
  };
  auto asked = parser.parse(argc, argv);
  if (!asked) return stop(asked.error());
  if (*asked) return {std::nullopt, std::move(**asked), kExitDone};
  if (const Result<void> finished = finish(); !finished) return stop(finished.error());
  return {std::move(options), {}, kExitDone};
}

// The whole number that an option's value is. Error: invalid_argument, naming the option.
Result<std::uint64_t> number_of(std::string_view option, const std::string& text, NumberRange range);

// The same into a target, which stays as it is if the option was not given.
template <typename Number>
Result<void> take_number(std::string_view option, const std::optional<std::string>& text, NumberRange range,
                         Number& target) {
  if (!text) return {};
  const auto number = number_of(option, *text, range);
  if (!number) return number.error();
  target = static_cast<Number>(*number);
  return {};
}

// A number with a fraction. `expected` says what it is: "seconds".
Result<double> real_of(std::string_view option, const std::string& text, double lowest, double highest,
                       std::string_view expected = "a number");

// Seconds into milliseconds.
Result<void> take_seconds(std::string_view option, const std::optional<std::string>& text, double lowest,
                          std::chrono::milliseconds& target);

}  // namespace newsrank::cli
