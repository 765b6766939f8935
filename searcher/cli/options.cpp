// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "newsrank/article.hpp"
#include "programs/facet_option.hpp"
#include "programs/options/filter_options.hpp"
#include "programs/options/option_parser.hpp"
#include "programs/options/option_table.hpp"
#include "programs/output/timeline.hpp"
#include "programs/settings/saved_queries.hpp"

namespace newsrank::cli {
namespace {

// What the arguments say, as texts.
struct RawOptions {
  std::map<const OptionRow*, std::vector<std::string>> settings;
  std::optional<std::string> like;
  std::optional<std::string> offset;
  std::optional<std::string> page;
  std::optional<std::string> now;
  std::optional<std::string> timeout;
  FilterOptions filters;
  std::vector<std::string> facets;
  bool no_multi_select = false;
  std::optional<std::string> timeline;
  std::optional<std::string> configuration;
  bool no_configuration = false;
  bool show_configuration = false;
};

// A flag that is a setting turns it off; one of the setting's own name takes back what a configuration file says.
void add_settings(OptionParser& parser, RawOptions& raw) {
  for (const OptionRow* row : settings_of(search_table())) {
    std::vector<std::string>& target = raw.settings[row];
    if (!row->metavar.empty()) {
      parser.values(long_name(*row), target);
      continue;
    }
    parser.flag(long_name(*row), [&target] { target = {"false"}; });
    parser.unlisted_flag(fmt::format("--{}", row->setting.name), [&target] { target = {"true"}; });
  }
  std::vector<std::string>& pager = raw.settings[find_setting(search_table(), "pager")];
  parser.flag("--no-pager", [&pager] { pager = {"off"}; });
}

void add_options(OptionParser& parser, RawOptions& raw, Options& options) {
  add_settings(parser, raw);
  raw.filters.declare(parser);
  parser.arguments(options.words);
  parser.flag("--partial", options.open.partial);
  parser.value("--timeout", raw.timeout);
  parser.flag("--all", options.require_all);
  parser.flag("--any", options.require_any);
  parser.flag("--plain", options.plain);
  parser.flag("--strict", options.strict);
  parser.value("--like", raw.like);
  parser.value("--batch", options.batch);
  parser.values("--compare", options.compare);
  parser.value("--now", raw.now);
  parser.flag("--explain", options.explain);
  parser.value("--page", raw.page);
  parser.value("--offset", raw.offset);
  parser.value("--unseen", options.unseen);
  parser.flag("--peek", options.peek);
  parser.flag("--exit-code", options.exit_code);
  parser.flag("--bom", options.byte_order_mark);
  parser.flag("--snippets", options.snippets);
  parser.values("--facet", raw.facets);
  parser.flag("--no-multi-select", raw.no_multi_select);
  parser.flag_or_value("--timeline", raw.timeline);
  parser.flag("--interactive", options.interactive);
  parser.flag("--complete", options.complete);
  parser.flag("--explain-query", options.explain_query);
  parser.value("--config", raw.configuration);
  parser.flag("--no-config", raw.no_configuration);
  parser.flag("--show-config", raw.show_configuration);
}

Error usage(std::string message, std::string hint = {}) {
  return {ErrorCode::invalid_argument, std::move(message), std::move(hint)};
}

Result<Configuration> configure(const RawOptions& raw, const Environment& environment) {
  if (raw.no_configuration && raw.configuration) return usage("--config and --no-config do not go together");
  auto configuration = load_configuration({raw.no_configuration, raw.configuration.value_or("")}, environment);
  if (!configuration) return configuration;
  for (const auto& [row, given] : raw.settings) {
    if (given.empty()) continue;
    Values values{given.back()};
    const bool repeated = row->setting.kind == ValueKind::path && row->setting.separator != 0;
    if (repeated || row->setting.kind == ValueKind::pairs) values = given;
    if (row->setting.kind == ValueKind::plain) values = split_values(*row, given.back());
    if (auto applied = configuration->apply(*row, values, std::string(long_name(*row))); !applied)
      return std::move(applied).error();
  }
  return configuration;
}

Result<void> place_page(const RawOptions& raw, Options& options) {
  if (raw.page && raw.offset) return usage("--page and --offset do not go together");
  std::size_t page = 1;
  if (auto taken = take_number("--page", raw.page, {1, kMaxResultWindow}, page); !taken) return taken;
  options.offset = (page - 1) * options.settings.limit;
  return take_number("--offset", raw.offset, {0, kMaxResultWindow}, options.offset);
}

Result<void> check_compared(const Options& options) {
  constexpr std::size_t kMost = 6;
  if (options.compare.empty()) return {};
  if (options.compare.size() < 2 || options.compare.size() > kMost)
    return usage("--compare takes two to six queries, each with an option of its own",
                 "newsrank-search --compare solar --compare 'wind power'");
  const Format format = options.settings.format;
  if (format != Format::text && format != Format::json && format != Format::csv && format != Format::tsv &&
      format != Format::markdown)
    return usage("--compare is for the formats text, json, csv, tsv and markdown");
  if (options.batch || options.interactive || options.complete || options.explain_query || options.unseen)
    return usage("--compare goes with none of --batch, --interactive, --complete, --explain-query and --unseen");
  return {};
}

// Where there is a place for counts: beside the results, or instead of them.
Result<void> check_counts(const RawOptions& raw, const Options& options) {
  const Settings& settings = options.settings;
  if (!options.compare.empty()) return {};
  const std::size_t counts = raw.facets.size() + (raw.timeline ? 1 : 0);
  if (settings.format == Format::svg && counts != 1)
    return usage("--format svg draws one --facet or a --timeline", "add --timeline, for example");
  if (counts == 0 || settings.format == Format::text || settings.format == Format::json) return {};
  const bool instead = settings.format == Format::csv || settings.format == Format::tsv ||
                       settings.format == Format::markdown || settings.format == Format::svg;
  if (!instead) return usage("--facet and --timeline are for the formats text, json, csv, tsv, markdown and svg");
  if (settings.limit == 0 || settings.format == Format::svg) return {};
  return usage("csv, tsv and markdown are either for results or for counts", "add --limit 0 for the counts");
}

Result<void> add_facets(const RawOptions& raw, Options& options) {
  if (auto checked = check_counts(raw, options); !checked) return checked;
  for (const std::string& text : raw.facets) {
    auto request = facet_request(text, !raw.no_multi_select);
    if (!request) return usage("--facet: " + request.error().message);
    options.facets.push_back(std::move(*request));
  }
  if (!raw.timeline) return {};
  options.timeline = true;
  options.timeline_unit = parse_time_unit(*raw.timeline);
  if (!options.timeline_unit && !raw.timeline->empty())
    return usage(fmt::format("--timeline: expected day, week, month, quarter or year, not \"{}\"", *raw.timeline));
  options.facets.push_back(timeline_request());
  if (options.settings.format == Format::json && options.compare.empty())
    options.facets.back().field = unit_name(options.timeline_unit.value_or(TimeUnit::month));
  return {};
}

Result<void> place_timeout(const RawOptions& raw, Options& options) {
  constexpr double kLeast = 0.001;
  if (auto taken = take_seconds("--timeout", raw.timeout, kLeast, options.open.timeout); !taken) return taken;
  if (raw.timeout) options.open.connect_timeout = options.open.timeout;
  return {};
}

// Asked for in the arguments; what a configuration file says is for the formats that have columns.
Result<void> check_fields(const RawOptions& raw, const Options& options) {
  const auto given = raw.settings.find(find_setting(search_table(), "fields"));
  const Format format = options.settings.format;
  const bool columns =
      format == Format::csv || format == Format::tsv || format == Format::markdown || format == Format::jsonl;
  if (columns || given == raw.settings.end() || given->second.empty()) return {};
  return usage("--fields is for the formats csv, tsv, markdown and jsonl", "add --format csv, for example");
}

Result<void> check_mark(const Options& options) {
  const Format format = options.settings.format;
  if (!options.byte_order_mark || format == Format::csv || format == Format::tsv) return {};
  return usage("--bom is for the formats csv and tsv", "add --format csv");
}

bool is_markup(Format format) {
  return format == Format::html || format == Format::atom || format == Format::rss || format == Format::jsonfeed ||
         format == Format::svg;
}

Result<void> check_unseen(const Options& options) {
  if (options.peek && !options.unseen) return usage("--peek goes with --unseen");
  if (!options.unseen) return {};
  if (options.offset > 0)
    return usage("--unseen always shows the first results; --page and --offset do not go with it");
  if (options.interactive || options.complete || options.explain_query)
    return usage("--unseen is for searches whose results are printed");
  return {};
}

Result<void> finish(const RawOptions& raw, const Environment& environment, Options& options) {
  auto configuration = configure(raw, environment);
  if (!configuration) return std::move(configuration).error();
  if (raw.show_configuration) {
    options.shown_configuration = format_configuration(*configuration);
    return {};
  }
  options.settings = std::move(configuration->settings);
  if (auto placed = place_timeout(raw, options); !placed) return placed;
  if (auto placed = place_page(raw, options); !placed) return placed;
  if (raw.now) {
    options.now = parse_date_time(*raw.now);
    if (!options.now) return usage("--now: expected a date or date and time such as 2024-05-01T12:00:00Z");
  }
  if (auto checked = check_fields(raw, options); !checked) return checked;
  if (auto checked = check_mark(options); !checked) return checked;
  if (auto added = add_facets(raw, options); !added) return added;
  auto filters = raw.filters.filters();
  if (!filters) return std::move(filters).error();
  options.filters = std::move(*filters);
  options.like = raw.like.value_or("");
  options.query = with_saved_queries(fmt::format("{}", fmt::join(options.words, " ")), options.settings.saved);
  if (options.complete + options.explain_query + options.interactive + options.batch.has_value() > 1)
    return usage("--complete, --explain-query, --interactive and --batch do not go together");
  if (options.batch && !options.words.empty()) return usage("--batch brings its own queries");
  if (auto checked = check_unseen(options); !checked) return checked;
  if (auto checked = check_compared(options); !checked) return checked;
  if (options.batch && is_markup(options.settings.format))
    return usage("--batch is not for the formats html, atom, rss, jsonfeed and svg", "each of these is one document");
  const bool asked = !options.words.empty() || !options.compare.empty() || options.batch || !options.like.empty() ||
                     !options.filters.empty();
  if (!asked && !options.interactive)
    return usage("no query given", "newsrank-search machine learning; newsrank-search --help shows more");
  return {};
}

}  // namespace

PrinterOptions printer_options(const Options& options) {
  const Settings& settings = options.settings;
  return {settings.format,  settings.fields,       options.batch.has_value(),
          options.timeline, options.timeline_unit, settings.limit,
          options.offset,   options.now,           options.byte_order_mark};
}

ParsedOptions<Options> parse_options(int argc, const char* const* argv, const Environment& environment) {
  RawOptions raw;
  Options options;
  OptionParser parser(search_table());
  add_options(parser, raw, options);
  return parse_options(parser, argc, argv, options, [&] { return finish(raw, environment, options); });
}

}  // namespace newsrank::cli
