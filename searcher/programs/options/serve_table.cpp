// SPDX-License-Identifier: GPL-2.0-or-later
// The options of newsrank-serve.
#include <array>

#include "programs/options/option_table.hpp"
#include "programs/options/shared_rows.hpp"

namespace newsrank::cli {
namespace serve_options {

constexpr std::array kServedRows{
    OptionRow{.names = "--db",
              .metavar = "DIR",
              .help = "Folder of an index (newsrank.db); may be repeated",
              .text = "Folder of an index; default: `newsrank.db`. May be repeated; several are searched as one. "
                      "`host:port` is a server, a name in `.yaml` a cluster file.",
              .offer = Offer::folders,
              .common = true},
    OptionRow{.names = "--partial", .metavar = "", .help = "Search the rest when a server does not answer"},
    OptionRow{.names = "--title", .metavar = "TEXT", .help = "What the pages are called (newsrank)", .common = true},
    OptionRow{.names = "--refresh", .metavar = "SECONDS", .help = "How often to look for a new state of the index (1)"},
};

constexpr std::array kAudienceRows{
    OptionRow{.names = "--listen",
              .metavar = "ADDRESS",
              .help = "Address and port (127.0.0.1:8080)",
              .text = "Address and port; default: `127.0.0.1:8080`. Port 0: any free one.",
              .common = true},
    OptionRow{.names = "--base-path",
              .metavar = "PATH",
              .help = "What stands before all paths, behind a proxy: /news",
              .common = true},
    OptionRow{.names = "--token-file",
              .metavar = "FILE",
              .help = "Only for who sends the token in this file",
              .offer = Offer::files,
              .common = true},
    OptionRow{.names = "--cors", .metavar = "ORIGIN", .help = "Whose pages may read replies in a browser; *: all"},
    OptionRow{.names = "--access-log",
              .metavar = "FORMAT",
              .help = "A line for each request: off, common or json",
              .text = "A line for each request to standard output: `off` (default), `common` or `json`.",
              .offer = Offer::words,
              .words = "off common json",
              .common = true},
};

constexpr std::array kBoundRows{
    OptionRow{.names = "--threads", .metavar = "N", .help = "Searches at a time (one for each core)"},
    OptionRow{.names = "--connections", .metavar = "N", .help = "Connections at a time (128)"},
    OptionRow{.names = "--result-window", .metavar = "N", .help = "How deep a ranking can be read (10000)"},
    OptionRow{.names = "--deadline", .metavar = "SECONDS", .help = "How long a request waits for its turn (5)"},
};

constexpr std::array kConfigurationRows{
    kConfigRow,
    kNoConfigRow,
};

constexpr std::array kGroups{
    OptionGroup{"What is served", "", kServedRows},
    OptionGroup{"Where and to whom", "", kAudienceRows},
    OptionGroup{"Bounds", "", kBoundRows},
    OptionGroup{"Configuration", "", kConfigurationRows},
    kHelpGroup,
};

constexpr std::array<std::string_view, 1> kUsage{"[OPTIONS]"};

constexpr std::array<std::string_view, 2> kShortExamples{
    "newsrank-serve --db news.db",
    "newsrank-serve --db news.db --listen 0.0.0.0:8080 --token-file token.txt",
};

constexpr std::string_view kMore = R"(Examples:
  Pages at http://127.0.0.1:8080/:
    newsrank-serve --db news.db
  For others too, on any address of this machine, with a token:
    newsrank-serve --db news.db --listen 0.0.0.0:8080 --token-file token.txt
  Behind a proxy that passes on what is below /news/:
    newsrank-serve --db news.db --base-path /news
  What programs ask:
    curl 'http://127.0.0.1:8080/api/v1/search?q=battery&limit=3')";

constexpr std::array kExitCodes{
    ExitRow{"0", "Ended as asked."},
    ExitRow{"1", "Internal error."},
    ExitRow{"2", "Wrong use."},
    ExitRow{"4", "There is no index, it cannot be read, or the address cannot be listened on."},
};

constexpr ProgramTable kTable{
    .name = "newsrank-serve",
    .purpose = "Serves the search of news articles: pages for people, JSON for programs, feeds.",
    .description = "",
    .usage = kUsage,
    .arguments = {.names = "", .metavar = "", .help = ""},
    .groups = kGroups,
    .examples = kShortExamples,
    .more = kMore,
    .exit_codes = kExitCodes,
};

}  // namespace serve_options

const ProgramTable& serve_table() {
  return serve_options::kTable;
}

}  // namespace newsrank::cli
