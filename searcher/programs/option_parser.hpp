// The forms of options that the programs' command lines have. Values are taken as texts; what they mean is decided, and
// said, behind the parser. The argument library stays within one source file: it is slow to compile.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace newsrank::cli {

// How an option is written, and its line of --help.
struct OptionText {
  std::string names;    // "-n,--limit"
  std::string metavar;  // "N"; of flags empty
  std::string help;     // empty: --help does not mention the option
};

class OptionParser {
 public:
  // Texts of --help, before and behind the options, and of --version.
  OptionParser(const std::string& program, const std::string& description, const std::string& footer,
               const std::string& version);
  ~OptionParser();
  OptionParser(const OptionParser&) = delete;
  OptionParser& operator=(const OptionParser&) = delete;

  // The options that follow stand under this heading of --help.
  void group(std::string_view heading) { heading_ = heading; }

  // The targets have to live until parse() has returned.
  void flag(const OptionText& text, bool& target);
  // A flag that is short for a value of another option.
  void flag(const OptionText& text, std::vector<std::string>& target, const std::string& value);
  // An option with a value; the last one counts.
  void value(const OptionText& text, std::optional<std::string>& target);
  // An option with a value that may be repeated.
  void values(const OptionText& text, std::vector<std::string>& target);
  // The arguments that are not options.
  void arguments(const OptionText& text, std::vector<std::string>& target);

  // The text to print if help or the version is asked for, otherwise nothing. Error: invalid_argument for wrong use.
  Result<std::optional<std::string>> parse(int argc, const char* const* argv);

 private:
  void describe(CLI::Option& option, const OptionText& text) const;
  Error unknown_option(const std::string& argument) const;

  std::unique_ptr<CLI::App> app_;
  std::string heading_;
};

}  // namespace newsrank::cli
