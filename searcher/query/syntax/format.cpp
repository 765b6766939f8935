// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "core/text/characters.hpp"
#include "newsrank/query.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/date_span.hpp"
#include "query/syntax/parser.hpp"

namespace newsrank {
namespace detail {
namespace {

// How tightly a node has to hold together where it stands; looser nodes get brackets.
enum class Level : std::uint8_t { bag, part, conjunction, operand };

bool is_operator(std::string_view text) {
  return text == "AND" || text == "OR" || text == "NOT";
}

// Where `name:` at the start of a word ends, or npos: that colon would be read as a field's.
std::size_t field_colon(std::string_view text) {
  const auto colon = std::find_if_not(
      text.begin(), text.end(), [](char c) { return is_ascii_letter(static_cast<unsigned char>(c)) || c == '_'; });
  const auto at = static_cast<std::size_t>(colon - text.begin());
  if (at >= text.size() || text[at] != ':' || text.substr(at + 1, 2) == "//") return std::string_view::npos;
  return at;
}

bool ends_in_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_digit(static_cast<unsigned char>(c)); });
}

// A word, pattern or value as a bare piece.
std::string escape_piece(std::string_view text, bool has_field, bool pattern) {
  const std::size_t colon = has_field ? std::string_view::npos : field_colon(text);
  const bool address = text.find("://") != std::string_view::npos;
  const auto needs_escape = [&](char32_t c, std::size_t at) {
    if (c == U'\\' || c == U'^' || c == U'(' || c == U')' || is_double_quote(c) || is_blank(c)) return true;
    if (c == U'*' || c == U'?') return !pattern && !address;
    // `title::` and `title://` would not be a field with its value.
    if (at == 0 && has_field && (c == U':' || c == U'/')) return true;
    if (at > 0 && c == U'~' && ends_in_digits(text.substr(at + 1))) return true;  // `word~2`, of a loose phrase
    if (at == 0) return c == U'+' || c == U'-' || c == kLeftSingleQuote;
    return at == colon;
  };
  std::string out = !has_field && is_operator(text) ? "\\" : "";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    if (needs_escape(c, begin)) out += '\\';
    append_utf8(out, c);
  }
  return out;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c == U'\\' || c == U'*' || is_double_quote(c)) out += '\\';
    append_utf8(out, c);
  }
  return out + '"';
}

std::string format_date_range(const QueryRange& range) {
  // The parser's bounds are whole seconds, the upper one exclusive; others are brought to that.
  const auto moment = [](double seconds) {
    return static_cast<std::int64_t>(
        std::clamp(seconds, static_cast<double>(kFirstMoment), static_cast<double>(kLastMoment)));
  };
  const std::int64_t lower = range.lower ? moment(*range.lower + (range.lower_exclusive ? 1 : 0)) : kFirstMoment;
  const std::int64_t upper = range.upper ? moment(*range.upper + (range.upper_exclusive ? 0 : 1)) : kLastMoment;
  if (range.lower && lower == kLastMoment) return ">9999";
  if (range.upper && upper == kFirstMoment) return "<0001";
  const std::string from = range.lower ? format_span_begin(lower) : "";
  const std::string to = range.upper ? format_span_end(upper) : "";
  return from == to ? from : fmt::format("{}..{}", from, to);
}

std::string format_number_range(const QueryRange& range) {
  if (range.lower && range.upper) {
    return *range.lower == *range.upper
               ? fmt::format("{}", *range.lower)
               : fmt::format("{}..{}{}", *range.lower, range.upper_exclusive ? "<" : "", *range.upper);
  }
  if (range.lower) return range.lower_exclusive ? fmt::format(">{}", *range.lower) : fmt::format("{}..", *range.lower);
  if (range.upper) return range.upper_exclusive ? fmt::format("<{}", *range.upper) : fmt::format("..{}", *range.upper);
  return "..";
}

std::string format_range(const Query& query, const FieldTable& fields) {
  const Field* const field = fields.find(query.field);
  const bool date = field != nullptr && field->kind == FieldKind::date;
  return date ? format_date_range(query.range) : format_number_range(query.range);
}

