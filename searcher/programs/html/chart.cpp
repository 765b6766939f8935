// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "programs/html/files.hpp"
#include "programs/output/record_format.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::html {
namespace {

constexpr double kLeft = 44;
constexpr std::size_t kColours = 6;

std::string at(double coordinate) {
  return fmt::format("{:.2f}", coordinate);
}

// Counts as whole numbers, others as they are.
std::string number_text(double value) {
  const bool whole = value == std::floor(value) && value >= 0 && value < 1e15;
  return whole ? cli::grouped(static_cast<std::uint64_t>(value)) : fmt::format("{:.1f}", value);
}

double total_at(const Chart& chart, std::size_t label) {
  return std::accumulate(chart.series.begin(), chart.series.end(), 0.0,
                         [&](double sum, const Series& each) { return sum + each.values[label]; });
}

double greatest_total(const Chart& chart) {
  double greatest = 0;
  for (std::size_t i = 0; i < chart.labels.size(); ++i) greatest = std::max(greatest, total_at(chart, i));
  return greatest;
}

// The next number that has few digits, and a half with few digits.
double round_up(double value) {
  if (value <= 1) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 4.0, 6.0, 8.0})
    if (value <= step * power) return step * power;
  return 10 * power;
}

Html drawing(const Chart& chart, double height, const char* kind, const Html& content) {
  return element("svg",
                 {{"class", fmt::format("chart {}", kind)},
                  {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", chart.width, height)},
                  {"role", "group"},
                  {"aria-label", chart.title}},
                 {content});
}

std::string tip_of(const Chart& chart, std::size_t label) {
  std::string tip = fmt::format("{}: {}", chart.labels[label], number_text(total_at(chart, label)));
  if (chart.series.size() < 2) return tip;
  for (const Series& each : chart.series)
    if (each.values[label] > 0) tip += fmt::format(", {} {}", each.name, number_text(each.values[label]));
  return tip;
}

// One bar with all its series, as a link where there is one.
Html bar(const Chart& chart, std::size_t label, double x, double width, double base, double scale) {
  const std::string tip = tip_of(chart, label);
  // The whole height can be clicked.
  Html parts = lone("rect", {{"class", "hit-area"}, {"x", at(x)}, {"width", at(width)}, {"height", at(base)}});
  double y = base;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const double height = chart.series[i].values[label] * scale;
    if (height <= 0) continue;
    y -= height;
    const double gap = width > 4 ? 1 : 0;
    parts += lone("rect", {{"class", fmt::format("series-{}", i % kColours)},
                           {"x", at(x + gap / 2)},
                           {"y", at(y)},
                           {"width", at(width - gap)},
                           {"height", at(height)}});
  }
  parts += element("title", {tip});
  if (chart.links.empty()) return element("g", {parts});
  return element("a", {href(chart.links[label]), {"aria-label", tip}, {"data-label", chart.labels[label]}}, {parts});
}

Html label_text(double x, double y, const char* anchor, std::string_view text) {
  return element("text", {{"x", at(x)}, {"y", at(y)}, {"text-anchor", anchor}}, {text});
}

// Lines at nothing, half and the whole of `top`.
Html grid(double top, double base, double scale, double right) {
  Html lines;
  for (const double value : {0.0, top / 2, top}) {
    if (value != 0 && value != top && value != std::floor(value)) continue;
    const double y = base - value * scale;
    lines += lone("line", {{"class", "grid"}, {"x1", at(kLeft)}, {"x2", at(right)}, {"y1", at(y)}, {"y2", at(y)}});
    lines += label_text(kLeft - 6, y + 4, "end", number_text(value));
  }
  return lines;
}

// As many labels as there is room for, the first and then at equal steps.
Html axis_labels(const Chart& chart, double step, double y) {
  constexpr double kRoom = 74;
  const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(kRoom / step)));
  Html texts;
  for (std::size_t i = 0; i < chart.labels.size(); i += every) {
    const double x = kLeft + (static_cast<double>(i) + 0.5) * step;
    const bool last = x + kRoom / 2 > chart.width;
    texts += label_text(last ? chart.width : x, y, last ? "end" : "middle", chart.labels[i]);
  }
  return texts;
}

std::string shortened(const std::string& text, std::size_t columns) {
  const auto lines = cli::wrap(cli::printable(text), columns, 1);
  return lines.empty() ? std::string{} : lines.front();
}

}  // namespace

Html bar_drawing(const Chart& chart) {
  constexpr double kBase = 120;
  constexpr double kTop = 8;
  const double top = round_up(greatest_total(chart));
  const double scale = (kBase - kTop) / top;
  const double step = chart.labels.empty() ? 0 : (chart.width - kLeft) / static_cast<double>(chart.labels.size());
  Html content = grid(top, kBase, scale, chart.width);
  for (std::size_t i = 0; i < chart.labels.size(); ++i)
    content += bar(chart, i, kLeft + static_cast<double>(i) * step, step, kBase, scale);
  content += element("g", {{"class", "axis"}}, {axis_labels(chart, step, kBase + 16)});
  return drawing(chart, kBase + 22, "bars", content);
}

