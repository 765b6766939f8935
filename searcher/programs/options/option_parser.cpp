// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/options/option_parser.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <utility>

#include "core/text/ascii.hpp"
#include "programs/options/option_documents.hpp"
#include "programs/options/option_help.hpp"
#include "programs/options/unknown_option.hpp"
#include "programs/version.hpp"

namespace newsrank::cli {
namespace {

// The build makes manual pages and completions with it: a page or script on standard input, filled in on standard
// output.
constexpr const char* kFillTemplate = "--fill-template";

std::string hint(const ProgramTable& table) {
  return fmt::format("{} --help shows how it is used", table.name);
}

}  // namespace

OptionParser::OptionParser(const ProgramTable& table)
    : table_(table), app_(std::make_unique<CLI::App>(std::string(table.purpose), std::string(table.name))) {
  app_->set_help_flag();
  // What no option matches is ours to explain.
  app_->allow_extras();
  flag("-h", short_help_);
  flag("--help", long_help_);
  flag("--version", wants_version_);
  unlisted_flag(kFillTemplate, [this] { fills_template_ = true; });
}

OptionParser::~OptionParser() = default;

// The names of the table's row; a name that it does not have is declared all the same, and found by check_bound().
std::string OptionParser::declared(std::string_view name) {
  const OptionRow* row = find_option(table_, name);
  return std::string(row == nullptr ? name : row->names);
}

void OptionParser::flag(std::string_view name, bool& target) {
  flag(name, [&target] { target = true; });
}

void OptionParser::flag(std::string_view name, std::function<void()> given) {
  app_->add_flag_callback(declared(name), std::move(given));
}

void OptionParser::unlisted_flag(const std::string& name, std::function<void()> given) {
  app_->add_flag_callback(name, std::move(given))->group("");
}

void OptionParser::flag_or_value(std::string_view name, std::optional<std::string>& target) {
  optional_values_.emplace_back(app_->add_flag(declared(name)), &target);
}

void OptionParser::value(std::string_view name, std::optional<std::string>& target) {
  const auto take = [&target](const CLI::results_t& values) {
    target = values.back();
    return true;
  };
  app_->add_option(declared(name), take)->take_last();
}

void OptionParser::values(std::string_view name, std::vector<std::string>& target) {
  const auto take = [&target](const CLI::results_t& values) {
    target = values;
    return true;
  };
  app_->add_option(declared(name), take)->take_all()->allow_extra_args(false);
}

void OptionParser::arguments(std::vector<std::string>& target) {
  const auto take = [&target](const CLI::results_t& values) {
    target = values;
    return true;
  };
  app_->add_option(std::string(table_.arguments.names), take)
      ->expected(0, CLI::detail::expected_max_vector_size)
      ->allow_extra_args();
}

Error OptionParser::unknown(const std::string& argument) const {
  if (table_.arguments.offer != Offer::queries)
    return unknown_option(*app_, argument, fmt::format("{} --help lists the options", table_.name));
  const std::string query = argument.find_first_of(" \"'") == std::string::npos ? argument : "'" + argument + "'";
  return unknown_option(
      *app_, argument,
      fmt::format("{} takes what begins with - as a query behind --: {} -- {}", table_.name, table_.name, query));
}

Result<void> OptionParser::check_bound() const {
  for (const OptionGroup& group : table_.groups) {
    for (const OptionRow& row : group.rows) {
      if (app_->get_option_no_throw(std::string(names_of(row).front())) == nullptr)
        return Error{ErrorCode::internal, fmt::format("the option {} has no meaning", row.names), ""};
    }
  }
  for (const CLI::Option* option : app_->get_options()) {
    const bool listed =
        option->get_positional() || option->get_group().empty() || find_option(table_, option->get_name()) != nullptr;
    if (!listed) return Error{ErrorCode::internal, fmt::format("the table has no option {}", option->get_name()), ""};
  }
  return {};
}

Result<std::optional<std::string>> OptionParser::asked_for() const {
  if (short_help_) return std::optional(short_help(table_));
  if (long_help_) return std::optional(long_help(table_));
  if (wants_version_) return std::optional(version_text(table_.name) + "\n");
  if (!fills_template_) return std::optional<std::string>();
  const std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  auto filled = fill_template(table_, version_number(), text);
  if (!filled) return std::move(filled).error();
  return std::optional(std::move(*filled));
}

Result<std::optional<std::string>> OptionParser::parse(int argc, const char* const* argv) {
  if (auto bound = check_bound(); !bound) return std::move(bound).error();
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ArgumentMismatch& problem) {
    if (const auto argument = find_unknown_option(*app_)) return unknown(*argument);
    const std::string text = problem.what();
    return Error{ErrorCode::invalid_argument, fmt::format("{}: the value is missing", text.substr(0, text.find(':'))),
                 hint(table_)};
  } catch (const CLI::ParseError& problem) {
    if (const auto argument = find_unknown_option(*app_)) return unknown(*argument);
    return Error{ErrorCode::invalid_argument, problem.what(), hint(table_)};
  }
  for (const auto& [option, target] : optional_values_) {
    // The argument library's value of a flag without one.
    if (option->count() > 0) *target = option->results().back() == "true" ? "" : option->results().back();
  }
  auto asked = asked_for();
  if (!asked || *asked) return asked;
  if (const auto argument = find_unknown_option(*app_)) return unknown(*argument);
  if (const auto rest = app_->remaining(); table_.arguments.names.empty() && !rest.empty())
    return Error{ErrorCode::invalid_argument, fmt::format("{} takes no argument such as {}", table_.name, rest.front()),
                 hint(table_)};
  return std::optional<std::string>();
}

Result<std::uint64_t> number_of(std::string_view option, const std::string& text, NumberRange range) {
  if (const auto number = detail::parse_number(text, range.lowest, range.highest)) return *number;
  return Error{
      ErrorCode::invalid_argument,
      fmt::format("{}: expected a whole number from {} to {}, not \"{}\"", option, range.lowest, range.highest, text),
      ""};
}

Result<double> real_of(std::string_view option, const std::string& text, double lowest, double highest,
                       std::string_view expected) {
  if (const auto number = detail::parse_number(text, lowest, highest)) return *number;
  return Error{ErrorCode::invalid_argument,
               fmt::format("{}: expected {} from {} to {}, not \"{}\"", option, expected, lowest, highest, text), ""};
}

Result<void> take_seconds(std::string_view option, const std::optional<std::string>& text, double lowest,
                          std::chrono::milliseconds& target) {
  constexpr double kDay = 86'400;
  if (!text) return {};
  const auto seconds = real_of(option, *text, lowest, kDay, "seconds");
  if (!seconds) return seconds.error();
  target = std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000));
  return {};
}

}  // namespace newsrank::cli
