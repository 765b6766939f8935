#include "evaluation/program/eval_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <utility>

#include "programs/terminal/terminal_text.hpp"
#include "programs/unknown_option.hpp"

namespace newsrank::detail {

namespace {

constexpr int kUsageExitCode = 2;
constexpr const char* kSeeHelp = "newsrank-eval --help shows how it is used";

constexpr const char* kDescription =
    "Judges rankings: how good are the results of a run, and is another run better?\n"
    "A run is a file of lines `query Q0 document rank score tag`, as TREC programs write it, or a search of an index;\n"
    "qrels are lines `query 0 document gain`. Figures are those of trec_eval -c.";

constexpr const char* kExamples = R"(Examples:
  Judge a run by the default measures:
    newsrank-eval --qrels qrels.txt run.txt
  Choose measures: average precision, nDCG over ten results, reciprocal rank of a document of gain 2 or more:
    newsrank-eval --qrels qrels.txt -m map -m ndcg@10 -m mrr@10/2 run.txt
  Did a change help? The difference of two runs and its p-value (paired randomisation test):
    newsrank-eval --qrels qrels.txt before.txt after.txt
  Which queries changed most?
    newsrank-eval --qrels qrels.txt -m map --per-query before.txt after.txt | sort -k5 -n
  Settings were tuned on even query numbers; look at both halves:
    newsrank-eval --qrels qrels.txt --split both run.txt
  Take the article a query was made from out of the results, and look at 100 results at most:
    newsrank-eval --qrels qrels.txt --exclude exclude.tsv --depth 100 run.txt
  Judge an index, over the queries of a file of lines `query TAB text`:
    newsrank-eval --db news.db --queries queries.tsv --qrels qrels.txt
  Which of two profiles is better?
    newsrank-eval --db news.db --queries queries.tsv --qrels qrels.txt --profile news --profile mine.yaml
  Find better settings on the even query numbers, and see what they are worth on the odd ones:
    newsrank-eval --db news.db --queries queries.tsv --qrels qrels.txt -m ndcg@10 --tune > mine.yaml
  Judge or tune several tasks at once:
    newsrank-eval --suite suite.yaml --tune --tune-parameters k1,b,exact_weight > mine.yaml

Measures: map, ndcg, p@K, r@K, mrr; @K cuts the ranking after K results, /G counts only documents of gain G and more.
Exit code: 0 done, 1 internal error, 2 wrong arguments or malformed file, 4 a file or an index cannot be read.)";

const std::vector<std::string> kDefaultMeasures{"map", "ndcg@10", "p@10", "r@100", "mrr@10"};

const std::map<std::string, std::vector<QueryHalf>> kSplits{
    {"all", {QueryHalf::all}},
    {"even", {QueryHalf::even}},
    {"odd", {QueryHalf::odd}},
    {"both", {QueryHalf::even, QueryHalf::odd}},
};

// The library's own usage line cannot name two positional arguments.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    return "\nUsage: " + (name.empty() ? app->get_name() : name) + " --qrels FILE [OPTIONS] RUN [RUN2]\n" + "       " +
           app->get_name() + " --db DIR --queries FILE --qrels FILE [OPTIONS]\n" + "       " + app->get_name() +
           " --suite FILE [OPTIONS]\n";
  }
};

std::string check_measure(const std::string& text) {
  const auto measure = parse_measure(text);
  return measure ? std::string() : measure.error().message + "; " + measure.error().hint;
}

// A measure asked for twice is shown once.
std::vector<Measure> to_measures(const std::vector<std::string>& texts) {
  std::vector<Measure> measures;
  for (const auto& text : texts) {
    const auto measure = parse_measure(text);
    if (measure && std::find(measures.begin(), measures.end(), *measure) == measures.end()) {
      measures.push_back(*measure);
    }
  }
  return measures;
}