Html lying_bar_drawing(const Chart& chart) {
  constexpr double kRow = 22;
  constexpr double kNames = 170;
  constexpr double kNumbers = 45;
  const double column = chart.series.empty() ? 0 : (chart.width - kNames) / static_cast<double>(chart.series.size());
  const double head = chart.series.size() > 1 ? kRow : 0;
  Html content;
  for (std::size_t i = 0; i < chart.labels.size(); ++i)
    content += label_text(kNames - 8, head + static_cast<double>(i) * kRow + 15, "end", shortened(chart.labels[i], 24));
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const Series& each = chart.series[s];
    const double left = kNames + static_cast<double>(s) * column;
    const double greatest =
        each.values.empty() ? 1 : std::max(1.0, *std::max_element(each.values.begin(), each.values.end()));
    if (head > 0) content += label_text(left, 15, "start", each.name);
    for (std::size_t i = 0; i < chart.labels.size(); ++i) {
      const double y = head + static_cast<double>(i) * kRow;
      const double width = (column - kNumbers) * each.values[i] / greatest;
      content += lone("rect", {{"class", fmt::format("series-{}", s % kColours)},
                               {"x", at(left)},
                               {"y", at(y + 3)},
                               {"width", at(width)},
                               {"height", at(kRow - 6)}});
      content += label_text(left + width + 6, y + 15, "start", number_text(each.values[i]));
    }
  }
  return drawing(chart, head + static_cast<double>(chart.labels.size()) * kRow + 4, "lying", content);
}

Html map_drawing(const Chart& chart) {
  constexpr double kRow = 22;
  constexpr double kNames = 180;
  const double step = chart.labels.empty() ? 0 : (chart.width - kNames) / static_cast<double>(chart.labels.size());
  double greatest = 1;
  for (const Series& each : chart.series)
    for (const double value : each.values) greatest = std::max(greatest, value);
  Html content;
  for (std::size_t row = 0; row < chart.series.size(); ++row) {
    const Series& each = chart.series[row];
    const double y = static_cast<double>(row) * kRow;
    content += label_text(kNames - 8, y + 15, "end", shortened(each.name, 24));
    for (std::size_t i = 0; i < chart.labels.size(); ++i) {
      const double share = std::sqrt(each.values[i] / greatest);
      const std::string tip = fmt::format("{}, {}: {}", each.name, chart.labels[i], number_text(each.values[i]));
      content += element("rect",
                         {{"class", each.values[i] > 0 ? "cell" : "cell none"},
                          {"x", at(kNames + static_cast<double>(i) * step)},
                          {"y", at(y + 1)},
                          {"width", at(std::max(step - 1, step * 0.8))},
                          {"height", at(kRow - 2)},
                          {"fill-opacity", each.values[i] > 0 ? at(0.15 + 0.85 * share) : "1"}},
                         {element("title", {tip})});
    }
  }
  const double base = static_cast<double>(chart.series.size()) * kRow;
  if (!chart.labels.empty()) {
    content += label_text(kNames, base + 16, "start", chart.labels.front());
    content += label_text(chart.width, base + 16, "end", chart.labels.back());
  }
  return drawing(chart, base + 22, "map", content);
}

Html legend(const Chart& chart) {
  if (chart.series.size() < 2) return {};
  Html items;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const Html key =
        element("svg", {{"class", "key"}, {"viewBox", "0 0 10 10"}, {"aria-hidden", "true"}},
                {lone("rect", {{"class", fmt::format("series-{}", i % kColours)}, {"width", "10"}, {"height", "10"}})});
    items += element("li", {key, chart.series[i].name});
  }
  return element("ul", {{"class", "legend"}}, {items});
}

Html chart_table(const Chart& chart) {
  Html head = element("th", {{"scope", "col"}}, {chart.axis});
  for (const Series& each : chart.series) head += element("th", {{"scope", "col"}}, {each.name});
  Html rows;
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    Html row = element("th", {{"scope", "row"}}, {chart.labels[i]});
    for (const Series& each : chart.series) row += element("td", {{"class", "number"}}, {number_text(each.values[i])});
    rows += element("tr", {row});
  }
  return element("table", {element("caption", {chart.title}), element("thead", {element("tr", {head})}),
                           element("tbody", {rows})});
}

std::string chart_csv(const Chart& chart) {
  const auto cell = [](const std::string& text) { return cli::csv_field(cli::spreadsheet_text(cli::printable(text))); };
  std::string csv = cell(chart.axis);
  for (const Series& each : chart.series) csv += "," + cell(each.name);
  csv += "\r\n";
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    csv += cell(chart.labels[i]);
    for (const Series& each : chart.series) csv += fmt::format(",{:g}", each.values[i]);
    csv += "\r\n";
  }
  return csv;
}

std::string svg_file(const Html& drawing) {
  std::string markup = drawing.markup();
  constexpr std::string_view kOpen = "<svg";
  markup.insert(kOpen.size(), " xmlns=\"http://www.w3.org/2000/svg\" width=\"1080\"");
  markup.insert(markup.find('>') + 1, style_sheet(kChartStyle).markup());
  return markup + "\n";
}

}  // namespace newsrank::html
