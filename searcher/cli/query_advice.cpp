// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/query_advice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "programs/shell_word.hpp"

namespace newsrank::cli {
namespace {

constexpr const char* kQuoteForShell = "put the whole query between single quotes: newsrank-search '\"a phrase\" word'";

bool is_empty(const std::string& word) {
  return word.find_first_not_of(" \t\r\n") == std::string::npos;
}

// An argument of several words without any sign of the query language was a phrase to who typed it.
bool lost_quotes(const std::string& word) {
  return word.find_first_of(" \t") != std::string::npos && word.find_first_of("\"()*-+:") == std::string::npos;
}

}  // namespace

std::string argument_remark(const std::vector<std::string>& words) {
  if (words.size() < 2) return {};
  if (std::any_of(words.begin(), words.end(), is_empty))
    return fmt::format("an empty argument of the query is ignored; {}", kQuoteForShell);
  if (std::none_of(words.begin(), words.end(), lost_quotes)) return {};
  std::string query;
  for (const std::string& word : words)
    query += (query.empty() ? "" : " ") + (lost_quotes(word) ? "\"" + word + "\"" : word);
  return fmt::format(
      "the shell took the quotes away, so the words count each for itself; for the phrase: newsrank-search {}",
      shell_word(query));
}

std::string quote_remark(const std::vector<QueryDiagnostic>& diagnostics) {
  const bool unbalanced = std::any_of(diagnostics.begin(), diagnostics.end(),
                                      [](const auto& each) { return each.code == "unbalanced_quote"; });
  return unbalanced ? fmt::format("if the shell took a quote away, {}", kQuoteForShell) : std::string{};
}

Error with_query_advice(Error error, const std::vector<std::string>& words) {
  if (words.empty() || !std::all_of(words.begin(), words.end(), is_empty)) return error;
  error.hint = fmt::format("the shell passed an empty argument; {}", kQuoteForShell);
  return error;
}

}  // namespace newsrank::cli
