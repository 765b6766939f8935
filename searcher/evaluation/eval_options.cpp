#include "evaluation/eval_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace newsrank::detail {

namespace {

constexpr int kUsageExitCode = 2;

constexpr const char* kDescription =
    "Judges rankings: how good are the results of a run, and is another run better?\n"
    "A run is a file of lines `query Q0 document rank score tag`, as TREC programs write it;\n"
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

Measures: map, ndcg, p@K, r@K, mrr; @K cuts the ranking after K results, /G counts only documents of gain G and more.
Exit code: 0 done, 1 internal error, 2 wrong arguments or malformed file, 4 a file cannot be read.)";

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
    return "\nUsage: " + (name.empty() ? app->get_name() : name) + " --qrels FILE [OPTIONS] RUN [RUN2]\n";
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
  app.add_option("--qrels", options.qrels, "The judgements")->required()->type_name("FILE");
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
      ->required()
      ->expected(1, 2)
      ->type_name("RUN [RUN2]");
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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, app.exit(error) == 0 ? 0 : kUsageExitCode};
  }
  options.measures = to_measures(measures.empty() ? kDefaultMeasures : measures);
  options.halves = kSplits.at(split);
  return {std::move(options), 0};
}

}  // namespace newsrank::detail
