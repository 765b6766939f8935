// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/session.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/compare.hpp"
#include "cli/database_advice.hpp"
#include "cli/export_tally.hpp"
#include "cli/pager.hpp"
#include "cli/query_advice.hpp"
#include "cli/request.hpp"
#include "cli/seen_file.hpp"
#include "newsrank/query.hpp"
#include "newsrank/searcher.hpp"
#include "programs/exit_codes.hpp"
#include "programs/html/markup_printer.hpp"
#include "programs/output/fields.hpp"
#include "programs/output/output.hpp"
#include "programs/settings/saved_queries.hpp"
#include "programs/terminal/messages.hpp"

namespace newsrank::cli {
namespace {

// What fills three lines, less what is lost at their ends.
std::size_t snippet_length(const TerminalStyle& style) {
  constexpr std::size_t kLines = 3;
  constexpr std::size_t kLost = 10;
  return kLines * (style.width - kLost);
}

class Session {
 public:
  Session(Opened opened, const Options& options, const Environment& environment)
      : searcher_(std::move(opened.searcher)),
        request_(std::move(opened.request)),
        options_(options),
        environment_(environment) {
    const OutputPlace place = output_place(stdout);
    style_ = terminal_style(place, terminal_choice(options.settings), environment);
    printer_ = html::make_markup_printer(stdout, printer_options(options), request_.filters);
    if (!printer_) printer_ = make_printer(stdout, printer_options(options), style_);
    if (options.settings.format == Format::text && request_.snippets)
      request_.snippets->length = snippet_length(style_);
    wants_pager_ = place.terminal;
  }

  // Runs one query and prints its hits; remarks about the query go to standard error, in JSON they are part of the
  // answer.
  int run(const RunQuery& query) {
    request_.text = with_saved_queries(query.text, options_.settings.saved);
    if (options_.complete) return complete(query);
    if (options_.explain_query) return explain();
    auto response = seen_ ? search_unseen(searcher_, request_, *seen_) : searcher_.search(request_);
    if (!response) return fail(query, with_query_advice(response.error(), options_.words));
    // All that was found: nothing fills it up.
    if (options_.settings.limit == kMaxResultWindow)
      std::erase_if(response->hits, [](const Hit& hit) { return hit.also; });
    print_missing(response->missing);
    if (options_.settings.format != Format::json || options_.strict)
      print_diagnostics(response->diagnostics, request_.text);
    if (options_.strict && is_wrong(response->diagnostics)) return kExitQuery;
    if (!options_.batch) print_remark(quote_remark(response->diagnostics));
    start_pager();
    printer_->print(query, *response);
    exported_.add(*response);
    if (seen_ && !options_.peek) {
      if (const auto recorded = record(response->hits); !recorded) return fail(recorded.error());
    }
    return options_.exit_code && response->hits.empty() ? kExitNothingFound : kExitDone;
  }

  int run_comparison() {
    const auto comparison = compare(searcher_, request_, options_);
    if (!comparison) return fail(with_query_advice(comparison.error(), options_.words));
    print_missing(comparison->responses.front().missing);
    bool wrong = false;
    for (std::size_t side = 0; side < comparison->queries.size(); ++side) {
      const auto& remarks = comparison->responses[side].diagnostics;
      const std::string& all = comparison->queries[side];
      print_diagnostics(remarks, options_.query.empty() ? all : options_.query + " " + all);
      wrong = wrong || is_wrong(remarks);
    }
    if (options_.strict && wrong) return kExitQuery;
    start_pager();
    print_comparison(stdout, *comparison, options_.settings.format, style_);
    const bool none = std::all_of(comparison->responses.begin(), comparison->responses.end(),
                                  [](const SearchResponse& each) { return each.total.value == 0; });
    return options_.exit_code && none ? kExitNothingFound : kExitDone;
  }

  // To be called when all is printed.
  void say_what_is_left_out() const {
    if (!is_export(options_.settings.format) || request_.limit == 0) return;
    std::fflush(stdout);  // so that a terminal shows it behind the results
    print_remark(exported_.remark());
  }

  // Only hits of this file that it does not hold are shown from now on. Error: as SeenFile::open().
  Result<void> leave_out_seen(const std::string& file) {
    auto opened = SeenFile::open(file);
    if (!opened) return std::move(opened).error();
    seen_ = std::move(*opened);
    return {};
  }

  // Every line is run; a bad one is said, and the first bad one's exit code is the run's.
  int run_lines(std::istream& lines) {
    int exit_code = kExitDone;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) continue;
      const auto tab = line.find('\t');
      int code = kExitUsage;
      if (tab == std::string::npos || tab == 0) {
        code = fail({{}, line}, {ErrorCode::invalid_argument,
                                 fmt::format("{}:{}: expected `id TAB text`", *options_.batch, number), ""});
      } else {
        code = run({line.substr(0, tab), line.substr(tab + 1)});
      }
      if (exit_code == kExitDone) exit_code = code;
    }
    return exit_code;
  }

 private:
  // What was printed has to have arrived before it counts as shown.
  Result<void> record(const std::vector<Hit>& hits) {
    if (std::fflush(stdout) != 0) return Error{ErrorCode::io, "cannot write the output", ""};
    for (const Hit& hit : hits) seen_->add(hit);
    return hits.empty() ? Result<void>() : seen_->save();
  }

