// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/comparison.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>

#include "json/response_json.hpp"
#include "programs/output/record_format.hpp"
#include "programs/terminal/paint.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

// "A", "B" and so on, by which a table calls its queries.
std::string letter(std::size_t side) {
  return std::string(1, static_cast<char>('A' + side));
}

std::uint64_t sum(const std::vector<std::uint64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

// The table for people.
class ComparisonText {
 public:
  ComparisonText(const Comparison& comparison, const TerminalStyle& style)
      : comparison_(comparison), style_(style), paint_(style.colour) {
    for (const ComparedFacet& facet : comparison.facets) {
      for (const ComparedRow& row : facet.rows) names_ = std::max(names_, display_width(printable(row.label)) + 2);
    }
    const std::size_t room = style.width - std::min(style.width, kCell * comparison.queries.size());
    names_ = std::clamp(names_, kLeastName, std::max(kLeastName, room));
  }

  std::string text() const {
    std::string out;
    for (std::size_t side = 0; side < comparison_.queries.size(); ++side)
      out += fmt::format("{}  {}\n", paint_.bold(letter(side)), printable(comparison_.queries[side]));
    std::string head(names_, ' ');
    for (std::size_t side = 0; side < comparison_.queries.size(); ++side)
      head += fmt::format("{:>{}}", letter(side), kCount) + std::string(kCell - kCount, ' ');
    out += "\n" + trimmed(head) + "\n";
    std::vector<std::uint64_t> totals;
    for (const SearchResponse& response : comparison_.responses) totals.push_back(response.total.value);
    out += line("articles", totals, false);
    for (const ComparedFacet& facet : comparison_.facets) {
      if (facet.rows.empty()) continue;
      out += "\n" + paint_.bold(printable(facet.field)) + "\n";
      for (const ComparedRow& row : facet.rows) out += line("  " + printable(row.label), row.counts, true);
    }
    return out;
  }

 private:
  static constexpr std::size_t kCount = 10;
  static constexpr std::size_t kCell = kCount + 7;  // with a share
  static constexpr std::size_t kLeastName = 20;

  static std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

  std::string line(const std::string& name, const std::vector<std::uint64_t>& counts, bool shares) const {
    const std::string shown = wrap(name, names_, 1).front();
    std::string text = name.starts_with("  ") ? "  " + wrap(name.substr(2), names_ - 2, 1).front() : shown;
    text += std::string(names_ - std::min(names_, display_width(text)), ' ');
    for (std::size_t side = 0; side < counts.size(); ++side) {
      text += fmt::format("{:>{}}", grouped(counts[side]), kCount);
      const auto all = static_cast<double>(comparison_.responses[side].total.value);
      text += shares && all > 0 ? fmt::format("{:>6.1f}%", 100 * static_cast<double>(counts[side]) / all)
                                : std::string(kCell - kCount, ' ');
    }
    return trimmed(text) + "\n";
  }

  const Comparison& comparison_;
  const TerminalStyle& style_;
  Paint paint_;
  std::size_t names_ = 0;
};

void print_row(std::FILE* out, Format format, const std::vector<std::string>& cells) {
  std::vector<std::string> shown;
  for (const std::string& cell : cells) {
    const std::string text = printable(cell);
    if (format == Format::markdown) {
      shown.push_back(markdown_text(text));
    } else {
      shown.push_back(format == Format::csv ? csv_field(spreadsheet_text(text)) : spreadsheet_text(text));
    }
  }
  if (format == Format::markdown) {
    fmt::print(out, "| {} |\n", fmt::join(shown, " | "));
  } else {
    fmt::print(out, "{}{}", fmt::join(shown, format == Format::csv ? "," : "\t"),
               format == Format::csv ? "\r\n" : "\n");
  }
}

void print_rows(std::FILE* out, const Comparison& comparison, Format format) {
  std::vector<std::string> head{"facet", "value", "label"};
  head.insert(head.end(), comparison.queries.begin(), comparison.queries.end());
  print_row(out, format, head);
  if (format == Format::markdown) print_row(out, format, std::vector<std::string>(head.size(), "---"));
  const auto print = [&](const std::string& field, const ComparedRow& row) {
    std::vector<std::string> cells{field, row.value, row.label};
    for (const std::uint64_t count : row.counts) cells.push_back(fmt::format("{}", count));
    print_row(out, format, cells);
  };
  ComparedRow totals;
  for (const SearchResponse& response : comparison.responses) totals.counts.push_back(response.total.value);
  print("", totals);
  for (const ComparedFacet& facet : comparison.facets) {
    for (const ComparedRow& row : facet.rows) print(facet.field, row);
  }
}

}  // namespace

ComparedFacet compared(const std::vector<const Facet*>& sides, FacetOrder order) {
  ComparedFacet facet{sides.front()->field, {}};
  std::map<std::string, std::size_t> places;
  for (std::size_t side = 0; side < sides.size(); ++side) {
    for (const FacetValue& value : sides[side]->values) {
      const auto [place, is_new] = places.try_emplace(value.value, facet.rows.size());
      if (is_new) facet.rows.push_back({value.value, value.label, std::vector<std::uint64_t>(sides.size(), 0)});
      ComparedRow& row = facet.rows[place->second];
      row.counts[side] = value.count;
      // A provider without articles here has no name here.
      if (row.label == row.value) row.label = value.label;
    }
  }
  std::stable_sort(facet.rows.begin(), facet.rows.end(), [order](const ComparedRow& a, const ComparedRow& b) {
    return order == FacetOrder::value ? a.value < b.value : sum(a.counts) > sum(b.counts);
  });
  return facet;
}

ComparedFacet compared_periods(const std::vector<const Facet*>& sides, std::optional<TimeUnit> unit) {
  constexpr std::size_t kMostPeriods = 24;
  Facet all;
  for (const Facet* const side : sides) all.values.insert(all.values.end(), side->values.begin(), side->values.end());
  const Timeline timeline = make_timeline(all, unit, kMostPeriods);
  ComparedFacet facet{std::string(unit_name(timeline.unit)), {}};
  for (const Period& period : timeline.periods) {
    const std::string value = period.since == period.until ? period.since : period.since + ".." + period.until;
    facet.rows.push_back({value, period.label, {}});
  }
  for (const Facet* const side : sides) {
    const std::vector<std::uint64_t> counts = counts_in(timeline, side->values);
    for (std::size_t i = 0; i < facet.rows.size(); ++i) facet.rows[i].counts.push_back(counts[i]);
  }
  return facet;
}

void print_comparison(std::FILE* out, const Comparison& comparison, Format format, const TerminalStyle& style) {
  if (format == Format::json) {
    for (std::size_t side = 0; side < comparison.queries.size(); ++side)
      fmt::print(out, "{}\n",
                 detail::response_json(comparison.queries[side], comparison.responses[side], letter(side)));
  } else if (format == Format::text) {
    fmt::print(out, "{}", ComparisonText(comparison, style).text());
  } else {
    print_rows(out, comparison, format);
  }
}

}  // namespace newsrank::cli
