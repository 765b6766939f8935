// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/facet_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/ascii.hpp"
#include "programs/output/hit_text.hpp"
#include "programs/terminal/paint.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kBarColumns = 12;
constexpr std::size_t kMaxTimelineBar = 50;
constexpr std::int64_t kMaxTimelineRows = 36;

// A bar of at most `columns`; whatever is there has at least one.
std::string bar_of(std::uint64_t count, std::uint64_t greatest, std::size_t columns) {
  const double share = greatest == 0 ? 0 : static_cast<double>(count) / static_cast<double>(greatest);
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(columns) + 0.5);
  std::string text;
  for (std::size_t i = 0; i < std::max<std::size_t>(filled, count > 0 ? 1 : 0); ++i) text += "█";
  return text;
}

std::size_t columns_of(std::uint64_t number) {
  return grouped(number).size();
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return text + std::string(columns - std::min(width, columns), ' ');
}

class FacetLines {
 public:
  FacetLines(const Facet& facet, const TerminalStyle& style) : style_(style), paint_(style.colour) {
    for (const FacetValue& value : facet.values) greatest_ = std::max(greatest_, value.count);
  }

  void add(const FacetValue& value, std::size_t indent) {
    std::string name = printable(value.label);
    if (value.label != value.value) name += paint_.dim(fmt::format(" ({})", printable(value.value)));
    text_ += fmt::format("  {}{:>{}}  ", std::string(indent, ' '), grouped(value.count), columns_of(greatest_));
    if (style_.decorated) text_ += paint_.blue(padded(bar_of(value.count, greatest_, kBarColumns), kBarColumns)) + "  ";
    text_ += name + "\n";
    for (const FacetValue& child : value.children) add(child, indent + 2);
  }

  std::string text() && { return std::move(text_); }

 private:
  const TerminalStyle& style_;
  Paint paint_;
  std::uint64_t greatest_ = 0;
  std::string text_;
};

// "2024-03" as months since the year 0.
std::optional<std::int64_t> month_number(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto year = detail::parse_number<std::int64_t>(text.substr(0, dash));
  const auto month = detail::parse_number<std::int64_t>(text.substr(dash + 1));
  if (!year || !month) return std::nullopt;
  return *year * 12 + *month - 1;
}

struct Period {
  std::int64_t number = 0;  // of its month or year
  std::uint64_t count = 0;
};

// Periods side by side, those without articles too as long as the row is short.
std::vector<Period> without_gaps(const std::vector<Period>& periods) {
  if (periods.empty() || periods.back().number - periods.front().number >= kMaxTimelineRows) return periods;
  std::vector<Period> filled;
  for (const Period& period : periods) {
    while (!filled.empty() && filled.back().number + 1 < period.number) filled.push_back({filled.back().number + 1, 0});
    filled.push_back(period);
  }
  return filled;
}

std::vector<Period> by_year(const std::vector<Period>& months) {
  std::vector<Period> years;
  for (const Period& month : months) {
    if (years.empty() || years.back().number != month.number / 12) years.push_back({month.number / 12, 0});
    years.back().count += month.count;
  }
  return years;
}

}  // namespace

std::string facet_text(const Facet& facet, const TotalHits& matches, const TerminalStyle& style) {
  if (facet.articles == 0 && facet.exact) return {};
  const Paint paint(style.colour);
  std::string text = paint.bold(printable(facet.field)) + "\n";
  FacetLines lines(facet, style);
  for (const FacetValue& value : facet.values) lines.add(value, 0);
  text += std::move(lines).text();
  std::vector<std::string> notes;
  const std::uint64_t more = facet.distinct - std::min<std::uint64_t>(facet.distinct, facet.values.size());
  if (more > 0) notes.push_back(fmt::format("{} more value{}", grouped(more), more == 1 ? "" : "s"));
  if (facet.missing > 0)
    notes.push_back(fmt::format("{} of {} articles have none", grouped(facet.missing), grouped(facet.articles)));
  if (matches.exact && facet.articles > matches.value)
    notes.push_back(fmt::format("of {}, without the filter by {}", total_text({facet.articles, true}), facet.field));
  if (!facet.exact) notes.emplace_back("not all articles could be counted");
  for (const std::string& note : notes) text += "  " + paint.dim(note) + "\n";
  return text;
}

std::string timeline_text(const Facet& months, const TerminalStyle& style) {
  std::vector<Period> periods;
  for (const FacetValue& value : months.values) {
    if (const auto number = month_number(value.value)) periods.push_back({*number, value.count});
  }
  const bool years = !periods.empty() && periods.back().number - periods.front().number >= kMaxTimelineRows;
  periods = without_gaps(years ? by_year(periods) : periods);
  std::uint64_t greatest = 0;
  for (const Period& period : periods) greatest = std::max(greatest, period.count);
  const Paint paint(style.colour);
  const std::size_t columns = std::min(kMaxTimelineBar, style.width - std::min(style.width, 12 + columns_of(greatest)));
  std::string text;
  for (const Period& period : periods) {
    const std::string name = years ? fmt::format("{:04}", period.number)
                                   : fmt::format("{:04}-{:02}", period.number / 12, period.number % 12 + 1);
    const std::string line = fmt::format("{}  {:>{}}", name, grouped(period.count), columns_of(greatest));
    const std::string drawn = bar_of(period.count, greatest, columns);
    text += drawn.empty() ? line + "\n" : line + "  " + paint.blue(drawn) + "\n";
  }
  if (months.missing > 0)
    text +=
        paint.dim(fmt::format("{} of {} articles have no date", grouped(months.missing), grouped(months.articles))) +
        "\n";
  return text;
}

}  // namespace newsrank::cli
