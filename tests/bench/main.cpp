// newsrank-bench: makes generated collections and measures the programs against their peers. See README.md here.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "collection.hpp"
#include "plain_xapian.hpp"

namespace {

using namespace newsrank::bench;

struct Arguments {
  std::uint64_t seed = 1;
  std::uint64_t count = 10'000;
  std::string target;
};

void to_stdout(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw std::runtime_error("cannot write");
}

CLI::App* add_command(CLI::App& app, const char* name, const char* what, Arguments& arguments, const char* target) {
  CLI::App* command = app.add_subcommand(name, what);
  command->add_option("--seed", arguments.seed, "Of the generated collection")->capture_default_str();
  command->add_option("--count", arguments.count, "Articles, or files")->capture_default_str();
  if (target != nullptr) command->add_option(target, arguments.target)->required();
  return command;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Generated collections, and measurements against peers"};
  app.require_subcommand(1);
  Arguments arguments;
  add_command(app, "stream", "Write a collection to standard output, as a YAML stream", arguments, nullptr)
      ->callback([&] { write_stream(arguments.seed, arguments.count, to_stdout); });
  add_command(app, "files", "Write a collection as one file for each article", arguments, "folder")->callback([&] {
    write_files(arguments.seed, arguments.count, arguments.target);
  });
  add_command(app, "related", "Write a collection of files with related lists", arguments, "folder")->callback([&] {
    write_related(arguments.seed, arguments.count, arguments.target);
  });
  add_command(app, "plain-xapian", "Index a collection with Xapian alone", arguments, "database")->callback([&] {
    const WriteCost cost = write_plain_xapian(arguments.seed, arguments.count, arguments.target);
    fmt::print("wall {:.2f} s, processor {:.2f} s\n", cost.wall_seconds, cost.cpu_seconds);
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const std::exception& error) {
    fmt::print(stderr, "newsrank-bench: {}\n", error.what());
    return 1;
  }
  return 0;
}
