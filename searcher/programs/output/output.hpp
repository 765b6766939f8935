// SPDX-License-Identifier: GPL-2.0-or-later
// Printers: responses as text for people, and in formats for programs.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "newsrank/completion.hpp"
#include "newsrank/error.hpp"
#include "newsrank/query_explanation.hpp"
#include "newsrank/searcher.hpp"
#include "programs/output/printer_options.hpp"
#include "programs/terminal/terminal.hpp"

namespace newsrank::cli {

// One query as it was run.
struct RunQuery {
  std::string id;  // of a batch; empty otherwise
  std::string text;
};

// Prints responses one after another, without keeping any.
class Printer {
 public:
  virtual ~Printer() = default;
  virtual void print(const RunQuery& query, const SearchResponse& response) = 0;
  // What stands in place of the answer to a query that cannot be run: nothing in formats that have no place for it.
  virtual void print_error(const RunQuery& query, const Error& error);
};

// The printer of options.format; formats that are markup have theirs in programs/html/markup_printer.hpp.
std::unique_ptr<Printer> make_printer(std::FILE* out, const PrinterOptions& options, const TerminalStyle& style);

std::unique_ptr<Printer> make_text_printer(std::FILE* out, const PrinterOptions& options, const TerminalStyle& style);
std::unique_ptr<Printer> make_json_printer(std::FILE* out);
// One hit a line: its whole object, or the fields that are chosen.
std::unique_ptr<Printer> make_jsonl_printer(std::FILE* out, const PrinterOptions& options);
// csv, tsv and markdown: a head, then one hit a row.
std::unique_ptr<Printer> make_table_printer(std::FILE* out, const PrinterOptions& options);
std::unique_ptr<Printer> make_trec_printer(std::FILE* out);
// One address a line.
std::unique_ptr<Printer> make_url_printer(std::FILE* out);

// One suggestion a line, kind TAB text; or one JSON object.
void print_completions(std::FILE* out, const Completions& completions);
void print_completions_json(std::FILE* out, const std::string& text, const Completions& completions);

// Tokens, tree and the engine's query, for people.
void print_query_explanation(std::FILE* out, const QueryExplanation& explanation);

}  // namespace newsrank::cli
