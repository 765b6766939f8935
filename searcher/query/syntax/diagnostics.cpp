// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/diagnostics.hpp"

#include <algorithm>

#include "core/text/printable.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {

void Diagnostics::add(DiagnosticSeverity severity, std::string_view code, Place place, std::string message,
                      std::string hint) {
  if (!items_.empty() && items_.back().end == place.begin && items_.back().code == code &&
      items_.back().message == message) {
    items_.back().end = place.end;
    return;
  }
  if (full_) return;
  if (items_.size() + 1 == kMaxDiagnostics) {
    full_ = true;
    items_.push_back({DiagnosticSeverity::warning, "more_diagnostics", "the query has more problems than are listed",
                      "correct these first", place.begin, place.end});
    return;
  }
  items_.push_back({severity, std::string(code), std::move(message), std::move(hint), place.begin, place.end});
}

std::vector<QueryDiagnostic> Diagnostics::take() {
  std::stable_sort(items_.begin(), items_.end(),
                   [](const QueryDiagnostic& a, const QueryDiagnostic& b) { return a.begin < b.begin; });
  return std::move(items_);
}

std::string in_quotes(std::string_view text) {
  constexpr int kMaxCharacters = 40;
  std::size_t shown = 0;
  for (int count = 0; shown < text.size() && count < kMaxCharacters; ++count) next_character(text, shown);
  return '"' + printable(text.substr(0, shown), Unshown::replacement) + (shown < text.size() ? "...\"" : "\"");
}

}  // namespace newsrank::detail
