// SPDX-License-Identifier: GPL-2.0-or-later
// The options of newsrank-search.
#include <array>

#include "programs/options/option_table.hpp"
#include "programs/options/setting_values.hpp"
#include "programs/options/shared_rows.hpp"

namespace newsrank::cli {
namespace search_options {

constexpr std::string_view kWeight = "a number from 0 to 1000";
constexpr std::string_view kTrueOrFalse = "true or false";
constexpr std::string_view kWhenNames = "auto, always or never";

constexpr std::array kQueryRows{
    OptionRow{
        .names = "--db",
        .metavar = "DIR",
        .help = "Folder of an index (newsrank.db); may be repeated",
        .text = "Folder of an index; default: `newsrank.db`. May be repeated; several are searched as one. "
                "`host:port` is a server, a name in `.yaml` a cluster file.",
        .offer = Offer::folders,
        .common = true,
        .setting = {"databases", "the folder of an index", ',', ValueKind::path, assign_databases, databases_text}},
    OptionRow{.names = "--synonyms",
              .metavar = "FILE",
              .help = "YAML file of words that also find others",
              .offer = Offer::files,
              .setting = {"synonyms", "the name of a file", 0, ValueKind::path, assign_text<&Settings::synonyms>,
                          text_of<&Settings::synonyms>}},
    OptionRow{.names = "--no-correct",
              .metavar = "",
              .help = "Only suggest corrections of words that no article has",
              .setting = {"correct", kTrueOrFalse, 0, ValueKind::plain, assign_flag<&Settings::correct>,
                          flag_text<&Settings::correct>}},
    OptionRow{
        .names = "--partial",
        .metavar = "",
        .help = "Search the rest when a server does not answer",
        .text = "Search the rest when a server does not answer, and say on standard error which ones are left out."},
    OptionRow{.names = "--timeout",
              .metavar = "SECONDS",
              .help = "Wait so long for a server: to connect (5), and for each answer (10)"},
    OptionRow{.names = "--all", .metavar = "", .help = "Every word must match", .common = true},
    OptionRow{.names = "--any", .metavar = "", .help = "One word suffices; otherwise a telling part of them"},
    OptionRow{.names = "--plain", .metavar = "", .help = "Take the query as words, without any syntax"},
    OptionRow{.names = "--strict", .metavar = "", .help = "Treat any remark about the query as an error"},
    OptionRow{.names = "--like",
              .metavar = "ARTICLE",
              .help = "Find articles like this one: an address in the index, or a file",
              .text = "Find articles like this one: an address in the index, or a file. A query may stand beside it.",
              .offer = Offer::files},
    OptionRow{.names = "--compare",
              .metavar = "QUERY",
              .help = "Count what each of several queries finds, side by side",
              .text = "Given two times or more: count what each of these queries finds, side by side, by `--facet` and "
                      "`--timeline`, or else by providers, topics and time. QUERY and filters hold for all of them. In "
                      "the formats `text`, `csv`, `tsv`, `markdown`; as `json` the answer to each."},
    OptionRow{.names = "--batch",
              .metavar = "FILE",
              .help = "Run the queries of a file of `id TAB text` lines; -: standard input",
              .text = "Run the queries of a file, whose lines are an id, a tab and the text; `-` is standard input.",
              .offer = Offer::files},
    OptionRow{.names = "--saved",
              .metavar = "NAME=QUERY",
              .help = "A query that @NAME stands for in others; may be repeated",
              .text =
                  "A query that `@NAME` stands for in others. May be repeated; mostly it stands in the configuration "
                  "file, `saved: {NAME: QUERY}`.",
              .setting = {"saved", "a name and a query, NAME=QUERY", 0, ValueKind::pairs, assign_saved, saved_text}},
    OptionRow{.names = "--now",
              .metavar = "TIME",
              .help = "The moment that ages and relative dates count from (ISO 8601)",
              .text = "The moment that ages and relative dates count from (ISO 8601); default: the clock."},
};

constexpr std::array kFilterRows{
    OptionRow{.names = "--topic",
              .metavar = "TOPIC",
              .help = "Only articles with this topic",
              .offer = Offer::values,
              .common = true},
    OptionRow{.names = "--provider",
              .metavar = "NAME",
              .help = "Only from this provider, by name or domain",
              .offer = Offer::values,
              .common = true},
    OptionRow{
        .names = "--site", .metavar = "HOST", .help = "Only with an address of this host", .offer = Offer::values},
    OptionRow{.names = "--category", .metavar = "NAME", .help = "Only of this category", .offer = Offer::values},
    OptionRow{.names = "--type",
              .metavar = "TYPE",
              .help = "Only of this type: article, video",
              .text = "Only of this type: `article`, `video`.",
              .offer = Offer::values},
    OptionRow{.names = "--lang",
              .metavar = "LANG",
              .help = "Only in this language: en, de",
              .text = "Only in this language: `en`, `de`, and so on.",
              .offer = Offer::values},
    OptionRow{.names = "--since,--after",
              .metavar = "DATE",
              .help = "Not older: 2024-05-01, 2024-05, 7d, today",
              .text = "Not older than this: `2024-05-01`, `2024-05`, `2024`, `7d` (seven days ago), `today`.",
              .common = true},
    OptionRow{.names = "--until",
              .metavar = "DATE",
              .help = "Not newer; 2024-05 with all of May",
              .text = "Not newer; a month and a year are meant with all their days: `2024-05` with all of May.",
              .common = true},
    OptionRow{.names = "--before", .metavar = "DATE", .help = "Older; 2024-05 without May"},
    OptionRow{.names = "--min-quality", .metavar = "Q", .help = "Only of this quality and better"},
    OptionRow{.names = "--max-quality", .metavar = "Q", .help = "Only of this quality and worse"},
    OptionRow{.names = "--published",
              .metavar = "BOOL",
              .help = "true: only what is marked as published; false; any",
              .text = "`true`: only what is marked as published; `false`: only what is not; `any`.",
              .offer = Offer::words,
              .words = "true false any"},
    OptionRow{
        .names = "--removed",
        .metavar = "BOOL",
        .help = "any: withdrawn articles, too; true: only these",
        .text = "`any`: withdrawn articles, too; `true`: only these; `false`: none of them, as without the option.",
        .offer = Offer::words,
        .words = "true false any"},
};

constexpr std::array kRankingRows{
    OptionRow{.names = "--sort",
              .metavar = "ORDER",
              .help = "Order: relevance, date, quality, heat or a field",
              .text = "What comes first: `relevance` (default), `date`, `quality`, `heat`, or a sortable field of the "
                      "index's own: `price`, or with the least first `price:asc`.",
              .offer = Offer::words,
              .words = "relevance date quality heat",
              .common = true,
              .setting = {"sort", "relevance, date, quality, heat or a field of the index's own", 0, ValueKind::plain,
                          assign_sort, sort_text}},
    OptionRow{.names = "--profile",
              .metavar = "NAME",
              .help = "Ranking profile: news, prose or a YAML file",
              .text = "Ranking profile: `news`, `prose` or a YAML file, which `man newsrank-profiles` describes; "
                      "default: what fits the texts of the index.",
              .offer = Offer::words_or_files,
              .words = "news prose",
              .setting = {"profile", "news, prose or the name of a file", 0, ValueKind::profile,
                          assign_text<&Settings::profile>, text_of<&Settings::profile>}},
    OptionRow{.names = "--quality-weight",
              .metavar = "W",
              .help = "How much quality counts; 0: not at all",
              .text = "How much quality counts, 0 to 1000; 0: not at all.",
              .setting = {"quality-weight", kWeight, 0, ValueKind::plain, assign_weight<&Settings::quality_weight>,
                          weight_text<&Settings::quality_weight>}},
    OptionRow{.names = "--recency-weight",
              .metavar = "W",
              .help = "How much newness counts; 0: not at all",
              .text = "How much newness counts, 0 to 1000; 0: not at all.",
              .setting = {"recency-weight", kWeight, 0, ValueKind::plain, assign_weight<&Settings::recency_weight>,
                          weight_text<&Settings::recency_weight>}},
    OptionRow{.names = "--half-life",
              .metavar = "AGE",
              .help = "Age at which newness counts half: 30d, 12h, 2w, 1y",
              .text = "The age at which newness counts half: `30d`, `12h`, `2w`, `1y`.",
              .setting = {"half-life", "a length of time such as 30d, 12h, 2w or 1y", 0, ValueKind::plain,
                          assign_half_life, half_life_text}},
    OptionRow{.names = "--explain",
              .metavar = "",
              .help = "Show what each score is made of",
              .text =
                  "Show what each score is made of: the relevance, with a line for what each form of a word adds to "
                  "it; the factors for quality and newness; and by how much each of these exceeds the next "
                  "article's.",
              .common = true},
};

constexpr std::array kShownRows{
    OptionRow{
        .names = "-n,--limit",
        .metavar = "N",
        .help = "Results to show (10), or all",
        .text = "Results to show, 0 to 100000, or `all`; default: 10.",
        .common = true,
        .setting = {"limit", "a whole number from 0 to 100000, or all", 0, ValueKind::plain, assign_limit, limit_text}},
    OptionRow{.names = "--no-group",
              .metavar = "",
              .help = "Show every copy of a story as a result of its own",
              .setting = {"group", kTrueOrFalse, 0, ValueKind::plain, assign_flag<&Settings::group>,
                          flag_text<&Settings::group>}},
    OptionRow{.names = "--page", .metavar = "N", .help = "Show this page of results, from 1"},
    OptionRow{.names = "--offset", .metavar = "N", .help = "Results to skip (0)"},
    OptionRow{.names = "--unseen",
              .metavar = "FILE",
              .help = "Only what an earlier search with this file did not show",
              .text =
                  "Show only articles that an earlier search with this file did not show, whatever their dates, and "
                  "record in it what is shown. It is a text file with the identity of an article a line, and is "
                  "made where there is none.",
              .offer = Offer::files},
    OptionRow{.names = "--peek", .metavar = "", .help = "Do not record in the file of --unseen what is shown"},
    OptionRow{.names = "--snippets",
              .metavar = "",
              .help = "Also in json and jsonl: the texts around the matched words",
              .text = "Also in `json` and `jsonl`: the texts around the matched words, with their places."},
    OptionRow{.names = "--facet",
              .metavar = "FIELD[:N][,FIELD]",
              .help = "Count matches by topic, provider, category, type, lang, month, quality and others",
              .text =
                  "Count the matches by `topic`, `provider`, `category`, `type`, `lang`, `year`, `quarter`, `month`, "
                  "`week`, `day`, `date` (years with months) or `quality`. Of the first five the N most frequent "
                  "values are shown, 10 without N; the others are shown whole and in order. May be repeated. The "
                  "first five are counted as if they were not filtered by; the values that are filtered by come "
                  "first, with a mark. With a second field each value is counted by it, too: `provider,month`. "
                  "With `--limit 0` also in the formats `csv`, `tsv`, `markdown` and `svg`.",
              .offer = Offer::words,
              .words = "topic provider category type lang year quarter month week day date quality"},
    OptionRow{.names = "--no-multi-select",
              .metavar = "",
              .help = "Count for a facet only what the filters by its own field leave"},
    OptionRow{.names = "--timeline",
              .metavar = "",
              .help = "Draw how many matches there are over time: day, week, month, quarter, year",
              .text = "Draw how many matches there are of each `day`, `week`, `month`, `quarter` or `year`. Without "
                      "a unit one is chosen that fits the time from the first match to the last.",
              .optional = "UNIT"},
};

constexpr std::array kOutputRows{
    OptionRow{
        .names = "--format",
        .metavar = "FORMAT",
        .help = "text, json, csv, html, atom and others",
        .text =
            "`text` (default) for people; `json` and `jsonl`, one result a line, for programs; `csv` and `tsv` "
            "for spreadsheets; `markdown`, a table; `trec` for judges, see `man newsrank-eval`; `urls`, one "
            "address a line; `html`, a report with charts in one file; `atom`, `rss` and `jsonfeed` for feed readers.",
        .offer = Offer::words,
        .words = "text json jsonl csv tsv markdown trec urls html atom rss jsonfeed",
        .common = true,
        .setting = {"format", "text, json, jsonl, csv, tsv, markdown, trec, urls, html, atom, rss or jsonfeed", 0,
                    ValueKind::plain, assign_choice<&Settings::format, kFormats>,
                    choice_text<&Settings::format, kFormats>}},
    OptionRow{.names = "--fields",
              .metavar = "NAMES",
              .help = "Columns of csv, tsv, markdown and jsonl: title,url,score",
              .text =
                  "Columns of `csv`, `tsv`, `markdown` and members of `jsonl`, separated by commas: `title,url,score`; "
                  "also fields of the index's own. They are called as the members of `json`: `published_at`, "
                  "`provider.name`; `provider` is all of it.",
              .setting = {"fields", "names of fields", ',', ValueKind::plain, assign_fields, fields_text}},
    OptionRow{.names = "--bom",
              .metavar = "",
              .help = "Begin csv and tsv with a byte order mark, by which spreadsheets know UTF-8"},
    OptionRow{.names = "--color,--colour",
              .metavar = "WHEN",
              .help = "Colours: auto (on a terminal that wants them), always, never",
              .text = "Colours: `auto` (on a terminal that wants them; default), `always`, `never`.",
              .offer = Offer::words,
              .words = "auto always never",
              .setting = {"color", kWhenNames, 0, ValueKind::plain, assign_choice<&Settings::colour, kWhen>,
                          choice_text<&Settings::colour, kWhen>}},
    OptionRow{.names = "--hyperlinks",
              .metavar = "WHEN",
              .help = "Titles to click on: auto (where known to work), always, never",
              .text = "Titles to click on: `auto` (on terminals where that is known to work; default), `always`, "
                      "`never`.",
              .offer = Offer::words,
              .words = "auto always never",
              .setting = {"hyperlinks", kWhenNames, 0, ValueKind::plain, assign_choice<&Settings::hyperlinks, kWhen>,
                          choice_text<&Settings::hyperlinks, kWhen>}},
    OptionRow{.names = "--pager",
              .metavar = "COMMAND",
              .help = "Shows long output on a terminal; off: none",
              .text = "Shows long output on a terminal; default: `$PAGER` or `less`. `off`: none.",
              .setting = {"pager", "a command or off", 0, ValueKind::command, assign_pager, pager_text}},
    OptionRow{.names = "--exit-code", .metavar = "", .help = "Exit with 1 where there are no results, as grep does"},
    OptionRow{.names = "--no-pager", .metavar = "", .help = "Print long output as it is"},
};

constexpr std::array kTaskRows{
    OptionRow{.names = "-i,--interactive",
              .metavar = "",
              .help = "Search while you type; QUERY is the beginning",
              .common = true},
    OptionRow{.names = "--complete",
              .metavar = "",
              .help = "Show what the unfinished query may become, and run nothing",
              .text =
                  "Show what the unfinished query may become, and run nothing. Each line is a kind (`query`, `topic` "
                  "or `title`), a tab and the text; at most `--limit` of each kind."},
    OptionRow{.names = "--explain-query", .metavar = "", .help = "Show how the query is understood, and run nothing"},
};

constexpr std::array kConfigurationRows{
    kConfigRow,
    kNoConfigRow,
    OptionRow{.names = "--show-config", .metavar = "", .help = "Print the settings in force and where each comes from"},
};

constexpr std::array kGroups{
    OptionGroup{"The query", "", kQueryRows},
    OptionGroup{
        "Filters",
        "They are also part of the query language, see `man 7 newsrank-query`. All of them have to hold; of one "
        "that is repeated, any value will do. With one of them, no query is needed.",
        kFilterRows},
    OptionGroup{"Ranking", "", kRankingRows},
    OptionGroup{"What is shown", "", kShownRows},
    OptionGroup{"Output", "", kOutputRows},
    OptionGroup{"Other tasks", "", kTaskRows},
    OptionGroup{"Configuration", "", kConfigurationRows},
    kHelpGroup,
};

constexpr std::array<std::string_view, 1> kUsage{"[OPTIONS] QUERY..."};

constexpr std::array<std::string_view, 2> kShortExamples{
    "newsrank-search machine learning",
    "newsrank-search '\"machine learning\" -hype title:release topic:AI'",
};

constexpr std::string_view kMore = R"(Examples:
  Articles with a telling part of the words, the best first; with all of them:
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
    newsrank-search --format csv --fields title,published_at,url -n 1000 pytorch > pytorch.csv
    newsrank-search --format urls -n 3 pytorch | xargs -d '\n' -n 1 xdg-open
    newsrank-search --format jsonl pytorch | jq -r .title
    newsrank-search --batch queries.tsv --format trec > run.txt
  A report to mail; a feed; what is new since the last time, for cron:
    newsrank-search --format html battery > battery.html
    newsrank-search --format atom --sort date -n 30 battery > battery.atom
    newsrank-search --unseen seen.txt --exit-code battery

More: man newsrank-search; the query language: man 7 newsrank-query.)";

constexpr std::array kExitCodes{
    ExitRow{"0", "Done, also without results."},
    ExitRow{"1", "Internal error; with `--exit-code`, no results."},
    ExitRow{"2", "Wrong use."},
    ExitRow{"3", "The query cannot be run, or `--strict` found something to remark."},
    ExitRow{"4", "There is no index, it cannot be read, or the output cannot be written."},
    ExitRow{"128+n", "An interactive search was ended by signal n."},
};

constexpr ProgramTable kTable{
    .name = "newsrank-search",
    .purpose = "Searches news articles; the best come first: relevance weighted by quality.",
    .description = "",
    .usage = kUsage,
    .arguments = {.names = "QUERY", .metavar = "", .help = "What to search for", .offer = Offer::queries},
    .groups = kGroups,
    .examples = kShortExamples,
    .more = kMore,
    .exit_codes = kExitCodes,
};

}  // namespace search_options

const ProgramTable& search_table() {
  return search_options::kTable;
}

}  // namespace newsrank::cli
