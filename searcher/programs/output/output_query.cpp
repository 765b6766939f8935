// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <sstream>

#include "programs/output/output.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {

void print_completions(std::FILE* out, const Completions& completions) {
  for (const std::string& query : completions.queries) fmt::print(out, "query\t{}\n", printable(query));
  for (const std::string& topic : completions.topics) fmt::print(out, "topic\t{}\n", printable(topic));
  for (const std::string& value : completions.values) fmt::print(out, "value\t{}\n", printable(value));
  for (const TitleCompletion& title : completions.titles) fmt::print(out, "title\t{}\n", printable(title.title));
}

void print_query_explanation(std::FILE* out, const QueryExplanation& explanation) {
  fmt::print(out, "Tokens\n");
  for (const ExplainedToken& token : explanation.tokens) {
    fmt::print(out, "  {:<6} {}  stem {}  [{}, {}){}\n", token.kind, printable(token.text), printable(token.stem),
               token.begin, token.end, token.stop_word ? "  stop word" : "");
  }
  fmt::print(out, "\nTree\n");
  std::istringstream lines(explanation.tree);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t indent = line.find_first_not_of(' ');
    fmt::print(out, "  {}{}\n", std::string(indent, ' '), printable(line.substr(indent)));
  }
  fmt::print(out, "\nEngine\n  {}\n", printable(explanation.engine_query));
}

}  // namespace newsrank::cli
