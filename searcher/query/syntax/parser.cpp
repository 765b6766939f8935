// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "query/syntax/field_names.hpp"
#include "query/syntax/tree.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxNesting = 256;  // whatever the limits say: nesting is recursion
constexpr std::uint32_t kMaxSlop = 100;

}  // namespace

// At the end of the text or group, after blanks. A `)` too many is skipped here.
bool Parser::at_stop(const Scope& scope) {
  for (;;) {
    scanner_.skip_blanks();
    if (scanner_.at_end()) return true;
    if (scope.list && scanner_.peek() == ',') return true;
    if (scanner_.peek() != ')') return false;
    if (ignored_brackets_ > 0) {
      --ignored_brackets_;
    } else if (scope.depth > 0) {
      return true;
    } else {
      const std::size_t at = scanner_.position();
      diagnostics_.warning("unbalanced_bracket", {at, at + 1}, "this bracket closes nothing", "take it away");
    }
    scanner_.accept(')');
  }
}

void Parser::report_dangling(Place place) {
  diagnostics_.warning("dangling_operator", place, fmt::format("{} lacks a side", in_quotes(scanner_.slice(place))),
                       "write it in lower case if it is a word");
}

// bag = { part }
Query Parser::parse_bag(const Scope& scope) {
  std::vector<Query> children;
  while (!at_stop(scope)) {
    const std::size_t begin = scanner_.position();
    if (scanner_.accept_operator("AND") || scanner_.accept_operator("OR")) {
      report_dangling({begin, scanner_.position()});
      continue;
    }
    ParsedPart part = parse_or(scope);
    const bool require = part.required || (options_.require_all && !is_filter(part.query));
    if (part.occur == Occur::should && require) part.occur = Occur::must;
    part.query.occur = part.occur;
    children.push_back(std::move(part.query));
  }
  return make_bag(std::move(children));
}

// Whether `word` and a right side for it follow; then the position is at that side. An operator without one is reported
// and skipped.
bool Parser::accept_operator(const Scope& scope, std::string_view word) {
  while (!at_stop(scope)) {
    const std::size_t begin = scanner_.position();
    if (!scanner_.accept_operator(word)) return false;
    const std::size_t end = scanner_.position();
    if (!at_stop(scope) && !at_operator()) return true;
    report_dangling({begin, end});
  }
  return false;
}

// part = conjunction { "OR" conjunction }
ParsedPart Parser::parse_or(const Scope& scope) {
  std::vector<ParsedPart> parts;
  do {
    parts.push_back(parse_and(scope));
  } while (accept_operator(scope, "OR"));
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Query> children;
  for (ParsedPart& part : parts) {
    if (part.occur == Occur::must) {
      diagnostics_.warning("sign_ignored", {part.query.begin, part.query.end}, "a + has no meaning beside OR",
                           "leave the + out, or write brackets");
    } else if (part.occur == Occur::must_not) {
      std::vector<Query> excluded;
      excluded.push_back(std::move(part.query));
      excluded.front().occur = Occur::must_not;
      part.query = make_bag(std::move(excluded));
    }
    children.push_back(std::move(part.query));
  }
  return {make_group(QueryKind::any_of, std::move(children)), Occur::should, false};
}

// conjunction = operand { "AND" operand }
ParsedPart Parser::parse_and(const Scope& scope) {
  std::vector<ParsedPart> parts;
  do {
    parts.push_back(parse_operand(scope));
  } while (accept_operator(scope, "AND"));
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Query> positive;
  std::vector<Query> negative;
  for (ParsedPart& part : parts) {
    if (part.query.kind == QueryKind::nothing) continue;
    (part.occur == Occur::must_not ? negative : positive).push_back(std::move(part.query));
  }
  Query both = make_group(QueryKind::all_of, std::move(positive));
  if (both.kind == QueryKind::nothing && !negative.empty()) both.kind = QueryKind::all;
  return {make_and_not(std::move(both), std::move(negative)), Occur::should, true};
}

