// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/leaf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/text/characters.hpp"
#include "query/syntax/tree.hpp"

namespace newsrank::detail {
namespace {

Query leaf(QueryKind kind, const LeafContext& context, std::string text, Place place) {
  Query query;
  query.kind = kind;
  if (context.field != nullptr) query.field = std::string(context.field->name);
  query.text = std::move(text);
  query.begin = place.begin;
  query.end = place.end;
  return query;
}

// Cuts `^boost` off the end of a piece. A piece that begins with ^, or where no number follows, keeps it as text.
std::optional<double> cut_boost(Piece& piece, Diagnostics& diagnostics) {
  std::size_t at = piece.text.size();
  while (at > 0 && !piece.special(at - 1, '^')) --at;
  if (at <= 1) return std::nullopt;
  const auto boost = parse_boost(std::string_view(piece.text).substr(at), piece.place, diagnostics);
  if (!boost) return std::nullopt;
  piece.text.resize(at - 1);
  piece.escaped.resize(at - 1);
  return boost;
}

// Takes away the special meaning of `?` where it is punctuation: in an address, and at the end of a question.
void settle_question_marks(Piece& piece) {
  if (piece.text.find("://") != std::string::npos) {
    std::fill(piece.escaped.begin(), piece.escaped.end(), '\1');
    return;
  }
  std::size_t end = piece.text.size();
  while (end > 0 && piece.special(end - 1, '?')) --end;
  for (std::size_t i = 0; i < end; ++i) {
    if (piece.special(i, '*') || piece.special(i, '?')) return;
  }
  std::fill(piece.escaped.begin(), piece.escaped.end(), '\1');
}

bool has_wildcard(const Piece& piece) {
  for (std::size_t i = 0; i < piece.text.size(); ++i) {
    if (piece.special(i, '*') || piece.special(i, '?')) return true;
  }
  return false;
}

// A piece of nothing but `*`.
bool is_all(const Piece& piece) {
  for (std::size_t i = 0; i < piece.text.size(); ++i) {
    if (!piece.special(i, '*')) return false;
  }
  return true;
}

// A term is looked up by its beginning: without one every term of the index would be read.
void cut_leading_wildcards(Piece& piece, Diagnostics& diagnostics) {
  std::size_t count = 0;
  while (count < piece.text.size() && (piece.special(count, '*') || piece.special(count, '?'))) ++count;
  if (count == 0) return;
  diagnostics.error("leading_wildcard", {piece.place.begin, piece.place.begin + count},
                    "a pattern cannot begin with a wildcard", "put letters before it, or use * alone for all articles");
  piece.text.erase(0, count);
  piece.escaped.erase(0, count);
}

// No term holds a `*` or `?`, so those that are text are left out of a pattern; and one `*` says as much as several.
void simplify_pattern(Piece& piece) {
  Piece simple;
  for (std::size_t i = 0; i < piece.text.size(); ++i) {
    const char c = piece.text[i];
    const bool wildcard = piece.special(i, '*') || piece.special(i, '?');
    if ((c == '*' || c == '?') && !wildcard) continue;
    if (c == '*' && !simple.empty() && simple.text.back() == '*') continue;
    simple.text += c;
    simple.escaped += piece.escaped[i];
  }
  piece.text = std::move(simple.text);
  piece.escaped = std::move(simple.escaped);
}

// Whether it ends as a phrase may: `word~2`.
bool ends_loose(const Piece& piece) {
  std::size_t at = piece.text.size();
  while (at > 0 && is_ascii_digit(static_cast<unsigned char>(piece.text[at - 1]))) --at;
  return at > 1 && at < piece.text.size() && piece.special(at - 1, '~');
}

// Signs that mean something elsewhere are text here: that is said.
void remark_on_signs(const Piece& piece, const LeafContext& context, Diagnostics& diagnostics) {
  if (piece.text.find("://") != std::string::npos) return;
  if (ends_loose(piece)) {
    diagnostics.warning("slop_ignored", piece.place, "only a phrase can be loose", "write \"two words\"~2");
  }
  if (context.field != nullptr && piece.text.size() > 1 && (piece.special(0, '-') || piece.special(0, '+'))) {
    const std::string_view text(piece.text);
    diagnostics.warning(
        "sign_behind_field", piece.place,
        fmt::format("a {} behind {}: leaves out and asks for nothing", text.front(), context.field->name),
        fmt::format("write {}{}:{}", text.front(), context.field->name, text.substr(1)));
  }
}

bool has_pattern(const Piece& phrase) {
  for (std::size_t i = 1; i < phrase.text.size(); ++i) {
    if (phrase.special(i, '*') && phrase.text[i - 1] != ' ') return true;
  }
  return false;
}

Query make_text_leaf(Piece piece, const LeafContext& context, Diagnostics& diagnostics) {
  const Place place = piece.place;
  remark_on_signs(piece, context, diagnostics);
  const auto boost = cut_boost(piece, diagnostics);
  settle_question_marks(piece);
  Query query;
  if (is_all(piece)) {
    query = leaf(QueryKind::all, {}, "", place);
    if (context.field != nullptr) {
      diagnostics.warning("field_ignored", place, "* stands for all articles, whatever the field",
                          "leave the field out");
    }
  } else {
    if (has_wildcard(piece)) {
      simplify_pattern(piece);
      cut_leading_wildcards(piece, diagnostics);
      settle_question_marks(piece);
    }
    if (piece.empty()) return {};
    const QueryKind kind = has_wildcard(piece) ? QueryKind::wildcard : QueryKind::word;
    if (const auto parts = words_apart(piece.text);
        kind == QueryKind::word && context.field == nullptr && parts.size() > 1) {
      std::vector<Query> words;
      for (const std::string_view part : parts) words.push_back(leaf(kind, context, std::string(part), place));
      query = make_bag(std::move(words));
      query.begin = place.begin;
      query.end = place.end;
      if (boost) apply_boost(query, *boost, place, diagnostics);
      return query;
    }
    query = leaf(kind, context, std::move(piece.text), place);
  }
  if (boost) apply_boost(query, *boost, place, diagnostics);
  return query;
}

std::string collapse_blanks(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_blank(c)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    append_utf8(out, c);
  }
  return out;
}

Query make_flag(std::string_view text, Place place, const LeafContext& context, Diagnostics& diagnostics) {
  if (text == "true" || text == "yes") return leaf(QueryKind::value, context, "true", place);
  if (text == "false" || text == "no") return leaf(QueryKind::value, context, "false", place);
  if (text == "any") return leaf(QueryKind::value, context, "any", place);
  diagnostics.error("bad_flag", place, fmt::format("{} is not true, false or any", in_quotes(text)),
                    fmt::format("write {}:true", context.field->name));
  return {};
}

Query make_value(std::string_view text, Place place, const LeafContext& context, Diagnostics& diagnostics) {
  switch (context.field->kind) {
    case FieldKind::flag:
      return make_flag(text, place, context, diagnostics);
    case FieldKind::number:
    case FieldKind::date:
      return make_range(text, place, context, diagnostics);
    default:
      break;
  }
  std::string value = collapse_blanks(text);
  if (!value.empty()) return leaf(QueryKind::value, context, std::move(value), place);
  diagnostics.error("missing_value", place, fmt::format("the value of {} is blank", context.field->name),
                    "write the value directly after the colon");
  return {};
}

bool has_values(const LeafContext& context) {
  return context.field != nullptr && context.field->kind != FieldKind::text;
}

}  // namespace

