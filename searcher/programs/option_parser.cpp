#include "programs/option_parser.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "programs/unknown_option.hpp"

namespace newsrank::cli {

OptionParser::OptionParser(const std::string& program, const std::string& description, const std::string& footer,
                           const std::string& version)
    : app_(std::make_unique<CLI::App>(description, program)) {
  app_->footer(footer);
  app_->set_help_flag("-h,--help", "Print this help");
  app_->set_version_flag("--version", version, "Print the versions of the program and of its libraries");
  // What no option matches is ours to explain.
  app_->allow_extras();
}

OptionParser::~OptionParser() = default;

void OptionParser::describe(CLI::Option& option, const OptionText& text) const {
  option.type_name(text.metavar)->option_text(text.metavar.empty() ? " " : text.metavar);
  option.group(text.help.empty() ? "" : heading_);
}

void OptionParser::flag(const OptionText& text, bool& target) {
  describe(*app_->add_flag_callback(
               text.names, [&target] { target = true; }, text.help),
           text);
}

void OptionParser::flag(const OptionText& text, std::vector<std::string>& target, const std::string& value) {
  describe(*app_->add_flag_callback(
               text.names, [&target, value] { target = {value}; }, text.help),
           text);
}

void OptionParser::value(const OptionText& text, std::optional<std::string>& target) {
  const auto take = [&target](const CLI::results_t& values) {
    target = values.back();
    return true;
  };
  describe(*app_->add_option(text.names, take, text.help)->take_last(), text);
}

void OptionParser::values(const OptionText& text, std::vector<std::string>& target) {
  const auto take = [&target](const CLI::results_t& values) {
    target = values;
    return true;
  };
  describe(*app_->add_option(text.names, take, text.help)->take_all()->allow_extra_args(false), text);
}

void OptionParser::arguments(const OptionText& text, std::vector<std::string>& target) {
  const auto take = [&target](const CLI::results_t& values) {
    target = values;
    return true;
  };
  CLI::Option* const option = app_->add_option(text.names, take, text.help);
  option->expected(0, CLI::detail::expected_max_vector_size)->allow_extra_args()->option_text(" ");
}

Error OptionParser::unknown_option(const std::string& argument) const {
  const std::string query =
      fmt::format("{} takes what begins with - as a query behind --: {} -- {}", app_->get_name(), app_->get_name(),
                  argument.find_first_of(" \"'") == std::string::npos ? argument : "'" + argument + "'");
  return cli::unknown_option(*app_, argument, query);
}

Result<std::optional<std::string>> OptionParser::parse(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return std::optional(app_->help());
  } catch (const CLI::CallForVersion& version) {
    return std::optional(std::string(version.what()) + "\n");
  } catch (const CLI::ArgumentMismatch& problem) {
    const std::string text = problem.what();
    return Error{ErrorCode::invalid_argument, fmt::format("{}: the value is missing", text.substr(0, text.find(':'))),
                 fmt::format("{} --help shows how it is used", app_->get_name())};
  } catch (const CLI::ParseError& problem) {
    return Error{ErrorCode::invalid_argument, problem.what(),
                 fmt::format("{} --help shows how it is used", app_->get_name())};
  }
  if (const auto argument = find_unknown_option(*app_)) return unknown_option(*argument);
  return std::optional<std::string>();
}

}  // namespace newsrank::cli