// operand = { "NOT" } [ "+" | "-" ] primary
ParsedPart Parser::parse_operand(const Scope& scope) {
  ParsedPart part;
  bool negative = false;
  for (;;) {
    const std::size_t begin = scanner_.position();
    if (scanner_.accept_operator("NOT")) {
      negative = !negative;
      const std::size_t end = scanner_.position();
      if (!at_stop(scope) && !at_operator()) continue;
      report_dangling({begin, end});
      return part;
    }
    bool stray = false;
    const char sign = scanner_.accept_sign(stray);
    if (stray) {
      diagnostics_.note("stray_sign", {begin, begin + 1}, "a sign that stands alone has no meaning",
                        "write it directly before a word");
      if (at_stop(scope) || at_operator()) return part;
      continue;
    }
    if (sign == '-') negative = !negative;
    if (sign == '+' && !negative) part.occur = Occur::must;
    break;
  }
  if (negative) part.occur = Occur::must_not;
  part.query = parse_primary(scope);
  return part;
}

// primary = [ name ":" ] ( group | phrase | words )
Query Parser::parse_primary(const Scope& outer) {
  Scope scope = outer;
  const bool has_field = enter_field(scope);
  if (scanner_.peek() == '(') {
    scope.list = has_field;
    return parse_group(scope);
  }
  if (scanner_.at_quote()) return parse_phrase(scope);
  const bool value = scope.leaf.field != nullptr && scope.leaf.field->kind == FieldKind::keyword;
  return parse_words(scope, value && scope.depth > 0 && !has_field);
}

// Reads `name:` and makes it the scope's field. An unknown name is reported, and is text again unless it was meant as
// one.
bool Parser::enter_field(Scope& scope) {
  const std::size_t begin = scanner_.position();
  const auto name = scanner_.accept_field();
  if (!name) return false;
  const Place place{begin, scanner_.position()};
  const FieldName found = resolve_field(*name, fields_);
  const char next = scanner_.peek();
  const std::size_t value_at = scanner_.position();
  scanner_.skip_blanks();
  const bool missing =
      scanner_.position() != value_at || scanner_.at_end() || next == ')' || (scope.list && next == ',');
  scanner_.rewind(value_at);
  if (found.field != nullptr && !missing) {
    scope.leaf.field = found.field;
    scope.leaf.comparison = found.comparison;
    return true;
  }
  if (found.field != nullptr) {
    diagnostics_.warning("missing_value", place, fmt::format("nothing follows {}", in_quotes(scanner_.slice(place))),
                         "write the value directly after the colon");
  } else if (!missing) {
    const std::string meant = suggest_field(*name, fields_);
    diagnostics_.error("unknown_field", place, fmt::format("unknown field {}", in_quotes(scanner_.slice(place))),
                       meant);
    // A mistyped field's name says nothing about the articles; other names (Re:Zero) belong to the text.
    if (next == '(' || scanner_.at_quote() || meant.starts_with("did you mean")) return false;
  }
  scanner_.rewind(begin);
  return false;
}

// group = "(" bag ")" | "(" bag { "," bag } ")"
Query Parser::parse_group(Scope scope) {
  const std::size_t begin = scanner_.position();
  scanner_.accept('(');
  if (scope.depth >= std::min(options_.limits.max_depth, kMaxNesting)) {
    diagnostics_.warning("too_deep", {begin, begin + 1}, "brackets this deep are left out of account",
                         "use fewer brackets");
    ++ignored_brackets_;
    return {};
  }
  ++scope.depth;
  scanner_.skip_blanks();
  const bool empty = scanner_.peek() == ')';
  Query query = parse_list(scope);
  if (!scanner_.accept(')')) {
    diagnostics_.warning("unbalanced_bracket", {begin, begin + 1}, "this bracket is not closed", "add a ) at its end");
  } else if (empty) {
    diagnostics_.warning("empty_group", {begin, scanner_.position()}, "these brackets are empty", "take them away");
  }
  parse_suffixes(query);
  return query;
}