std::vector<std::string_view> words_apart(std::string_view text) {
  constexpr std::string_view kDash = "\u2013";
  constexpr std::ptrdiff_t kShortest = 4;  // and/or, TCP/IP and km/h are one
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t dash = text.find(kDash, begin);
    const std::size_t slash = text.find('/', begin);
    const std::size_t end = std::min({dash, slash, text.size()});
    parts.push_back(text.substr(begin, end - begin));
    begin = end + (end == dash ? kDash.size() : 1);
  }
  const auto is_word = [&](std::string_view part) {
    const auto letters = std::count_if(part.begin(), part.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return letters >= kShortest && std::all_of(part.begin(), part.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
           });
  };
  constexpr std::size_t kMost = 4;
  const bool all = parts.size() <= kMost && std::all_of(parts.begin(), parts.end(), is_word);
  return all ? parts : std::vector<std::string_view>{text};
}

std::optional<double> parse_boost(std::string_view text, Place place, Diagnostics& diagnostics) {
  double boost = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), boost);
  const bool too_large = error == std::errc::result_out_of_range;
  if ((error != std::errc() && !too_large) || end != text.data() + text.size() || !std::isfinite(boost)) {
    diagnostics.warning("bad_boost", place, fmt::format("no number follows ^ in {}", in_quotes(text)),
                        "write a boost as ^2 or ^0.5, or \\^ for the character");
    return std::nullopt;
  }
  if (too_large || boost < 0 || boost > kMaxBoost) {
    // An out-of-range number with a negative exponent is as good as zero.
    const bool tiny = too_large && text.find("e-") != std::string_view::npos;
    boost = boost < 0 || tiny ? 0 : kMaxBoost;
    diagnostics.warning("boost_out_of_range", place, fmt::format("the boost ^{} is not within 0 and 100", text),
                        fmt::format("it is taken as {}", boost));
  }
  return boost == 0 ? 0.0 : boost;
}

void apply_boost(Query& query, double boost, Place place, Diagnostics& diagnostics) {
  if (query.kind == QueryKind::nothing || boost == 1) return;
  if (query.kind == QueryKind::all || is_filter(query)) {
    diagnostics.warning("boost_ignored", place, "a filter has no score that could be boosted", "leave out the ^");
    return;
  }
  query.boost = std::min(kMaxBoost, query.boost * boost);
}

Query make_piece_leaf(Piece piece, const LeafContext& context, Diagnostics& diagnostics) {
  if (!has_values(context)) return make_text_leaf(std::move(piece), context, diagnostics);
  const FieldKind kind = context.field->kind;
  if (kind != FieldKind::identity && cut_boost(piece, diagnostics)) {
    diagnostics.warning("boost_ignored", piece.place, "a filter has no score that could be boosted", "leave out the ^");
  }
  if (kind == FieldKind::keyword) {
    settle_question_marks(piece);
    if (has_wildcard(piece)) {
      diagnostics.error(
          "wildcard_not_allowed", piece.place,
          fmt::format("{} holds whole values, which cannot be searched by a pattern", context.field->name),
          "write the whole value, or \\* for the character");
      return {};
    }
  }
  return make_value(piece.text, piece.place, context, diagnostics);
}

Query make_phrase_leaf(const Piece& phrase, const LeafContext& context, Diagnostics& diagnostics) {
  if (has_values(context)) return make_value(phrase.text, phrase.place, context, diagnostics);
  if (has_pattern(phrase)) {
    diagnostics.error("wildcard_in_phrase", phrase.place, "a pattern in quotes is searched for as text",
                      "take it out of the quotes, or leave out the *");
  }
  return leaf(QueryKind::phrase, context, phrase.text, phrase.place);
}

}  // namespace newsrank::detail
