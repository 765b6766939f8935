// SPDX-License-Identifier: GPL-2.0-or-later
// The options of newsrank-index.
#include <array>

#include "programs/options/option_table.hpp"
#include "programs/options/shared_rows.hpp"

namespace newsrank::cli {
namespace index_options {

constexpr std::array kIndexRows{
    OptionRow{.names = "--db",
              .metavar = "DIR",
              .help = "Folder of the index (newsrank.db)",
              .text = "Folder of the index; default: `newsrank.db`.",
              .offer = Offer::folders,
              .common = true},
    OptionRow{.names = "--shards",
              .metavar = "N",
              .help = "Parts of a new index, 1 to 64 (1)",
              .text = "Parts of a new index, 1 to 64; default: 1."},
    OptionRow{.names = "--language",
              .metavar = "L",
              .help = "Language of a new index: de, ... or none (english)",
              .text = "Language of stemming and stop words in a new index: `english` (default), `de` and others, or "
                      "`none`.",
              .common = true},
    OptionRow{
        .names = "--rebuild", .metavar = "", .help = "Make the index anew from the given sources only", .common = true},
};

constexpr std::array kRunRows{
    OptionRow{.names = "--base-url",
              .metavar = "URL",
              .help = "Address of the site that the sources are, for articles without one"},
    OptionRow{
        .names = "--include", .metavar = "GLOB", .help = "In folders only files of that name or path: 'posts/*.md'"},
    OptionRow{.names = "--exclude", .metavar = "GLOB", .help = "Leave out files and folders of that name or path"},
    OptionRow{.names = "--keep",
              .metavar = "",
              .help = "Keep the articles of files that are gone or list them no more, as always of feeds"},
    OptionRow{.names = "--strict",
              .metavar = "",
              .help = "Skip articles whose title would be guessed or that give a key twice"},
    kConfigRow,
    kNoConfigRow,
    OptionRow{.names = "--dry-run", .metavar = "", .help = "Report what would change, write nothing", .common = true},
    OptionRow{.names = "--wait", .metavar = "", .help = "Wait while another process writes to the index"},
    OptionRow{.names = "-j,--jobs",
              .metavar = "N",
              .help = "Threads, 1 to 256 (one for each core)",
              .text = "Threads, 1 to 256; default: one for each core."},
};

constexpr std::array kPrintedRows{
    OptionRow{.names = "--json", .metavar = "", .help = "Print the report as one JSON object"},
    OptionRow{.names = "-q,--quiet",
              .metavar = "",
              .help = "Print no progress and no summary, only what went wrong",
              .common = true},
    OptionRow{.names = "-v,--verbose", .metavar = "", .help = "List every problem, not one of each kind"},
};

constexpr std::array kTaskRows{
    OptionRow{.names = "--watch",
              .metavar = "",
              .help = "Stay, and index again after each change of the sources",
              .common = true},
    OptionRow{.names = "--check",
              .metavar = "",
              .help = "Verify the index; takes no source",
              .text = "Verify the index, and explain what is wrong. Takes no source.",
              .common = true},
    OptionRow{.names = "--stats", .metavar = "", .help = "Print what the index holds; takes no source", .common = true},
    OptionRow{.names = "--compact", .metavar = "", .help = "Write the index anew in less space; takes no source"},
    OptionRow{.names = "--backup",
              .metavar = "DIR",
              .help = "Copy the index to DIR while others read and write it; takes no source"},
    OptionRow{.names = "--list-sources", .metavar = "", .help = "Print what the index was made from; takes no source"},
    OptionRow{.names = "--forget", .metavar = "SOURCE", .help = "Remove the articles of a source from the index"},
    OptionRow{.names = "--explain-file",
              .metavar = "FILE",
              .help = "Print what becomes of the keys of a file; SOURCEs say what it is below",
              .offer = Offer::files},
};

constexpr std::array kGroups{
    OptionGroup{"The index", "", kIndexRows},
    OptionGroup{"The run", "", kRunRows},
    OptionGroup{"What is printed", "", kPrintedRows},
    OptionGroup{"Other tasks", "", kTaskRows},
    kHelpGroup,
};

constexpr std::array<std::string_view, 2> kUsage{"[OPTIONS] SOURCE...",
                                                 "--check | --stats | --compact | --list-sources [--db DIR]"};

constexpr std::array<std::string_view, 2> kShortExamples{
    "newsrank-index news/",
    "zcat dump.yml.gz | newsrank-index --db my.db -",
};

constexpr std::string_view kDescription =
    R"(newsrank-index reads news articles with front matter (YAML, TOML or JSON) into an index for newsrank-search.

A run reads only files that are new or changed since the last one and removes the articles of files
that have vanished below the given sources. Articles of other sources stay as they are.)";

constexpr std::string_view kMore = R"(Sources:
  a folder   all files below it whose names end in .md .markdown .html .htm .adoc .org .rst .txt
             .yml .yaml .json .jsonl .ndjson .csv .tsv .rss .atom .xml or .mdx
  a file     one article, a YAML stream, a feed, or records in JSON, JSON Lines, CSV
  -          standard input; it replaces what standard input said in an earlier run

Examples:
  newsrank-index news/                     index a folder into newsrank.db
  newsrank-index news/                     again: read only what changed
  newsrank-index --db my.db news/ more.md  several sources, another index
  newsrank-index --dry-run news/           say what would change, write nothing
  newsrank-index --rebuild news/           make the index anew, searches go on meanwhile
  zcat dump.yml.gz | newsrank-index -      a stream of any length
  newsrank-index --watch news/             stay, and follow the folder
  newsrank-index --check --db my.db        is the index whole?
  newsrank-index --stats --json            what is in it, for programs
  newsrank-index --compact                 write it anew in less space

What cannot be used is reported as path:line:column: reason and skipped; all else is indexed.
Ctrl-C ends a run well: what was read is kept, the next run continues. Twice: at once.)";

constexpr std::array kExitCodes{
    ExitRow{"0", "Done."},
    ExitRow{"1", "Internal error."},
    ExitRow{"2", "Wrong use."},
    ExitRow{"4", "The index or the disk failed; also a damaged index found by `--check`."},
    ExitRow{"5", "Indexed, but something was skipped."},
    ExitRow{"130", "Interrupted."},
};

constexpr ProgramTable kTable{
    .name = "newsrank-index",
    .purpose = "Reads news articles into an index for newsrank-search.",
    .description = kDescription,
    .usage = kUsage,
    .arguments = {.names = "SOURCE",
                  .metavar = "",
                  .help = "Folders, files, or - for standard input",
                  .offer = Offer::files},
    .groups = kGroups,
    .examples = kShortExamples,
    .more = kMore,
    .exit_codes = kExitCodes,
};

}  // namespace index_options

const ProgramTable& index_table() {
  return index_options::kTable;
}

}  // namespace newsrank::cli
