// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/view.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/url.hpp"
#include "interactive/input_view.hpp"
#include "programs/output/hit_text.hpp"
#include "programs/output/snippet_text.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

using Line = std::vector<Span>;

// What a page's keys do; the first ones are left out last.
using Keys = std::vector<std::string_view>;
const Keys kSearchKeys{"↑↓ select", "Enter open", "Tab complete", "^R history", "F1 help", "Esc leave"};
const Keys kHistoryKeys{"↑↓ choose", "Enter take", "Esc back"};
const Keys kFilterKeys{"↑↓ choose", "Enter set or take out", "Esc back"};
const Keys kHelpKeys{"any key goes back"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kHelp{{
    {"↑ ↓ PgUp PgDn", "select an article"},
    {"Enter", "the first article; open the selected one in the browser"},
    {"F6, Ctrl-Y", "copy its address (by the terminal, OSC 52)"},
    {"Tab, Shift-Tab", "complete what is before the cursor"},
    {"Ctrl-R", "earlier queries"},
    {"F2, Alt-W", "a telling part of the words, all of them, any of them"},
    {"F3, Alt-S", "order: relevance, date, quality, heat"},
    {"F4, Alt-G", "copies of a story as one or each"},
    {"F5, Alt-T", "filter by what the articles have: topics, providers and others"},
    {"Ctrl-U, Ctrl-W", "delete what is before the cursor, the word before it"},
    {"Esc, Ctrl-C", "leave"},
}};

std::string cut(std::string_view text, std::size_t width) {
  const auto lines = wrap(printable(text), std::max<std::size_t>(width, 1), 1);
  return lines.empty() ? std::string() : lines.front();
}

// One list entry's first line.
Line entry_line(std::string lead, std::string_view text, std::size_t width, bool selected, Style style) {
  lead = (selected ? "▸ " : "  ") + lead;
  const std::size_t left = width - std::min(width, display_width(lead));
  return {{std::move(lead), Style::prompt}, {cut(text, left), selected ? Style::selected : style}};
}

// A word at the end of the text is perhaps not finished.
bool is_worth_saying(const QueryDiagnostic& remark, const SearchResponse& response, std::string_view text) {
  if (remark.code == "unknown_word" && remark.end == text.size()) return false;
  const bool in_suggestion = remark.code == (is_corrected(response) ? "corrected" : "did_you_mean");
  return !response.suggestion || !in_suggestion;
}

void add_remarks(Line& line, const SearchResponse& response, std::string_view text) {
  if (!response.missing.empty())
    line.push_back({printable(fmt::format(" · without {}", fmt::join(response.missing, ", "))), Style::wrong});
  if (response.suggestion)
    line.push_back({fmt::format(" · {} {}", is_corrected(response) ? "showing results for" : "did you mean",
                                printable(*response.suggestion)),
                    Style::match});
  const auto& all = response.diagnostics;
  const auto first = std::find_if(all.begin(), all.end(),
                                  [&](const QueryDiagnostic& each) { return is_worth_saying(each, response, text); });
  if (first == all.end()) return;
  const std::string hint = first->hint.empty() ? "" : " - " + first->hint;
  line.push_back({printable(fmt::format(" · {}{}", first->message, hint)),
                  first->severity == DiagnosticSeverity::error ? Style::wrong : Style::dim});
}

Line status_line(const Model& model, std::uint64_t articles) {
  if (!model.notice().empty()) return {{printable(model.notice()), Style::match}};
  if (model.page() == Page::help) return {{"keys", Style::dim}};
  if (model.page() == Page::filters) return {{"filters; a * is before those that hold", Style::dim}};
  if (const HistoryPicker* history = model.history()) {
    const auto count = history->queries().size();
    return {{fmt::format("{} earlier quer{}", grouped(count), count == 1 ? "y" : "ies"), Style::dim}};
  }
  const auto& answer = model.answer();
  if (answer && answer->error) {
    const std::string hint = answer->error->hint.empty() ? "" : " - " + answer->error->hint;
    return {{printable(answer->error->message + hint), Style::wrong}};
  }
  Line line;
  if (answer && answer->response) {
    const TotalHits& total = answer->response->total;
    line.push_back({total.value == 0 ? "no articles" : total_text(total), Style::dim});
    add_remarks(line, *answer->response, answer->question.text);
  } else {
    line.push_back(
        {fmt::format("type to search in {} article{}", grouped(articles), articles == 1 ? "" : "s"), Style::dim});
  }
  if (answer && answer->question.text != model.question().text) line.push_back({" …", Style::dim});
  return line;
}

// The bytes that all of them begin with, as whole words.
std::size_t shared_words(const std::vector<std::string>& texts) {
  std::string_view shared = texts.front();
  for (const std::string_view text : texts) {
    const auto end = std::mismatch(shared.begin(), shared.end(), text.begin(), text.end()).first;
    shared = shared.substr(0, static_cast<std::size_t>(end - shared.begin()));
  }
  const auto blank = shared.find_last_of(' ');
  return blank == std::string_view::npos ? 0 : blank + 1;
}

Line completions_line(const Model& model) {
  const auto& choices = model.completions().choices(model.line().head());
  if (choices.empty() || model.page() != Page::hits) return {};
  Line line{{"Tab:", Style::dim}};
  const std::size_t known = shared_words(choices);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    line.push_back({"  ", Style::dim});
    line.push_back(
        {printable(choices[i].substr(known)), model.completions().chosen() == i ? Style::selected : Style::dim});
  }
  return line;
}