std::string format_value(const std::string& text) {
  const bool bare = !text.empty() && text.find(' ') == std::string::npos;
  return bare ? escape_piece(text, true, false) : quote(text);
}

std::string format_leaf(const Query& query, const FieldTable& fields) {
  const bool has_field = !query.field.empty();
  std::string out = has_field ? query.field + ":" : "";
  switch (query.kind) {
    case QueryKind::all:
      return "*";
    case QueryKind::word:
      return out + escape_piece(query.text, has_field, false);
    case QueryKind::wildcard:
      return out + escape_piece(query.text, has_field, true);
    case QueryKind::phrase:
      out += quote(query.text);
      return query.slop > 0 ? fmt::format("{}~{}", out, query.slop) : out;
    case QueryKind::value:
      return out + format_value(query.text);
    case QueryKind::range:
      return out + format_range(query, fields);
    default:
      return "";
  }
}

std::string format_node(const Query& query, Level level, const FieldTable& fields);

std::string join(const Query& query, std::string_view separator, Level level, const FieldTable& fields) {
  std::string out;
  for (const Query& child : query.children) {
    if (&child != &query.children.front()) out += separator;
    out += format_node(child, level, fields);
  }
  return out;
}

std::string format_and_not(const Query& query, const FieldTable& fields) {
  std::string out;
  for (const Query& child : query.children) {
    if (&child == &query.children.front()) {
      out = format_node(child, child.kind == QueryKind::all_of ? Level::conjunction : Level::operand, fields);
    } else {
      out += " AND NOT " + format_node(child, Level::operand, fields);
    }
  }
  return out;
}

std::string format_bag(const Query& query, const FieldTable& fields) {
  std::string out;
  for (const Query& child : query.children) {
    if (!out.empty()) out += ' ';
    const bool conjunction = child.kind == QueryKind::all_of || child.kind == QueryKind::and_not;
    if (child.occur == Occur::must_not) {
      out += '-' + format_node(child, Level::operand, fields);
    } else if (child.occur == Occur::must) {
      // An AND chain in a bag is required without a sign.
      out += conjunction && child.boost == 1 ? format_node(child, Level::part, fields)
                                             : '+' + format_node(child, Level::operand, fields);
    } else {
      out += format_node(child, conjunction ? Level::operand : Level::part, fields);
    }
  }
  return out;
}

// A group's text and how loosely it binds.
std::string format_group(const Query& query, Level& binds, const FieldTable& fields) {
  switch (query.kind) {
    case QueryKind::bag:
      binds = Level::bag;
      return format_bag(query, fields);
    case QueryKind::any_of:
      binds = Level::part;
      return join(query, " OR ", Level::conjunction, fields);
    case QueryKind::all_of:
      binds = Level::conjunction;
      return join(query, " AND ", Level::operand, fields);
    case QueryKind::and_not:
      binds = Level::conjunction;
      return format_and_not(query, fields);
    default:
      binds = Level::operand;
      return format_leaf(query, fields);
  }
}

std::string format_node(const Query& query, Level level, const FieldTable& fields) {
  Level binds = Level::operand;
  std::string out = format_group(query, binds, fields);
  const bool boosted = query.boost != 1 && !out.empty();
  if (binds < level || (boosted && binds != Level::operand)) out = '(' + out + ')';
  return boosted ? fmt::format("{}^{}", out, query.boost) : out;
}

}  // namespace

std::string format_tree(const Query& query, const FieldTable& fields) {
  return format_node(query, Level::bag, fields);
}

}  // namespace detail

std::string format_query(const Query& query, const std::vector<FieldDeclaration>& fields) {
  if (fields.empty()) return detail::format_tree(query, detail::FieldTable::built_in());
  const auto table = detail::FieldTable::make(fields);
  return detail::format_tree(query, table ? **table : detail::FieldTable::built_in());
}

}  // namespace newsrank
