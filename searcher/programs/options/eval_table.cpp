// SPDX-License-Identifier: GPL-2.0-or-later
// The options of newsrank-eval.
#include <array>

#include "programs/options/option_table.hpp"
#include "programs/options/shared_rows.hpp"

namespace newsrank::cli {
namespace eval_options {

constexpr std::array kJudgingRows{
    OptionRow{.names = "--qrels", .metavar = "FILE", .help = "The judgements", .offer = Offer::files, .common = true},
    OptionRow{.names = "--exclude",
              .metavar = "FILE",
              .help = "Results to leave out: lines `query TAB document`",
              .text = "Results to leave out: lines of a query, a tab and a document.",
              .offer = Offer::files},
    OptionRow{.names = "-m,--measure",
              .metavar = "NAME",
              .help = "A measure, such as ndcg@10; may be repeated",
              .text = "A measure; may be repeated. `map`, `ndcg`, `p@K`, `r@K` or `mrr`; `@K` cuts the ranking after K "
                      "results, `/G` counts only documents of gain G and more.",
              .offer = Offer::words,
              .words = "map ndcg mrr p@10 r@10 ndcg@10 mrr@10",
              .common = true},
    OptionRow{.names = "--depth", .metavar = "N", .help = "Look at this many results of a query at most; default: all"},
    OptionRow{.names = "--per-query", .metavar = "", .help = "Also the figures of every query", .common = true},
    OptionRow{.names = "--split",
              .metavar = "WHICH",
              .help = "Judge these queries, by the number at the end of their id: even, odd, both, all",
              .text = "Judge these queries, by the number at the end of their id: `even`, `odd`, `both` or `all`.",
              .offer = Offer::words,
              .words = "even odd both all"},
    OptionRow{.names = "--permutations",
              .metavar = "N",
              .help = "Draws of the randomisation test (10000)",
              .text = "Draws of the randomisation test by which two runs are compared; default: 10000."},
    OptionRow{.names = "--seed", .metavar = "N", .help = "Seed of the randomisation test"},
    OptionRow{.names = "--json", .metavar = "", .help = "Print JSON instead of a table", .common = true},
};

constexpr std::array kSearchRows{
    OptionRow{.names = "--db",
              .metavar = "DIR",
              .help = "Folder of an index to search; may be repeated",
              .text = "Folder of an index to search; may be repeated, several are searched as one.",
              .offer = Offer::folders,
              .common = true},
    OptionRow{.names = "--queries",
              .metavar = "FILE",
              .help = "The queries to search for: lines `query TAB text`",
              .text = "The queries to search for: lines of a query's id, a tab and its text.",
              .offer = Offer::files,
              .common = true},
    OptionRow{.names = "--profile",
              .metavar = "NAME",
              .help = "Ranking profile: news, prose or a YAML file",
              .text =
                  "Ranking profile: `news`, `prose` or a YAML file, which `man newsrank-profiles` describes; two are "
                  "compared.",
              .offer = Offer::words_or_files,
              .words = "news prose",
              .common = true},
    OptionRow{.names = "--quality-weight",
              .metavar = "L",
              .help = "How much quality counts; default: the profile's",
              .text = "How much quality counts, 0 to 1000; default: the profile's."},
    OptionRow{.names = "--syntax",
              .metavar = "",
              .help = "Queries are in the query language, not plain words",
              .text = "Queries are in the query language, see `man 7 newsrank-query`, not plain words."},
    OptionRow{.names = "--suite",
              .metavar = "FILE",
              .help = "Several tasks at once, in YAML",
              .text = "Several tasks at once, in YAML; see THE SUITE in `man newsrank-eval`.",
              .offer = Offer::files,
              .common = true},
    OptionRow{.names = "--concordance",
              .metavar = "",
              .help = "How far equally useful articles are in the order of quality",
              .text =
                  "Tell instead how many pairs of articles of the same gain, among the best 20 of a query, are in the "
                  "order of their quality."},
    OptionRow{
        .names = "--tune",
        .metavar = "",
        .help = "Search for better values of the profile",
        .text = "Search for better values of the profile on the queries with even numbers; the profile is printed.",
        .common = true},
    OptionRow{.names = "--tune-parameters",
              .metavar = "NAMES",
              .help = "Which ones, in this order",
              .text = "Which ones, separated by commas, in this order."},
};

constexpr std::array kGroups{
    OptionGroup{"Judging", "", kJudgingRows},
    OptionGroup{"Searching an index", "", kSearchRows},
    kHelpGroup,
};

constexpr std::array<std::string_view, 3> kUsage{
    "--qrels FILE [OPTIONS] RUN [RUN2]",
    "--db DIR --queries FILE --qrels FILE [OPTIONS]",
    "--suite FILE [OPTIONS]",
};

constexpr std::array<std::string_view, 2> kShortExamples{
    "newsrank-eval --qrels qrels.txt before.txt after.txt",
    "newsrank-eval --db news.db --queries queries.tsv --qrels qrels.txt",
};

constexpr std::string_view kDescription =
    R"(A run is a file of lines `query Q0 document rank score tag`, as TREC programs write it, or a search
of an index; qrels are lines `query 0 document gain`. Figures are those of trec_eval -c.)";

constexpr std::string_view kMore = R"(Examples:
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
    newsrank-eval --suite suite.yaml --tune --tune-parameters k1,b,exact_weight > mine.yaml)";

constexpr std::array kExitCodes{
    ExitRow{"0", "Done."},
    ExitRow{"1", "Internal error."},
    ExitRow{"2", "Wrong use, or a malformed file."},
    ExitRow{"4", "A file or an index cannot be read."},
};

constexpr ProgramTable kTable{
    .name = "newsrank-eval",
    .purpose = "Judges rankings: how good are the results of a run, and is another run better?",
    .description = kDescription,
    .usage = kUsage,
    .arguments = {.names = "RUN",
                  .metavar = "",
                  .help = "The run to judge, or two to compare; - is standard input",
                  .offer = Offer::files},
    .groups = kGroups,
    .examples = kShortExamples,
    .more = kMore,
    .exit_codes = kExitCodes,
};

}  // namespace eval_options

const ProgramTable& eval_table() {
  return eval_options::kTable;
}

}  // namespace newsrank::cli
