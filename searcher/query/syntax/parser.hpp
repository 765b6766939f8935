// SPDX-License-Identifier: GPL-2.0-or-later
// The parser of the query language.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/field_table.hpp"
#include "newsrank/query.hpp"
#include "query/syntax/diagnostics.hpp"
#include "query/syntax/leaf.hpp"
#include "query/syntax/scanner.hpp"

namespace newsrank::detail {

// Where the parser is: the field that leaves belong to, and what ends the group.
struct Scope {
  LeafContext leaf;
  std::size_t depth = 0;
  bool list = false;  // directly in the brackets of a field, where commas separate
};

// One operand, or a chain of them, on its way into a bag.
struct ParsedPart {
  Query query;
  Occur occur = Occur::should;
  bool required = false;  // an AND chain: a bag has to match it
};

// Recursive descent; a function for each rule of the grammar in README.md. Each call reads at least one character or
// finds itself at the end of its group, so the time is linear.
class Parser {
 public:
  Parser(std::string_view text, const ParseOptions& options, const FieldTable& fields, Diagnostics& diagnostics)
      : scanner_(text), options_(options), fields_(fields), diagnostics_(diagnostics) {}

  Query parse() {
    Scope scope;
    scope.leaf.now = options_.now;
    return parse_bag(scope);
  }

 private:
  bool at_stop(const Scope& scope);
  bool at_operator() const { return scanner_.at_operator("AND") || scanner_.at_operator("OR"); }
  void report_dangling(Place place);
  bool accept_operator(const Scope& scope, std::string_view word);

  Query parse_bag(const Scope& scope);
  ParsedPart parse_or(const Scope& scope);
  ParsedPart parse_and(const Scope& scope);
  ParsedPart parse_operand(const Scope& scope);
  Query parse_primary(const Scope& scope);
  Query parse_group(Scope scope);
  Query parse_list(const Scope& scope);
  Query parse_phrase(const Scope& scope);
  Query parse_words(const Scope& scope, bool joins);

  bool enter_field(Scope& scope);
  void parse_suffixes(Query& query);
  void apply_slop(Query& query, const Suffix& suffix);
  bool admit_leaf(Place place);

  Scanner scanner_;
  const ParseOptions& options_;
  const FieldTable& fields_;
  Diagnostics& diagnostics_;
  std::size_t leaves_ = 0;
  bool cut_ = false;                  // whether leaves were left out
  std::size_t ignored_brackets_ = 0;  // open ones beyond the depth limit
};

// parse_query() and format_query() with these fields; ParseOptions::fields does not count.
ParsedQuery read_query(std::string_view text, const ParseOptions& options, const FieldTable& fields);
std::string format_tree(const Query& query, const FieldTable& fields);

}  // namespace newsrank::detail
