// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/query_explanation.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

#include "query/syntax/date_span.hpp"

namespace newsrank::detail {
namespace {

constexpr std::array<std::string_view, 5> kTokenKinds{"word", "base", "whole", "joined", "variant"};
constexpr std::array<std::string_view, 11> kNodeKinds{"nothing", "all", "word",   "phrase", "wildcard", "value",
                                                      "range",   "bag", "all_of", "any_of", "and_not"};

void add_tokens(const Query& node, std::string_view text, Analyzer& analyzer, std::vector<ExplainedToken>& out) {
  for (const Query& child : node.children) add_tokens(child, text, analyzer, out);
  if (node.kind != QueryKind::word && node.kind != QueryKind::phrase) return;
  const bool placed = node.begin <= node.end && node.end <= text.size();
  const std::size_t at = placed ? text.substr(node.begin, node.end - node.begin).find(node.text) : std::string::npos;
  std::vector<Token> tokens;
  analyzer.analyze(node.text, tokens);
  for (const Token& token : tokens) {
    ExplainedToken explained{std::string(kTokenKinds[static_cast<std::size_t>(token.kind)]),
                             token.text,
                             token.stem,
                             node.begin,
                             node.end,
                             analyzer.is_stop_word(token.text)};
    if (at != std::string::npos) {
      explained.begin = node.begin + at + token.begin;
      explained.end = node.begin + at + token.end;
    }
    out.push_back(std::move(explained));
  }
}

// Moments are written as in the query language, to the second.
std::string bound(const Field* field, const std::optional<double>& value) {
  if (!value) return "";
  const bool dates = field != nullptr && field->kind == FieldKind::date;
  const bool moment = dates && *value >= static_cast<double>(kFirstMoment) &&
                      *value < static_cast<double>(kLastMoment) && *value == std::floor(*value);
  return moment ? format_span_begin(static_cast<std::int64_t>(*value)) : fmt::format("{}", *value);
}

void describe(const Query& node, std::size_t depth, const FieldTable& fields, std::string& out) {
  out.append(2 * depth, ' ');
  if (node.occur != Occur::should) out += node.occur == Occur::must ? "+" : "-";
  out += kNodeKinds[static_cast<std::size_t>(node.kind)];
  if (!node.field.empty()) out += " " + node.field + ":";
  if (!node.text.empty()) out += fmt::format(" \"{}\"", node.text);
  if (node.kind == QueryKind::range) {
    const Field* const field = fields.find(node.field);
    out += fmt::format(" {}{}..{}{}", node.range.lower_exclusive ? ">" : "", bound(field, node.range.lower),
                       node.range.upper_exclusive ? "<" : "", bound(field, node.range.upper));
  }
  if (node.slop > 0) out += fmt::format(" ~{}", node.slop);
  if (node.boost != 1.0) out += fmt::format(" ^{}", node.boost);
  out += fmt::format("  [{}, {})\n", node.begin, node.end);
  for (const Query& child : node.children) describe(child, depth + 1, fields, out);
}

}  // namespace

std::vector<ExplainedToken> explain_tokens(const Query& tree, std::string_view text, Analyzer& analyzer) {
  std::vector<ExplainedToken> tokens;
  add_tokens(tree, text, analyzer, tokens);
  return tokens;
}

std::string describe_tree(const Query& tree, const FieldTable& fields) {
  std::string out;
  describe(tree, 0, fields, out);
  return out;
}

}  // namespace newsrank::detail
