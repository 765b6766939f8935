// SPDX-License-Identifier: GPL-2.0-or-later
// A syntax tree as one line, for tables of expectations:
//   title:word -> w(title:word)    +a -b c -> bag(+w(a) -w(b) w(c))    a OR b^2 -> any(w(a) w(b)^2)
#pragma once

#include <fmt/format.h>

#include <string>

#include "newsrank/article.hpp"
#include "newsrank/query.hpp"

namespace newsrank::test {

inline std::string dump_bound(const std::string& field, double bound) {
  return field == "date" ? format_date_time(static_cast<std::int64_t>(bound)) : fmt::format("{}", bound);
}

inline std::string dump_range(const Query& query) {
  const QueryRange& range = query.range;
  const std::string lower = range.lower ? dump_bound(query.field, *range.lower) : "";
  const std::string upper = range.upper ? dump_bound(query.field, *range.upper) : "";
  return fmt::format("{}{} {}{}", range.lower && !range.lower_exclusive ? "[" : "(", lower, upper,
                     range.upper && !range.upper_exclusive ? "]" : ")");
}

inline std::string dump(const Query& query) {
  constexpr const char* kNames[] = {"nothing", "all", "w", "p", "wild", "v", "r", "bag", "and", "any", "not"};
  const bool group = query.kind >= QueryKind::bag;
  std::string out = query.occur == Occur::must ? "+" : query.occur == Occur::must_not ? "-" : "";
  out += kNames[static_cast<int>(query.kind)];
  std::string inside = query.field.empty() ? "" : query.field + ":";
  inside += query.kind == QueryKind::range ? dump_range(query) : query.text;
  for (const Query& child : query.children) {
    if (&child != &query.children.front()) inside += " ";
    inside += dump(child);
  }
  if (group || !inside.empty()) out += "(" + inside + ")";
  if (query.slop > 0) out += fmt::format("~{}", query.slop);
  if (query.boost != 1) out += fmt::format("^{}", query.boost);
  return out;
}

inline std::string dump_codes(const ParsedQuery& parsed) {
  std::string out;
  for (const QueryDiagnostic& diagnostic : parsed.diagnostics) {
    out += fmt::format("{}{}@{}-{}", out.empty() ? "" : " ", diagnostic.code, diagnostic.begin, diagnostic.end);
  }
  return out;
}

}  // namespace newsrank::test
