// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/input_view.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

constexpr std::string_view kSearchPrompt = "> ";
constexpr std::string_view kHistoryPrompt = "history> ";

// Where to begin so that the line fits up to the cursor.
std::size_t first_shown(std::string_view head, std::size_t columns) {
  std::size_t width = display_width(head);
  std::size_t begin = 0;
  while (width > columns && begin < head.size()) {
    const std::size_t start = begin++;
    while (begin < head.size() && (static_cast<unsigned char>(head[begin]) & 0xC0U) == 0x80U) ++begin;
    width -= display_width(head.substr(start, begin - start));
  }
  return begin;
}

// The first error of the query that is about a place of it, if the line is still that query.
std::pair<std::size_t, std::size_t> wrong_part(const Model& model) {
  const auto& answer = model.answer();
  if (model.history() != nullptr || !answer || !answer->response) return {};
  if (answer->question.text != model.line().text()) return {};
  for (const QueryDiagnostic& each : answer->response->diagnostics)
    if (each.severity == DiagnosticSeverity::error && each.begin < each.end) return {each.begin, each.end};
  return {};
}

}  // namespace

std::vector<Span> input_line(const Model& model) {
  const std::string_view text = model.line().text();
  const std::string_view prompt = model.history() != nullptr ? kHistoryPrompt : kSearchPrompt;
  const std::size_t columns = model.size().columns;
  // One column is the cursor's.
  const std::size_t begin = first_shown(model.line().head(), columns - std::min(columns, prompt.size() + 1));
  const std::size_t cursor = model.line().cursor();
  const auto wrong = wrong_part(model);
  std::vector<std::size_t> ends{cursor, wrong.first, wrong.second, text.size()};
  std::sort(ends.begin(), ends.end());
  std::vector<Span> spans{{std::string(prompt), Style::prompt, cursor == begin}};
  std::size_t from = begin;
  for (const std::size_t end : ends) {
    if (end <= from || end > text.size()) continue;
    const bool inside = from >= wrong.first && from < wrong.second;
    spans.push_back({std::string(text.substr(from, end - from)), inside ? Style::wrong : Style::plain, end == cursor});
    from = end;
  }
  return spans;
}

}  // namespace newsrank::cli
