// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <string>
#include <vector>

#include "core/text/printable.hpp"
#include "core/text/utf8.hpp"
#include "newsrank/query.hpp"

namespace newsrank {
namespace detail {
namespace {

constexpr std::size_t kWindowColumns = 76;
constexpr std::size_t kContextColumns = 24;  // shown before the place when the text is cut
constexpr std::string_view kCut = "...";

// One character as a terminal shows it.
struct Cell {
  std::string text;
  std::size_t columns = 1;
  std::size_t begin = 0;  // bytes of the query text
  std::size_t end = 0;
};

std::string utf8(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

std::vector<Cell> to_cells(std::string_view text) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < text.size();) {
    Cell cell;
    cell.begin = at;
    char32_t c = next_character(text, at);
    if (c == U'\t' || c == U'\n' || c == U'\r') c = U' ';
    if (is_control(c)) c = kReplacement;
    cell.end = at;
    cell.columns = display_width(c);
    cell.text = utf8(c);
    cells.push_back(std::move(cell));
  }
  return cells;
}

struct Window {
  std::size_t first = 0;
  std::size_t last = 0;  // exclusive
};

// The cells to show: from a little before the place as far as the line goes.
Window choose_window(const std::vector<Cell>& cells, std::size_t begin) {
  Window window{0, cells.size()};
  std::size_t total = 0;
  for (const Cell& cell : cells) total += cell.columns;
  if (total <= kWindowColumns) return window;
  window.first = static_cast<std::size_t>(
      std::find_if(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.end > begin; }) - cells.begin());
  std::size_t before = 0;
  while (window.first > 0 && before + cells[window.first - 1].columns <= kContextColumns) {
    before += cells[--window.first].columns;
  }
  std::size_t columns = 2 * kCut.size();
  window.last = window.first;
  while (window.last < cells.size() && columns + cells[window.last].columns <= kWindowColumns) {
    columns += cells[window.last++].columns;
  }
  return window;
}

std::string_view severity_name(DiagnosticSeverity severity) {
  switch (severity) {
    case DiagnosticSeverity::error:
      return "error: ";
    case DiagnosticSeverity::warning:
      return "warning: ";
    default:
      return "note: ";
  }
}

}  // namespace
}  // namespace detail

std::string format_diagnostic(const QueryDiagnostic& diagnostic, std::string_view query_text) {
  const auto cells = detail::to_cells(query_text);
  const std::size_t begin = std::min(diagnostic.begin, query_text.size());
  const std::size_t end = std::clamp(diagnostic.end, begin, query_text.size());
  const auto window = detail::choose_window(cells, begin);
  std::string line = window.first > 0 ? std::string(detail::kCut) : std::string();
  std::string marks(line.size(), ' ');
  std::size_t marked = 0;
  for (std::size_t i = window.first; i < window.last; ++i) {
    const detail::Cell& cell = cells[i];
    line += cell.text;
    const bool inside = cell.end > begin && cell.begin < end;
    for (std::size_t column = 0; column < cell.columns; ++column) {
      if (inside) {
        marks += marked++ == 0 ? '^' : '~';
      } else if (cell.end <= begin) {
        marks += ' ';
      }
    }
  }
  if (marked == 0) marks += '^';
  if (window.last < cells.size()) line += detail::kCut;
  std::string out(detail::severity_name(diagnostic.severity));
  out += detail::printable(diagnostic.message, detail::Unshown::replacement);
  if (!diagnostic.hint.empty()) out += " - " + detail::printable(diagnostic.hint, detail::Unshown::replacement);
  return out + "\n  " + line + "\n  " + marks + "\n";
}

}  // namespace newsrank