  // Whether there is a remark about the query, rather than about its result.
  static bool is_wrong(const std::vector<QueryDiagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const QueryDiagnostic& each) {
      return each.code != "without_filter" && each.code != "every_word";
    });
  }

  // A query of a batch has its line in the output, too, so that answers keep to their questions.
  int fail(const RunQuery& query, const Error& error) {
    if (options_.batch) printer_->print_error(query, error);
    return cli::fail(error);
  }
  static int fail(const Error& error) { return cli::fail(error); }

  static void print_missing(const std::vector<std::string>& missing) {
    for (const std::string& database : missing)
      print_remark(fmt::format("incomplete: {} did not answer, and its articles are left out", database));
  }

  // Where there is no place in the text, or it is all of it, one line says it: the remark is about a filter.
  static void print_diagnostics(const std::vector<QueryDiagnostic>& diagnostics, const std::string& text) {
    for (QueryDiagnostic diagnostic : diagnostics) {
      const bool all = diagnostic.code == "every_word";
      if (all) diagnostic.hint = "--any: one suffices";
      const std::string lines = format_diagnostic(diagnostic, text);
      const bool placeless = all || diagnostic.begin >= text.size();
      fmt::print(stderr, "{}\n", placeless ? lines.substr(0, lines.find('\n')) : lines);
    }
  }

  // Only before the first output: errors that leave nothing to show go straight to the terminal.
  void start_pager() {
    if (wants_pager_ && !pager_) pager_.emplace(pager_command(options_.settings.pager, environment_));
  }

  int complete(const RunQuery& query) {
    const auto completions = searcher_.complete(query.text, options_.settings.limit);
    if (!completions) return fail(completions.error());
    start_pager();
    if (options_.settings.format == Format::json) {
      print_completions_json(stdout, query.text, *completions);
    } else {
      print_completions(stdout, *completions);
    }
    return kExitDone;
  }

  int explain() {
    const auto explanation = searcher_.explain_query(request_);
    if (!explanation) return fail(explanation.error());
    print_diagnostics(explanation->diagnostics, request_.text);
    if (options_.strict && is_wrong(explanation->diagnostics)) return kExitQuery;
    start_pager();
    print_query_explanation(stdout, *explanation);
    return kExitDone;
  }

  Searcher searcher_;
  SearchRequest request_;
  const Options& options_;
  const Environment& environment_;
  TerminalStyle style_;
  std::unique_ptr<Printer> printer_;
  ExportTally exported_;
  std::optional<SeenFile> seen_;
  bool wants_pager_ = false;
  std::optional<Pager> pager_;
};

}  // namespace

namespace {

int run_batch(Session& session, const std::string& name) {
  if (name == "-") return session.run_lines(std::cin);
  std::ifstream file(name);
  if (file && !std::filesystem::is_directory(name)) return session.run_lines(file);
  return fail({ErrorCode::invalid_argument, "cannot read the batch file " + name, "check its name and permissions"});
}

// Whether each column is a field of articles, or of the indexes' own.
Result<void> check_columns(const std::vector<std::string>& columns, const Searcher& searcher) {
  std::vector<std::string> names = field_names();
  for (const FieldDeclaration& own : searcher.fields()) names.push_back(own.name);
  for (const std::string& column : columns) {
    if (is_field(column) || std::find(names.begin(), names.end(), column) != names.end()) continue;
    const std::string meant = other_name(column);
    return Error{ErrorCode::invalid_argument, fmt::format("there is no field {}", column),
                 meant.empty() ? fmt::format("fields are {}", fmt::join(names, ", "))
                               : fmt::format("it is called {}, as in all formats", meant)};
  }
  return {};
}

}  // namespace

Result<Opened> open_session(const Options& options) {
  auto request = make_request(options);
  if (!request) return std::move(request).error();
  auto searcher = Searcher::open(options.settings.databases, options.open);
  if (!searcher) return with_database_advice(searcher.error(), options.settings.databases);
  if (auto checked = check_columns(options.settings.fields, *searcher); !checked) return std::move(checked).error();
  if (!options.like.empty()) {
    auto like = find_like(*searcher, options.like);
    if (!like) return std::move(like).error();
    request->like = std::move(*like);
  }
  return Opened{std::move(*searcher), std::move(*request)};
}

int run_session(Opened opened, const Options& options, const Environment& environment) {
  if (opened.searcher.article_count() == 0) {
    print_remark(fmt::format("the index holds no articles; {} adds some, and says what it cannot use",
                             index_command(options.settings.databases.front())));
  }
  if (!options.plain) print_remark(argument_remark(options.words));
  Session session(std::move(opened), options, environment);
  if (options.unseen) {
    if (const auto left_out = session.leave_out_seen(*options.unseen); !left_out) return fail(left_out.error());
  }
  if (!options.compare.empty()) return session.run_comparison();
  const int exit_code = options.batch ? run_batch(session, *options.batch) : session.run({{}, options.query});
  session.say_what_is_left_out();
  return exit_code;
}

}  // namespace newsrank::cli
