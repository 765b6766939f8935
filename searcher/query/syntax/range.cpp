// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/text/ascii.hpp"
#include "query/syntax/date_span.hpp"
#include "query/syntax/leaf.hpp"

namespace newsrank::detail {
namespace {

// What a bound stands for: a number is begin == end, a date a span whose end is exclusive.
struct Bound {
  double begin = 0;
  double end = 0;
  bool relative = false;
};

class RangeReader {
 public:
  RangeReader(Place place, const LeafContext& context, Diagnostics& diagnostics)
      : place_(place), context_(context), diagnostics_(diagnostics) {}

  std::optional<QueryRange> read(std::string_view text) {
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
      return between(text.substr(0, dots), text.substr(dots + 2));
    }
    for (const std::string_view comparison : {">=", "<=", ">", "<", "="}) {
      if (text.substr(0, comparison.size()) == comparison) return compared(comparison, text.substr(comparison.size()));
    }
    const auto at = bound(text);
    if (!at) return std::nullopt;
    // `7d` alone: from then on.
    return at->relative ? from(*at) : joined(from(*at), until(*at));
  }

 private:
  bool is_date() const { return context_.field->kind == FieldKind::date; }

  QueryRange from(const Bound& bound) const { return {bound.begin, std::nullopt, false, false}; }
  QueryRange until(const Bound& bound) const { return {std::nullopt, bound.end, false, is_date()}; }
  QueryRange above(const Bound& bound) const { return {bound.end, std::nullopt, !is_date(), false}; }
  QueryRange below(const Bound& bound) const { return {std::nullopt, bound.begin, false, true}; }
  static QueryRange joined(QueryRange range, const QueryRange& upper) {
    range.upper = upper.upper;
    range.upper_exclusive = upper.upper_exclusive;
    return range;
  }

  std::optional<QueryRange> compared(std::string_view comparison, std::string_view text) {
    const auto at = bound(text);
    if (!at) return std::nullopt;
    if (comparison == ">=") return from(*at);
    if (comparison == "<=") return until(*at);
    if (comparison == ">") return above(*at);
    if (comparison == "<") return below(*at);
    return joined(from(*at), until(*at));
  }

  std::optional<QueryRange> between(std::string_view lower_text, std::string_view upper_text) {
    const bool below_upper = upper_text.starts_with('<');
    if (below_upper) upper_text.remove_prefix(1);
    if (upper_text.empty() && (lower_text.empty() || below_upper)) {
      diagnostics_.error("bad_range", place_, "a range needs a bound on at least one side of ..", example());
      return std::nullopt;
    }
    std::optional<Bound> lower;
    std::optional<Bound> upper;
    if (!lower_text.empty() && !(lower = bound(lower_text))) return std::nullopt;
    if (!upper_text.empty() && !(upper = bound(upper_text))) return std::nullopt;
    if (!upper) return from(*lower);
    if (!lower) return below_upper ? below(*upper) : until(*upper);
    if (below_upper && lower->begin == upper->begin) {
      diagnostics_.error("bad_range", place_, "no value is in this range", example());
      return std::nullopt;
    }
    if (lower->begin > upper->begin) {
      diagnostics_.warning("reversed_range", place_, "the lower bound is above the upper bound",
                           fmt::format("it is read as {}..{}{}", upper_text, below_upper ? "<" : "", lower_text));
      std::swap(lower, upper);
    }
    return joined(from(*lower), below_upper ? below(*upper) : until(*upper));
  }

  std::optional<Bound> bound(std::string_view text) { return is_date() ? date(text) : number(text); }

  std::optional<Bound> number(std::string_view text) {
    if (const auto value = parse_number<double>(text)) return Bound{*value, *value, false};
    diagnostics_.error("bad_number", place_, fmt::format("{} is not a number", in_quotes(text)), example());
    return std::nullopt;
  }

  std::optional<Bound> date(std::string_view text) {
    if (const auto span = parse_date_span(text, context_.now)) {
      return Bound{static_cast<double>(span->begin), static_cast<double>(span->end), span->relative};
    }
    diagnostics_.error("bad_date", place_, fmt::format("{} is not a date", in_quotes(text)), example());
    return std::nullopt;
  }

  std::string example() const {
    const auto name = context_.field->name;
    if (!is_date()) return fmt::format("write {0}:80, {0}:50..80, {0}:50.. or {0}:>=50", name);
    return fmt::format("write {0}:2022-09-12, {0}:2022-09, {0}:2022, {0}:7d, {0}:today or {0}:2022-09..2022-11", name);
  }

  Place place_;
  const LeafContext& context_;
  Diagnostics& diagnostics_;
};

}  // namespace

Query make_range(std::string_view text, Place place, const LeafContext& context, Diagnostics& diagnostics) {
  const std::string whole = std::string(context.comparison) + std::string(text);
  const auto range = RangeReader(place, context, diagnostics).read(whole);
  Query query;
  if (!range) return query;
  query.kind = QueryKind::range;
  query.field = std::string(context.field->name);
  query.range = *range;
  query.begin = place.begin;
  query.end = place.end;
  return query;
}

}  // namespace newsrank::detail