void add_hits(Frame& frame, const Model& model, const Layout& layout) {
  const auto& answer = model.answer();
  if (!answer || !answer->response) return;
  const auto& hits = answer->response->hits;
  const std::size_t columns = model.size().columns;
  const std::size_t end = std::min(hits.size(), model.hits().top() + layout.visible(layout.entry_rows));
  for (std::size_t i = model.hits().top(); i < end; ++i) {
    const Hit& hit = hits[i];
    const std::string rank = fmt::format("{:>2}. ", hit.rank);
    frame.lines.push_back(entry_line(rank, hit.article.title, columns, model.hits().selected() == i, Style::title));
    if (layout.entry_rows == 1) continue;
    const std::string copies = hit.copies.empty() ? "" : " · " + copies_text(hit);
    const std::size_t indent = 2 + rank.size();
    frame.lines.push_back(
        {{std::string(indent, ' ')},
         {cut(hit_facts(hit.article, {.also = hit.also}) + copies, columns - std::min(columns, indent)), Style::dim}});
  }
}

void add_history(Frame& frame, const Model& model, const Layout& layout) {
  const HistoryPicker& history = *model.history();
  const std::size_t end = std::min(history.queries().size(), history.cursor().top() + layout.visible(1));
  for (std::size_t i = history.cursor().top(); i < end; ++i)
    frame.lines.push_back(
        entry_line("", history.queries()[i], model.size().columns, history.cursor().selected() == i, Style::plain));
}

void add_filters(Frame& frame, const Model& model, const Layout& layout) {
  const auto& entries = model.filter_entries();
  const std::size_t end = std::min(entries.size(), model.filter_cursor().top() + layout.visible(1));
  for (std::size_t i = model.filter_cursor().top(); i < end; ++i) {
    const FilterEntry& each = entries[i];
    const std::string lead = fmt::format("{} {:>8}  {}: ", model.choices().holds(each.field, each.value) ? "*" : " ",
                                         grouped(each.count), each.field);
    frame.lines.push_back(
        entry_line(lead, each.label, model.size().columns, model.filter_cursor().selected() == i, Style::plain));
  }
}

void add_help(Frame& frame, const Model& model, const Layout& layout) {
  constexpr std::size_t kKeyColumns = 16;
  for (std::size_t i = 0; i < std::min(kHelp.size(), layout.list_rows); ++i) {
    const auto& [key, what] = kHelp[i];
    const std::string padding(kKeyColumns - std::min(kKeyColumns, display_width(key)), ' ');
    frame.lines.push_back(
        {{cut(std::string(key), model.size().columns) + padding, Style::prompt}, {std::string(what)}});
  }
}

void add_page(Frame& frame, const Model& model, const Layout& layout) {
  switch (model.page()) {
    case Page::history:
      return add_history(frame, model, layout);
    case Page::filters:
      return add_filters(frame, model, layout);
    case Page::help:
      return add_help(frame, model, layout);
    case Page::hits:
      return add_hits(frame, model, layout);
  }
}

// Whole items only; the last one, which says how to leave, stays as long as it has room.
Line keys_line(const Model& model) {
  Keys keys = model.page() == Page::history   ? kHistoryKeys
              : model.page() == Page::filters ? kFilterKeys
              : model.page() == Page::help    ? kHelpKeys
                                              : kSearchKeys;
  const auto joined = [&] { return fmt::format("{}", fmt::join(keys, "   ")); };
  while (keys.size() > 1 && display_width(joined()) > model.size().columns) keys.erase(keys.end() - 2);
  return {{display_width(joined()) > model.size().columns ? "" : joined(), Style::dim}};
}

// A line with its marks as spans of their own. `marked`: whether the line begins, and then ends, inside of one.
Line marked_line(std::string_view line, bool& marked) {
  Line spans;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(marked ? kMarkEnd : kMarkBegin), line.size());
    spans.push_back({std::string(line.substr(0, end)), marked ? Style::match : Style::plain});
    if (end == line.size()) break;
    line.remove_prefix(end + 1);
    marked = !marked;
  }
  return spans;
}

void add_details(Frame& frame, const Hit& hit, std::size_t columns) {
  std::string rule;
  for (std::size_t i = 0; i < columns; ++i) rule += "─";
  frame.lines.push_back({{rule, Style::dim}});
  std::size_t left = kDetailRows - 1;
  const auto add = [&](const std::string& text, std::size_t most, Style style) {
    for (const std::string& line : wrap(printable(text), std::max<std::size_t>(columns, 1), std::min(most, left))) {
      frame.lines.push_back({{line, style}});
      --left;
    }
  };
  add(detail::shown_address(hit.article), 2, Style::link);
  const bool has_snippet = hit.snippets && !hit.snippets->fragments.empty();
  const std::string text = has_snippet ? marked_text(hit.snippets->fragments.front()) : printable(hit.article.excerpt);
  bool marked = false;
  for (const std::string& line : wrap(text, std::max<std::size_t>(columns, 1), std::min<std::size_t>(3, left)))
    frame.lines.push_back(marked_line(line, marked));
}

}  // namespace

Frame render(const Model& model, std::uint64_t articles) {
  Frame frame;
  const ScreenSize& size = model.size();
  const Layout layout = model.layout();
  if (size.rows == 0) return frame;
  frame.lines.push_back(input_line(model));
  if (layout.status) frame.lines.push_back(status_line(model, articles));
  if (layout.choices) frame.lines.push_back({{cut(model.choices().text(), size.columns), Style::match}});
  if (layout.completions) frame.lines.push_back(completions_line(model));
  const std::size_t below_list = frame.lines.size() + layout.list_rows;
  add_page(frame, model, layout);
  frame.lines.resize(below_list);
  if (layout.details) {
    add_details(frame, *model.selected_hit(), size.columns);
    frame.lines.resize(below_list + kDetailRows);
  }
  if (layout.keys) frame.lines.push_back(keys_line(model));
  return frame;
}

}  // namespace newsrank::cli
