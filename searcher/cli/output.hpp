// Printers: a response as text for people, as JSON for programs, as a TREC run for evaluation.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "cli/options.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

// One query as it was run.
struct RunQuery {
  std::string id;  // of a batch; empty otherwise
  std::string text;
};

// Prints responses one after another. Text goes to `out`; nothing is buffered beyond it.
class Printer {
 public:
  virtual ~Printer() = default;
  virtual void print(const RunQuery& query, const SearchResponse& response) = 0;
};

// How a terminal is written to.
struct TerminalStyle {
  bool colour = false;
  std::size_t width = 80;
};

// Colour only on a terminal that wants it (NO_COLOR, TERM=dumb); the width is the terminal's, at most 100.
TerminalStyle terminal_style(std::FILE* out);

std::unique_ptr<Printer> make_text_printer(std::FILE* out, const TerminalStyle& style, std::size_t offset);
std::unique_ptr<Printer> make_json_printer(std::FILE* out);
std::unique_ptr<Printer> make_trec_printer(std::FILE* out);

// One suggestion a line, kind TAB text; or one JSON object.
void print_completions(std::FILE* out, const Completions& completions);
void print_completions_json(std::FILE* out, const std::string& text, const Completions& completions);

// Tokens, tree and the engine's query, for people.
void print_query_explanation(std::FILE* out, const QueryExplanation& explanation);

}  // namespace newsrank::cli