Query Parser::parse_list(const Scope& scope) {
  std::vector<Query> items;
  bool list = false;
  do {
    items.push_back(parse_bag(scope));
    list = scope.list && scanner_.accept(',');
  } while (list);
  return make_group(QueryKind::any_of, std::move(items));
}

// phrase = quoted [ "~" number ] [ "^" number ]
Query Parser::parse_phrase(const Scope& scope) {
  bool closed = false;
  const Piece phrase = scanner_.read_phrase(closed);
  if (!closed) {
    diagnostics_.warning("unbalanced_quote", {phrase.place.begin, phrase.place.end}, "this quotation is not closed",
                         "add a quotation mark at its end");
  }
  Query query;
  if (phrase.empty()) {
    diagnostics_.warning("empty_phrase", phrase.place, "this quotation is empty", "take it away");
  } else if (admit_leaf(phrase.place)) {
    query = make_phrase_leaf(phrase, scope.leaf, diagnostics_);
  }
  parse_suffixes(query);
  return query;
}

// words = piece; in the brackets of a keyword field { piece }, which make one value
Query Parser::parse_words(const Scope& scope, bool joins) {
  Piece piece = scanner_.read_piece(scope.list);
  if (piece.empty()) return {};
  while (joins) {
    const std::size_t behind = scanner_.position();
    bool stray = false;
    if (at_stop(scope) || at_operator() || scanner_.at_operator("NOT") || scanner_.peek() == '(' ||
        scanner_.at_quote() || scanner_.accept_sign(stray) != '\0' || stray || scanner_.accept_field()) {
      scanner_.rewind(behind);
      break;
    }
    const Piece next = scanner_.read_piece(scope.list);
    piece.text += " " + next.text;
    piece.escaped += '\1' + next.escaped;
    piece.place.end = next.place.end;
  }
  if (!admit_leaf(piece.place)) return {};
  Query leaf = make_piece_leaf(std::move(piece), scope.leaf, diagnostics_);
  // Words that a slash joins are a bag as any other.
  for (Query& word : leaf.children) {
    if (options_.require_all) word.occur = Occur::must;
  }
  return leaf;
}

bool Parser::admit_leaf(Place place) {
  if (leaves_ < options_.limits.max_nodes) {
    ++leaves_;
    return true;
  }
  if (std::exchange(cut_, true)) return false;
  diagnostics_.warning("too_many_terms", place,
                       fmt::format("only the first {} terms are used", options_.limits.max_nodes), "use fewer terms");
  return false;
}

void Parser::parse_suffixes(Query& query) {
  for (Suffix suffix = scanner_.read_suffix(); suffix.mark != 0; suffix = scanner_.read_suffix()) {
    if (suffix.mark == '~') {
      apply_slop(query, suffix);
    } else if (const auto boost = parse_boost(suffix.value, suffix.place, diagnostics_)) {
      apply_boost(query, *boost, suffix.place, diagnostics_);
    }
  }
}

void Parser::apply_slop(Query& query, const Suffix& suffix) {
  if (query.kind != QueryKind::phrase) {
    if (query.kind == QueryKind::nothing) return;
    diagnostics_.warning("slop_ignored", suffix.place, "only a phrase of a text field can be loose", "leave out the ~");
    return;
  }
  std::uint32_t slop = 0;
  const auto [end, error] = std::from_chars(suffix.value.data(), suffix.value.data() + suffix.value.size(), slop);
  if (error == std::errc::invalid_argument) {
    diagnostics_.warning("bad_slop", suffix.place, "no number follows ~",
                         "write how many other words may come between");
    return;
  }
  if (error != std::errc() || slop > kMaxSlop) {
    diagnostics_.warning("slop_out_of_range", suffix.place, fmt::format("a phrase can have at most ~{}", kMaxSlop),
                         fmt::format("it is taken as {}", kMaxSlop));
    slop = kMaxSlop;
  }
  query.slop = slop;
}

}  // namespace newsrank::detail
