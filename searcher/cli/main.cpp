// SPDX-License-Identifier: GPL-2.0-or-later
// newsrank-search: prints the best articles for a query.
#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "interactive/interactive_search.hpp"
#include "programs/environment.hpp"
#include "programs/exit_codes.hpp"
#include "programs/terminal/messages.hpp"
#include "programs/terminal/terminal.hpp"

namespace newsrank::cli {
namespace {

int search(const Options& options, const Environment& environment) {
  auto opened = open_session(options);
  if (!opened) return fail(opened.error());
  if (!options.interactive) return run_session(std::move(*opened), options, environment);
  const bool colour = terminal_style(output_place(stdout), terminal_choice(options.settings), environment).colour;
  const auto exit_code =
      search_interactively(std::move(opened->searcher), std::move(opened->request), {options.query, colour});
  return exit_code ? *exit_code : fail(exit_code.error());
}

int run(int argc, const char* const* argv) {
  const Environment environment = process_environment();
  const auto parsed = parse_options(argc, argv, environment);
  if (parsed.options && parsed.options->shown_configuration) {
    fmt::print("{}", *parsed.options->shown_configuration);
    return kExitDone;
  }
  if (parsed.options) return search(*parsed.options, environment);
  fmt::print(parsed.exit_code == kExitDone ? stdout : stderr, "{}", parsed.text);
  return parsed.exit_code;
}

// The output is the only thing that the program writes.
Error cannot_write(int cause) {
  return {ErrorCode::io, fmt::format("cannot write the output: {}", std::strerror(cause)), ""};
}

}  // namespace
}  // namespace newsrank::cli

int main(int argc, char** argv) {
  using namespace newsrank;
  // A reader that has seen enough ends the run without a word, even where the caller ignores this signal.
  std::signal(SIGPIPE, SIG_DFL);
  try {
    const int exit_code = cli::run(argc, argv);
    if (std::fflush(stdout) == 0) return exit_code;
    return cli::fail(cli::cannot_write(errno));
  } catch (const std::system_error& failure) {
    // With servers the library has the signal ignored.
    if (failure.code() == std::errc::broken_pipe) return cli::kExitDone;
    return cli::fail(cli::cannot_write(failure.code().value()));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "newsrank-search: %s\n", failure.what());
    return cli::kExitInternal;
  }
}
