// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/program/eval_options.hpp"
#include "newsrank/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "programs/options/option_parser.hpp"

namespace newsrank::detail {

namespace {

const std::vector<std::string> kDefaultMeasures{"map", "ndcg@10", "p@10", "r@100", "mrr@10"};

const std::map<std::string, std::vector<QueryHalf>> kSplits{
    {"all", {QueryHalf::all}},
    {"even", {QueryHalf::even}},
    {"odd", {QueryHalf::odd}},
    {"both", {QueryHalf::even, QueryHalf::odd}},
};

// What the arguments say, as texts.
struct RawOptions {
  std::optional<std::string> qrels;
  std::optional<std::string> exclude;
  std::vector<std::string> measures;
  std::optional<std::string> depth;
  std::optional<std::string> split;
  std::optional<std::string> permutations;
  std::optional<std::string> seed;
  std::optional<std::string> queries;
  std::optional<std::string> quality_weight;
  std::optional<std::string> suite;
  std::vector<std::string> tune_parameters;
};

void add_options(cli::OptionParser& parser, RawOptions& raw, EvalOptions& options) {
  parser.arguments(options.runs);
  parser.value("--qrels", raw.qrels);
  parser.value("--exclude", raw.exclude);
  parser.values("--measure", raw.measures);
  parser.value("--depth", raw.depth);
  parser.flag("--per-query", options.per_query);
  parser.value("--split", raw.split);
  parser.value("--permutations", raw.permutations);
  parser.value("--seed", raw.seed);
  parser.flag("--json", options.json);
  parser.values("--db", options.databases);
  parser.value("--queries", raw.queries);
  parser.values("--profile", options.profiles);
  parser.value("--quality-weight", raw.quality_weight);
  parser.flag("--syntax", options.syntax);
  parser.value("--suite", raw.suite);
  parser.flag("--concordance", options.concordance);
  parser.flag("--tune", options.tune);
  parser.values("--tune-parameters", raw.tune_parameters);
}

Error invalid(std::string message) {
  return {ErrorCode::invalid_argument, std::move(message), "newsrank-eval --help shows how it is used"};
}

// All parts of "a,b" and further such texts.
std::vector<std::string> parts_of(const std::vector<std::string>& texts) {
  std::vector<std::string> parts;
  for (std::string_view rest : texts) {
    for (;;) {
      const std::size_t end = rest.find(',');
      parts.emplace_back(rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return parts;
}

// A measure asked for twice is shown once.
Result<std::vector<Measure>> measures_of(const std::vector<std::string>& texts) {
  std::vector<Measure> measures;
  for (const auto& text : texts) {
    const auto measure = parse_measure(text);
    if (!measure) return measure.error();
    if (std::find(measures.begin(), measures.end(), *measure) == measures.end()) measures.push_back(*measure);
  }
  return measures;
}

Result<void> take_numbers(const RawOptions& raw, EvalOptions& options) {
  constexpr std::uint64_t kMostResults = 1'000'000;
  constexpr double kMostWeight = 1000;
  auto& test = options.randomisation;
  if (auto taken = cli::take_number("--depth", raw.depth, {1, kMostResults}, options.depth); !taken) return taken;
  if (auto taken = cli::take_number("--permutations", raw.permutations, {1, kMaxPermutations}, test.permutations);
      !taken)
    return taken;
  if (auto taken = cli::take_number("--seed", raw.seed, {0, UINT64_MAX}, test.seed); !taken) return taken;
  if (!raw.quality_weight) return {};
  const auto weight = cli::real_of("--quality-weight", *raw.quality_weight, 0, kMostWeight);
  if (!weight) return weight.error();
  options.quality_weight = *weight;
  return {};
}

// What cannot be meant together; empty if all is well.
std::string contradiction(const EvalOptions& options) {
  if (options.concordance && options.tune) return "--concordance and --tune exclude each other";
  if (options.concordance && (options.databases.empty() || !options.runs.empty()))
    return "--concordance needs an index and takes no run: --db and --queries";
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

Result<void> finish(const RawOptions& raw, EvalOptions& options) {
  options.qrels = raw.qrels.value_or("");
  options.exclude = raw.exclude.value_or("");
  options.queries = raw.queries.value_or("");
  options.suite = raw.suite.value_or("");
  options.tune_parameters = parts_of(raw.tune_parameters);
  if (auto taken = take_numbers(raw, options); !taken) return taken;
  auto measures = measures_of(raw.measures.empty() ? kDefaultMeasures : parts_of(raw.measures));
  if (!measures) return std::move(measures).error();
  options.measures = std::move(*measures);
  const auto split = kSplits.find(raw.split.value_or("all"));
  if (split == kSplits.end())
    return invalid(fmt::format("--split: expected even, odd, both or all, not \"{}\"", *raw.split));
  options.halves = split->second;
  if (const std::string message = contradiction(options); !message.empty()) return invalid(message);
  return {};
}

}  // namespace

cli::ParsedOptions<EvalOptions> parse_eval_options(int argc, const char* const* argv) {
  RawOptions raw;
  EvalOptions options;
  cli::OptionParser parser(cli::eval_table());
  add_options(parser, raw, options);
  return cli::parse_options(parser, argc, argv, options, [&] { return finish(raw, options); });
}

}  // namespace newsrank::detail
