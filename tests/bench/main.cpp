// SPDX-License-Identifier: GPL-2.0-or-later
// newsrank-bench: makes generated collections and measures the programs against their peers. See README.md here.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

#include "cold_bench.hpp"
#include "collection.hpp"
#include "corpus_bench.hpp"
#include "fts5.hpp"
#include "index_bench.hpp"
#include "plain_xapian.hpp"
#include "search_bench.hpp"
#include "temp_dir.hpp"
#include "yaml_load.hpp"

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

void print(const WriteCost& cost) {
  fmt::print("wall {:.3f} s, processor {:.3f} s\n", cost.wall_seconds, cost.cpu_seconds);
}

void add_index_command(CLI::App& app) {
  static IndexBench bench{NEWSRANK_INDEX, {}, 1, {10'000, 100'000}, 5000, NEWSRANK_CORPORA};
  CLI::App* command = app.add_subcommand("index", "Measure indexing beside Xapian alone, SQLite FTS5, YAML::LoadAll");
  command->add_option("--articles", bench.articles, "Sizes of generated streams")->capture_default_str();
  command->add_option("--related", bench.related_files, "Generated files with related lists")->capture_default_str();
  command->add_option("--corpora", bench.corpora, "Folder of real collections")->capture_default_str();
  command->add_option("--seed", bench.seed, "Of generated collections")->capture_default_str();
  command->add_option("--indexer", bench.indexer, "The program newsrank-index")->capture_default_str();
  command->callback([] {
    const newsrank::test::TempDir scratch;
    bench.scratch = scratch.path();
    measure_indexing(bench);
  });
}

void add_search_command(CLI::App& app) {
  static SearchBench bench;
  CLI::App* command =
      app.add_subcommand("search", "Measure searches beside Xapian alone, on an index and plain-xapian's");
  command->add_option("index", bench.index, "Of newsrank-index")->required();
  command->add_option("plain", bench.plain, "The same articles, by plain-xapian")->required();
  command->add_option("--fts5", bench.fts5, "The same articles, by fts5: measured too");
  command->add_option("--profile", bench.profile, "That newsrank ranks by: news or prose")->capture_default_str();
  command->add_option("--queries", bench.queries, "Of each class")->capture_default_str();
  command->add_option("--rounds", bench.rounds, "A query's time is its shortest")->capture_default_str();
  command->add_option("--seed", bench.seed, "Of the queries")->capture_default_str();
  command->add_option("--class", bench.query_class, "Only this class of queries, as the table names it");
  command->add_option("--slowest", bench.slowest, "Also show so many of the slowest queries of each class");
  command->callback([] { measure_searches(bench); });
}

void add_corpora_command(CLI::App& app) {
  static CorpusBench bench{NEWSRANK_INDEX, NEWSRANK_CORPORA, {}, {}, {}};
  bench.search.queries = 100;
  CLI::App* command =
      app.add_subcommand("corpora", "Measure searches of real collections beside Xapian alone and FTS5");
  command->add_option("--corpora", bench.corpora, "Folder of the collections")->capture_default_str();
  command->add_option("--collection", bench.collection, "Only this one");
  command->add_option("--queries", bench.search.queries, "Of each class")->capture_default_str();
  command->add_option("--rounds", bench.search.rounds, "A query's time is its shortest")->capture_default_str();
  command->add_option("--seed", bench.search.seed, "Of the queries")->capture_default_str();
  command->add_option("--indexer", bench.indexer, "The program newsrank-index")->capture_default_str();
  command->add_option("--keep", bench.scratch, "Leave the indexes in this new folder, for search");
  command->callback([] {
    const newsrank::test::TempDir scratch;
    if (bench.scratch.empty()) bench.scratch = scratch.path();
    measure_corpora(bench);
  });
}

void add_queries_command(CLI::App& app) {
  static SearchBench bench;
  CLI::App* command = app.add_subcommand("queries", "Write the queries of search, one a line, for cold");
  command->add_option("plain", bench.plain, "The articles, by plain-xapian")->required();
  command->add_option("--queries", bench.queries, "Of each class")->capture_default_str();
  command->add_option("--seed", bench.seed, "Of the queries")->capture_default_str();
  command->callback([] { print_queries(bench.plain, bench.seed, bench.queries); });
}

void add_cold_command(CLI::App& app) {
  static ColdBench bench{NEWSRANK_SEARCH, {}, {}};
  CLI::App* command = app.add_subcommand("cold", "Measure a process for each query, and the memory of one for all");
  command->add_option("index", bench.index, "Of newsrank-index")->required();
  command->add_option("queries", bench.queries, "A file written by queries")->required();
  command->add_option("--searcher", bench.searcher, "The program newsrank-search")->capture_default_str();
  command->callback([] { measure_cold(bench); });
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
    print(write_plain_xapian(arguments.seed, arguments.count, arguments.target));
  });
  add_command(app, "fts5", "Index a collection with SQLite FTS5", arguments, "database")->callback([&] {
    print(write_fts5(arguments.seed, arguments.count, arguments.target));
  });
  CLI::App* load = app.add_subcommand("yaml-load", "Parse the files of a folder with YAML::LoadAll");
  load->add_option("folder", arguments.target)->required();
  load->callback([&] { print(load_yaml(arguments.target)); });
  add_index_command(app);
  add_search_command(app);
  add_corpora_command(app);
  add_queries_command(app);
  add_cold_command(app);
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
