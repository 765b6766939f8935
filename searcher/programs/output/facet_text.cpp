// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/facet_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
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
constexpr std::size_t kMaxTimelineRows = 24;

// A bar of at most `columns`; whatever is there has at least one.
std::string bar_of(std::uint64_t count, std::uint64_t greatest, std::size_t columns, bool ascii) {
  const double share = greatest == 0 ? 0 : static_cast<double>(count) / static_cast<double>(greatest);
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(columns) + 0.5);
  std::string text;
  for (std::size_t i = 0; i < std::max<std::size_t>(filled, count > 0 ? 1 : 0); ++i) text += ascii ? "#" : "█";
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
    text_ += fmt::format("{}{}{:>{}}  ", value.selected ? "* " : "  ", std::string(indent, ' '), grouped(value.count),
                         columns_of(greatest_));
    if (style_.decorated)
      text_ += paint_.blue(padded(bar_of(value.count, greatest_, kBarColumns, style_.ascii), kBarColumns)) + "  ";
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

// The labels of all children: dates and bands of quality upwards, others the most frequent first.
std::vector<std::string> cross_labels(const Facet& facet) {
  std::map<std::string, std::uint64_t> counts;
  for (const FacetValue& value : facet.values) {
    for (const FacetValue& child : value.children) counts[child.label] += child.count;
  }
  std::vector<std::string> labels;
  for (const auto& [label, count] : counts) labels.push_back(label);
  const auto number = [](const std::string& label) {
    return detail::parse_number<double>(label.substr(0, label.find_first_not_of("0123456789")));
  };
  const bool ordered = std::all_of(labels.begin(), labels.end(), number);
  std::stable_sort(labels.begin(), labels.end(), [&](const std::string& a, const std::string& b) {
    return ordered ? *number(a) < *number(b) : counts[a] > counts[b];
  });
  return labels;
}

std::uint64_t count_of(const FacetValue& value, const std::string& label) {
  const auto found = std::find_if(value.children.begin(), value.children.end(),
                                  [&](const FacetValue& child) { return child.label == label; });
  return found == value.children.end() ? 0 : found->count;
}

// Values down, those of the other field across; empty if that is too wide or there is nothing to cross.
std::string cross_table(const Facet& facet, const TerminalStyle& style) {
  const std::vector<std::string> labels = cross_labels(facet);
  std::size_t names = 0;
  std::size_t width = 0;
  for (const FacetValue& value : facet.values) names = std::max(names, display_width(printable(value.label)));
  for (const std::string& label : labels) width += std::max<std::size_t>(display_width(printable(label)), 5) + 2;
  if (labels.empty() || 2 + names + width > style.width) return {};
  const auto row = [&](bool marked, const std::string& name, const auto& cell) {
    std::string line = (marked ? "* " : "  ") + padded(name, names);
    for (const std::string& label : labels) {
      const std::string text = cell(label);
      const std::size_t columns = std::max<std::size_t>(display_width(printable(label)), 5);
      line += "  " + std::string(columns - std::min(columns, display_width(text)), ' ') + text;
    }
    return line + "\n";
  };
  std::string text = Paint(style.colour).dim(row(false, "", [](const std::string& label) { return printable(label); }));
  for (const FacetValue& value : facet.values) {
    text += row(value.selected, printable(value.label),
                [&](const std::string& label) { return grouped(count_of(value, label)); });
  }
  return text;
}

}  // namespace

std::string facet_text(const Facet& facet, const TotalHits& matches, const TerminalStyle& style) {
  if (facet.articles == 0 && facet.exact) return {};
  const Paint paint(style.colour);
  std::string text = paint.bold(printable(facet.field)) + "\n";
  // Years have their months below them.
  const std::string table = facet.field == "date" ? std::string() : cross_table(facet, style);
  FacetLines lines(facet, style);
  for (const FacetValue& value : facet.values) lines.add(value, 0);
  text += table.empty() ? std::move(lines).text() : table;
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

std::string timeline_text(const Facet& days, std::optional<TimeUnit> unit, const TerminalStyle& style) {
  const Timeline timeline = make_timeline(days, unit, kMaxTimelineRows);
  std::uint64_t greatest = 0;
  std::size_t labels = 0;
  for (const Period& period : timeline.periods) {
    greatest = std::max(greatest, period.count);
    labels = std::max(labels, period.label.size());
  }
  const Paint paint(style.colour);
  const std::size_t beside = labels + columns_of(greatest) + 5;
  const std::size_t columns = std::min(kMaxTimelineBar, style.width - std::min(style.width, beside));
  std::string text;
  for (const Period& period : timeline.periods) {
    const std::string line = fmt::format("{}  {:>{}}", period.label, grouped(period.count), columns_of(greatest));
    const std::string drawn = bar_of(period.count, greatest, columns, style.ascii);
    text += drawn.empty() ? line + "\n" : line + "  " + paint.blue(drawn) + "\n";
  }
  if (!timeline.whole)
    text += paint.dim(fmt::format("each {} without articles is left out", unit_name(timeline.unit))) + "\n";
  if (days.missing > 0)
    text +=
        paint.dim(fmt::format("{} of {} articles have no date", grouped(days.missing), grouped(days.articles))) + "\n";
  return text;
}

}  // namespace newsrank::cli
