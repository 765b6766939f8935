#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include "cli/exit_codes.hpp"
#include "cli/version.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {
namespace {

constexpr const char* kDescription = "Searches news articles; the best come first: relevance weighted by quality.";

constexpr const char* kExamples = R"(Examples:
  newsrank-search machine learning             articles with any of the words, best first
  newsrank-search --all machine learning       articles with both
  newsrank-search '"machine learning" -hype'   the phrase, without a word
  newsrank-search 'title:release topic:AI'     by field
  newsrank-search -i                           search while you type
  newsrank-search --complete 'micros az'       what the query may become
  newsrank-search --explain-query 'a OR b'     how a query is understood
  newsrank-search --format json pytorch        for programs
  newsrank-search --like https://example.org/news/42
  newsrank-search --batch queries.tsv --format trec > run.txt

Quote queries for the shell. The query language: searcher/query/README.md.
Exit codes: 0 done (also without hits), 1 internal error, 2 usage, 3 query, 4 index.)";

// "30d" in days; hours, days, weeks and years.
std::optional<double> parse_days(std::string_view text) {
  double count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  if (error != std::errc{} || !(count > 0)) return std::nullopt;
  if (unit == "h") return count / 24;
  if (unit == "d") return count;
  if (unit == "w") return count * 7;
  if (unit == "y") return count * 365.25;
  return std::nullopt;
}

ParsedOptions usage_error(std::string_view message) {
  fmt::print(stderr, "newsrank-search: {}\n", message);
  return {{}, kExitUsage};
}

}  // namespace

ParsedOptions parse_options(int argc, char** argv) {
  ParsedOptions parsed;
  Options& options = parsed.options;
  CLI::App app(kDescription, "newsrank-search");
  app.footer(kExamples);
  app.set_version_flag("--version", version_text("newsrank-search"));
  std::vector<std::string> words;
  const std::map<std::string, Format> formats{{"text", Format::text}, {"json", Format::json}, {"trec", Format::trec}};
  app.add_option("QUERY", words, "what to search for");
  app.add_option("--db", options.databases, "folder of an index; several are searched as one")
      ->capture_default_str()
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--limit,-n", options.limit, "articles to show")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, kMaxResultWindow));
  app.add_option("--offset", options.offset, "articles to skip")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, kMaxResultWindow));
  app.add_option("--format", options.format, "text, json or trec")
      ->transform(CLI::CheckedTransformer(formats))
      ->default_str("text");
  app.add_option("--quality-weight", options.quality_weight, "how much quality counts; 0: not at all")
      ->check(CLI::Range(0.0, 1000.0));
  app.add_option("--profile", options.profile, "ranking profile: news, prose or a YAML file");
  app.add_option("--recency-weight", options.recency_weight, "how much newness counts")->check(CLI::Range(0.0, 1000.0));
  std::string half_life;
  app.add_option("--half-life", half_life, "age at which newness counts half: 30d, 12h, 2w");
  std::string now;
  app.add_option("--now", now, "the moment that ages and relative dates count from (ISO 8601)");
  const std::map<std::string, SortOrder> orders{{"relevance", SortOrder::relevance},
                                                {"date", SortOrder::date},
                                                {"quality", SortOrder::quality},
                                                {"heat", SortOrder::heat}};
  app.add_option("--sort", options.sort, "relevance, date, quality or heat")
      ->transform(CLI::CheckedTransformer(orders))
      ->default_str("relevance");
  app.add_flag("--explain", options.explain, "show what each score is made of");
  app.add_option("--like", options.like, "find articles like one: an address in the index, or a file");
  app.add_flag("!--no-group", options.group, "show every copy of a story as a hit of its own");
  app.add_flag("--all", options.require_all, "every word must match");
  app.add_flag("--plain", options.plain, "take the query as words, without any syntax");
  app.add_option("--synonyms", options.synonyms, "YAML file of words that also find others");
  app.add_flag("!--no-correct", options.correct, "only suggest corrections of words that no article has");
  app.add_flag("--strict", options.strict, "treat any remark about the query as an error");
  auto* interactive =
      app.add_flag("--interactive,-i", options.interactive, "search while you type; QUERY is the beginning");
  app.add_option("--batch", options.batch, "run the queries of a file of `id TAB text` lines; -: standard input")
      ->excludes(interactive);
  app.add_flag("--complete", options.complete, "show what the unfinished query may become, and run nothing")
      ->excludes(interactive);
  app.add_flag("--explain-query", options.explain_query, "show how the query is understood, and run nothing")
      ->excludes(interactive);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = app.exit(error) == 0 ? kExitDone : kExitUsage;
    return parsed;
  }
  if (!half_life.empty()) {
    options.half_life_days = parse_days(half_life);
    if (!options.half_life_days)
      return usage_error("--half-life: expected a length of time such as 30d, 12h, 2w or 1y");
  }
  if (!now.empty()) {
    options.now = parse_date_time(now);
    if (!options.now) return usage_error("--now: expected a date or date and time such as 2024-05-01T12:00:00Z");
  }
  options.query = fmt::format("{}", fmt::join(words, " "));
  if (words.empty() && !options.batch && !options.interactive && options.like.empty()) {
    fmt::print(
        stderr,
        "newsrank-search: no query given\nhint: newsrank-search machine learning; newsrank-search --help shows more\n");
    parsed.exit_code = kExitUsage;
  }
  return parsed;
}

}  // namespace newsrank::cli
