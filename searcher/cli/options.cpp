#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "newsrank/article.hpp"
#include "programs/exit_codes.hpp"
#include "programs/facet_option.hpp"
#include "programs/filter_options.hpp"
#include "programs/option_groups.hpp"
#include "programs/option_parser.hpp"
#include "programs/terminal/messages.hpp"
#include "programs/version.hpp"
#include "programs/whole_number.hpp"

namespace newsrank::cli {
namespace {

constexpr const char* kProgram = "newsrank-search";

constexpr const char* kDescription = "Searches news articles; the best come first: relevance weighted by quality.";

constexpr const char* kExamples = R"(Examples:
  Articles with any of the words, the best first; with all of them:
    newsrank-search machine learning
    newsrank-search --all machine learning
  What is between single quotes reaches the program as it is: phrases, exclusions, fields:
    newsrank-search '"machine learning" -hype title:release topic:AI'
  The newest of a provider; this month's best about a topic:
    newsrank-search --provider apnews.com --sort date
    newsrank-search --topic Energy --since 2024-05 --until 2024-05 --sort quality
  What the matches are about, and when they appeared:
    newsrank-search --facet topic:5 --facet provider --timeline battery
  Why is one above the other? How is a query understood?
    newsrank-search --explain salt battery
    newsrank-search --explain-query 'a OR b'
  Articles like one of the index, or like a file:
    newsrank-search --like https://example.org/news/42
  Search while you type:
    newsrank-search -i
  For a spreadsheet, a browser, other programs and judges:
    newsrank-search --format csv --fields title,date,url -n 1000 pytorch > pytorch.csv
    newsrank-search --format urls -n 3 pytorch | xargs xdg-open
    newsrank-search --format jsonl pytorch | jq -r .title
    newsrank-search --batch queries.tsv --format trec > run.txt

More: man newsrank-search; the query language: man 7 newsrank-query.
Exit codes: 0 done (also without hits), 1 internal error, 2 usage, 3 query, 4 index or output.)";

// What the arguments say, as texts.
struct RawOptions {
  std::map<const SettingRow*, std::vector<std::string>> settings;
  std::optional<std::string> like;
  std::optional<std::string> offset;
  std::optional<std::string> page;
  std::optional<std::string> now;
  std::optional<std::string> timeout;
  FilterOptions filters;
  std::vector<std::string> facets;
  bool no_multi_select = false;
  std::optional<std::string> configuration;
  bool no_configuration = false;
  bool show_configuration = false;
};

// The rows of the table under the heading that was set.
void add_settings(OptionParser& parser, std::string_view heading, RawOptions& raw) {
  parser.group(heading);
  for (const SettingRow& row : setting_table()) {
    if (row.group != heading) continue;
    std::vector<std::string>& target = raw.settings[&row];
    const OptionText text{std::string(row.option), std::string(row.metavar), std::string(row.help)};
    if (!row.metavar.empty()) {
      parser.values(text, target);
      continue;
    }
    parser.flag(text, target, "false");
    // Takes back what a configuration file says.
    parser.flag({fmt::format("--{}", row.name), "", ""}, target, "true");
  }
}

void add_options(OptionParser& parser, RawOptions& raw, Options& options) {
  parser.arguments({"QUERY", "", "What to search for"}, options.words);
  add_settings(parser, kQueryGroup, raw);
  parser.flag({"--partial", "", "Search the rest when a server does not answer"}, options.open.partial);
  parser.value({"--timeout", "SECONDS", "Wait so long for a server: to connect (5), and for each answer (10)"},
               raw.timeout);
  parser.flag({"--all", "", "Every word must match"}, options.require_all);
  parser.flag({"--plain", "", "Take the query as words, without any syntax"}, options.plain);
  parser.flag({"--strict", "", "Treat any remark about the query as an error"}, options.strict);
  parser.value({"--like", "ARTICLE", "Find articles like this one: an address in the index, or a file"}, raw.like);
  parser.value({"--batch", "FILE", "Run the queries of a file of `id TAB text` lines; -: standard input"},
               options.batch);
  parser.value({"--now", "TIME", "The moment that ages and relative dates count from (ISO 8601)"}, raw.now);
  raw.filters.declare(parser);
  add_settings(parser, kRankingGroup, raw);
  parser.flag({"--explain", "", "Show what each score is made of"}, options.explain);
  add_settings(parser, kShownGroup, raw);
  parser.value({"--page", "N", "Show this page of results, from 1"}, raw.page);
  parser.value({"--offset", "N", "Results to skip (0)"}, raw.offset);
  parser.flag({"--snippets", "", "Also in json and jsonl: the texts around the matched words, with their places"},
              options.snippets);
  parser.values(
      {"--facet", "FIELD[:N]", "Count matches by topic, provider, category, type, lang, year, month, date, quality"},
      raw.facets);
  parser.flag({"--no-multi-select", "", "Count for a facet only what the filters by its own field leave"},
              raw.no_multi_select);
  parser.flag({"--timeline", "", "Draw how many matches there are of each month"}, options.timeline);
  add_settings(parser, kOutputGroup, raw);
  parser.flag({"--no-pager", "", "Print long output as it is"}, raw.settings[find_setting("pager")], "off");
  parser.group(kTaskGroup);
  parser.flag({"-i,--interactive", "", "Search while you type; QUERY is the beginning"}, options.interactive);
  parser.flag({"--complete", "", "Show what the unfinished query may become, and run nothing"}, options.complete);
  parser.flag({"--explain-query", "", "Show how the query is understood, and run nothing"}, options.explain_query);
  parser.group(kConfigurationGroup);
  parser.value({"--config", "FILE", "Read this configuration file alone, not ./newsrank.yaml and your own"},
               raw.configuration);
  parser.flag({"--no-config", "", "Read no configuration file"}, raw.no_configuration);
  parser.flag({"--show-config", "", "Print the settings in force and where each comes from"}, raw.show_configuration);
}

Error usage(std::string message, std::string hint = {}) {
  return {ErrorCode::invalid_argument, std::move(message), std::move(hint)};
}

// The spelling of a row's option that a message names: "--limit".
std::string_view long_name(const SettingRow& row) {
  std::string_view name = row.option.substr(row.option.find("--"));
  return name.substr(0, name.find(','));
}

Result<Configuration> configure(const RawOptions& raw, const Environment& environment) {
  if (raw.no_configuration && raw.configuration) return usage("--config and --no-config do not go together");
  auto configuration = load_configuration({raw.no_configuration, raw.configuration.value_or("")}, environment);
  if (!configuration) return configuration;
  for (const auto& [row, given] : raw.settings) {
    if (given.empty()) continue;
    Values values{given.back()};
    if (row->kind == ValueKind::path && row->separator != 0) values = given;
    if (row->kind == ValueKind::plain) values = split_values(*row, given.back());
    if (auto applied = configuration->apply(*row, values, std::string(long_name(*row))); !applied)
      return std::move(applied).error();
  }
  return configuration;
}

Result<void> place_page(const RawOptions& raw, Options& options) {
  if (raw.page && raw.offset) return usage("--page and --offset do not go together");
  if (raw.offset) {
    const auto offset = whole_number(*raw.offset, 0, kMaxResultWindow);
    if (!offset)
      return usage(
          fmt::format("--offset: expected a whole number from 0 to {}, not \"{}\"", kMaxResultWindow, *raw.offset));
    options.offset = *offset;
  }
  if (raw.page) {
    const auto page = whole_number(*raw.page, 1, kMaxResultWindow);
    if (!page)
      return usage(
          fmt::format("--page: expected a whole number from 1 to {}, not \"{}\"", kMaxResultWindow, *raw.page));
    options.offset = (*page - 1) * options.settings.limit;
  }
  return {};
}

Result<void> add_facets(const RawOptions& raw, Options& options) {
  const Format format = options.settings.format;
  if ((options.timeline || !raw.facets.empty()) && format != Format::text && format != Format::json)
    return usage("--facet and --timeline are for the formats text and json");
  for (const std::string& text : raw.facets) {
    auto request = facet_request(text, !raw.no_multi_select);
    if (!request) return usage("--facet: " + request.error().message);
    options.facets.push_back(std::move(*request));
  }
  if (options.timeline) options.facets.push_back({"month", kMaxFacetValues, FacetOrder::value, false});
  return {};
}

Result<void> place_timeout(const RawOptions& raw, Options& options) {
  if (!raw.timeout) return {};
  const std::string& text = *raw.timeout;
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || !(seconds >= 0.001 && seconds <= 86'400))
    return usage(fmt::format("--timeout: expected seconds from 0.001 to 86400, not \"{}\"", text));
  options.open.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
  options.open.connect_timeout = options.open.timeout;
  return {};
}

// Asked for in the arguments; what a configuration file says is for the formats that have columns.
Result<void> check_fields(const RawOptions& raw, const Options& options) {
  const auto given = raw.settings.find(find_setting("fields"));
  const Format format = options.settings.format;
  const bool columns =
      format == Format::csv || format == Format::tsv || format == Format::markdown || format == Format::jsonl;
  if (columns || given == raw.settings.end() || given->second.empty()) return {};
  return usage("--fields is for the formats csv, tsv, markdown and jsonl", "add --format csv, for example");
}

Result<void> finish(const RawOptions& raw, Options& options) {
  if (auto placed = place_timeout(raw, options); !placed) return placed;
  if (auto placed = place_page(raw, options); !placed) return placed;
  if (raw.now) {
    options.now = parse_date_time(*raw.now);
    if (!options.now) return usage("--now: expected a date or date and time such as 2024-05-01T12:00:00Z");
  }
  if (auto checked = check_fields(raw, options); !checked) return checked;
  if (auto added = add_facets(raw, options); !added) return added;
  auto filters = raw.filters.filters();
  if (!filters) return std::move(filters).error();
  options.filters = std::move(*filters);
  options.like = raw.like.value_or("");
  options.query = fmt::format("{}", fmt::join(options.words, " "));
  if (options.complete + options.explain_query + options.interactive + options.batch.has_value() > 1)
    return usage("--complete, --explain-query, --interactive and --batch do not go together");
  if (options.batch && !options.words.empty()) return usage("--batch brings its own queries");
  const bool asked = !options.words.empty() || options.batch || !options.like.empty() || !options.filters.empty();
  if (!asked && !options.interactive)
    return usage("no query given", "newsrank-search machine learning; newsrank-search --help shows more");
  return {};
}

ParsedOptions stop(const Error& error) {
  return {std::nullopt, format_error(error), exit_code_of(error.code)};
}

}  // namespace

PrinterOptions printer_options(const Options& options) {
  const Settings& settings = options.settings;
  return {settings.format, settings.fields, options.batch.has_value(), options.timeline, settings.limit,
          options.offset,  options.now};
}

ParsedOptions parse_options(int argc, const char* const* argv, const Environment& environment) {
  RawOptions raw;
  Options options;
  OptionParser parser(kProgram, kDescription, kExamples, version_text(kProgram));
  add_options(parser, raw, options);
  const auto asked = parser.parse(argc, argv);
  if (!asked) return stop(asked.error());
  if (*asked) return {std::nullopt, **asked, kExitDone};
  auto configuration = configure(raw, environment);
  if (!configuration) return stop(configuration.error());
  if (raw.show_configuration) return {std::nullopt, format_configuration(*configuration), kExitDone};
  options.settings = std::move(configuration->settings);
  if (auto finished = finish(raw, options); !finished) return stop(finished.error());
  return {std::move(options), {}, kExitDone};
}

}  // namespace newsrank::cli
