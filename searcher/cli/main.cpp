// newsrank-search: prints the best articles for a query.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "cli/exit_codes.hpp"
#include "cli/like_file.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/profile_file.hpp"
#include "cli/terminal_text.hpp"
#include "interactive/interactive_search.hpp"
#include "newsrank/query.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {
namespace {

int fail(const Error& error) {
  fmt::print(stderr, "newsrank-search: {}\n", printable(error.message));
  if (!error.hint.empty()) fmt::print(stderr, "hint: {}\n", printable(error.hint));
  return exit_code_of(error.code);
}

std::unique_ptr<Printer> make_printer(const Options& options) {
  switch (options.format) {
    case Format::json:
      return make_json_printer(stdout);
    case Format::trec:
      return make_trec_printer(stdout);
    case Format::text:
      break;
  }
  return make_text_printer(stdout, terminal_style(stdout), options.offset);
}

Result<std::shared_ptr<const Synonyms>> load_synonyms(const std::string& name) {
  std::ifstream file(name);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return Error{ErrorCode::invalid_argument, "cannot read the synonyms " + name, "check its name and permissions"};
  auto synonyms = Synonyms::parse(text.str());
  if (!synonyms) return Error{synonyms.error().code, name + ": " + synonyms.error().message, synonyms.error().hint};
  return std::make_shared<const Synonyms>(std::move(*synonyms));
}

// Everything of the request that the command line fixes for all queries.
Result<SearchRequest> make_request(const Options& options) {
  SearchRequest request;
  request.plain = options.plain;
  request.require_all = options.require_all;
  request.limit = options.limit;
  request.offset = options.offset;
  request.sort = options.sort;
  if (!options.profile.empty()) {
    auto profile = load_profile(options.profile);
    if (!profile) return std::move(profile).error();
    request.profile = *profile;
  }
  if (!options.synonyms.empty()) {
    auto synonyms = load_synonyms(options.synonyms);
    if (!synonyms) return std::move(synonyms).error();
    request.synonyms = std::move(*synonyms);
  }
  request.quality_weight = options.quality_weight;
  request.recency_weight = options.recency_weight;
  request.half_life_days = options.half_life_days;
  request.now = options.now;
  request.explain = options.explain;
  request.correct = options.correct;
  request.group_stories = options.group && options.format != Format::trec;
  return request;
}

// The article that `like` names: an address of the index, or a file.
Result<Article> find_like(Searcher& searcher, const std::string& like) {
  if (!like.starts_with("http://") && !like.starts_with("https://")) return read_like_file(like);
  auto found = searcher.find(like);
  if (!found) return std::move(found).error();
  if (!*found)
    return Error{ErrorCode::invalid_argument, "the index holds no article of the address " + like,
                 "give a file with its text instead"};
  return std::move(**found);
}

class Session {
 public:
  Session(Searcher searcher, SearchRequest request, const Options& options)
      : searcher_(std::move(searcher)),
        request_(std::move(request)),
        options_(options),
        printer_(make_printer(options)) {}

  // Runs one query and prints its hits; remarks about the query go to standard error, in JSON they are part of the
  // answer.
  int run(const RunQuery& query) {
    request_.text = query.text;
    if (options_.complete) return complete(query);
    if (options_.explain_query) return explain(query);
    const auto response = searcher_.search(request_);
    if (!response) return fail(response.error());
    if (options_.format != Format::json || options_.strict) print_diagnostics(response->diagnostics, query.text);
    if (options_.strict && !response->diagnostics.empty()) return kExitQuery;
    printer_->print(query, *response);
    return kExitDone;
  }

  // Every line is run; a bad one is said, and the first bad one's exit code is the run's.
  int run_lines(std::istream& lines) {
    int exit_code = kExitDone;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) continue;
      const auto tab = line.find('\t');
      int code = kExitUsage;
      if (tab == std::string::npos || tab == 0) {
        fmt::print(stderr, "newsrank-search: {}:{}: expected `id TAB text`\n", *options_.batch, number);
      } else {
        code = run({line.substr(0, tab), line.substr(tab + 1)});
      }
      if (exit_code == kExitDone) exit_code = code;
    }
    return exit_code;
  }

 private:
  static void print_diagnostics(const std::vector<QueryDiagnostic>& diagnostics, const std::string& text) {
    for (const QueryDiagnostic& diagnostic : diagnostics)
      fmt::print(stderr, "{}\n", format_diagnostic(diagnostic, text));
  }

  int complete(const RunQuery& query) {
    const auto completions = searcher_.complete(query.text, options_.limit);
    if (!completions) return fail(completions.error());
    if (options_.format == Format::json) {
      print_completions_json(stdout, query.text, *completions);
    } else {
      print_completions(stdout, *completions);
    }
    return kExitDone;
  }

  int explain(const RunQuery& query) {
    const auto explanation = searcher_.explain_query(request_);
    if (!explanation) return fail(explanation.error());
    print_diagnostics(explanation->diagnostics, query.text);
    if (options_.strict && !explanation->diagnostics.empty()) return kExitQuery;
    print_query_explanation(stdout, *explanation);
    return kExitDone;
  }

  Searcher searcher_;
  SearchRequest request_;
  const Options& options_;
  std::unique_ptr<Printer> printer_;
};

int run(const Options& options) {
  auto request = make_request(options);
  if (!request) return fail(request.error());
  auto searcher = Searcher::open(options.databases);
  if (!searcher) return fail(searcher.error());
  if (!options.like.empty()) {
    auto like = find_like(*searcher, options.like);
    if (!like) return fail(like.error());
    request->like = std::move(*like);
  }
  if (options.interactive) {
    const auto exit_code =
        search_interactively(std::move(*searcher), std::move(*request), {options.query, terminal_style(stdout).colour});
    return exit_code ? *exit_code : fail(exit_code.error());
  }
  Session session(std::move(*searcher), std::move(*request), options);
  if (!options.batch) return session.run({{}, options.query});
  if (*options.batch == "-") return session.run_lines(std::cin);
  std::ifstream file(*options.batch);
  if (!file)
    return fail({ErrorCode::invalid_argument, "cannot read the batch file " + *options.batch,
                 "check its name and permissions"});
  return session.run_lines(file);
}

}  // namespace
}  // namespace newsrank::cli

int main(int argc, char** argv) {
  const auto parsed = newsrank::cli::parse_options(argc, argv);
  if (parsed.exit_code) return *parsed.exit_code;
  return newsrank::cli::run(parsed.options);
}