void add_options(CLI::App& app, EvalOptions& options, std::vector<std::string>& measures, std::string& split) {
  app.add_option("--qrels", options.qrels, "The judgements")->type_name("FILE");
  app.add_option("--exclude", options.exclude, "Results to leave out: lines `query TAB document`")->type_name("FILE");
  app.add_option("-m,--measure", measures, "A measure, see below; may be repeated")
      ->type_name("NAME")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Validator(check_measure, ""));
  app.add_option("--depth", options.depth, "Look at this many results of a query at most; default: all")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000}));
  app.add_flag("--per-query", options.per_query, "Also the figures of every query");
  app.add_option("--split", split, "Judge these queries, by the number at the end of their id: even, odd, both, all")
      ->type_name("WHICH")
      ->check(CLI::IsMember({"even", "odd", "both", "all"}));
  app.add_option("--permutations", options.randomisation.permutations, "Draws of the randomisation test")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(std::uint64_t{1}, kMaxPermutations));
  app.add_option("--seed", options.randomisation.seed, "Seed of the randomisation test")
      ->type_name("N")
      ->capture_default_str();
  app.add_flag("--json", options.json, "Print JSON instead of a table");
  app.add_option("run", options.runs, "The run to judge, or two to compare; - is standard input")
      ->expected(0, 2)
      ->type_name("RUN [RUN2]");
}

void add_search_options(CLI::App& app, EvalOptions& options) {
  app.add_option("--db", options.databases, "Folder of an index to search; several are searched as one")
      ->type_name("DIR")
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--queries", options.queries, "The queries to search for")->type_name("FILE");
  app.add_option("--profile", options.profiles, "Ranking profile: news, prose or a YAML file; two are compared")
      ->type_name("NAME")
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--quality-weight", options.quality_weight, "How much quality counts; default: the profile's")
      ->type_name("L")
      ->check(CLI::Range(0.0, 1000.0));
  app.add_flag("--syntax", options.syntax, "Queries are in the query language, not plain words");
  app.add_option("--suite", options.suite, "Several tasks: see README.md")->type_name("FILE");
  app.add_flag("--tune", options.tune, "Search for better values of the profile on the queries with even numbers");
  app.add_option("--tune-parameters", options.tune_parameters, "Which ones, in this order")
      ->type_name("NAMES")
      ->delimiter(',')
      ->allow_extra_args(false);
}

// What cannot be meant together; empty if all is well.
std::string contradiction(const EvalOptions& options) {
  if (options.tune && options.profiles.size() > 1) return "--tune starts from one --profile";
  if (!options.suite.empty()) {
    const bool one_task = !options.qrels.empty() || !options.databases.empty() || !options.queries.empty();
    if (one_task || !options.exclude.empty() || !options.runs.empty()) return "--suite brings its own files";
    return options.profiles.size() > 1 ? "--suite takes one --profile" : "";
  }
  if (options.qrels.empty()) return "--qrels is required";
  if (options.databases.empty() != options.queries.empty()) return "--db and --queries go together";
  if (options.databases.empty() && options.tune) return "--tune needs an index: --db and --queries, or --suite";
  if (options.databases.empty() && !options.profiles.empty()) return "--profile needs --db and --queries, or --suite";
  if (options.tune && !options.runs.empty()) return "--tune takes no run";
  const std::size_t searches = options.databases.empty() ? 0 : std::max<std::size_t>(options.profiles.size(), 1);
  if (searches + options.runs.size() == 0) return "give a run, or --db and --queries";
  return searches + options.runs.size() > 2 ? "at most two runs can be compared" : "";
}

ParsedOptions wrong_use(const Error& error) {
  std::fprintf(stderr, "newsrank-eval: %s\n  %s\n", cli::printable(error.message).c_str(),
               cli::printable(error.hint).c_str());
  return {std::nullopt, kUsageExitCode};
}

}  // namespace

ParsedOptions parse_eval_options(int argc, const char* const* argv) {
  EvalOptions options;
  std::vector<std::string> measures;
  std::string split = "all";
  CLI::App app(kDescription, "newsrank-eval");
  app.formatter(std::make_shared<HelpFormatter>());
  app.footer(kExamples);
  app.set_version_flag("--version", "newsrank-eval " NEWSRANK_VERSION);
  add_options(app, options, measures, split);
  add_search_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const auto argument = error.get_exit_code() == 0 ? std::nullopt : cli::find_unknown_option(app);
    if (argument) return wrong_use(cli::unknown_option(app, *argument, kSeeHelp));
    return {std::nullopt, app.exit(error) == 0 ? 0 : kUsageExitCode};
  }
  if (const std::string message = contradiction(options); !message.empty())
    return wrong_use({ErrorCode::invalid_argument, message, kSeeHelp});
  options.measures = to_measures(measures.empty() ? kDefaultMeasures : measures);
  options.halves = kSplits.at(split);
  return {std::move(options), 0};
}

}  // namespace newsrank::detail
