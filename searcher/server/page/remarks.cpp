// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/remarks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "programs/output/hit_text.hpp"

namespace newsrank::server {
namespace {

using html::element;
using html::href;
using html::Html;

// The query with the place marked; nothing of an empty one, which the remark cannot be about.
Html place_in(const std::string& text, const QueryDiagnostic& diagnostic) {
  if (text.empty()) return {};
  const std::size_t begin = std::min(diagnostic.begin, text.size());
  const std::size_t end = std::clamp(diagnostic.end, begin, text.size());
  const std::string_view query = text;
  // A place between two characters is shown as a mark of its own.
  const Html marked = begin == end ? Html("‸") : Html(query.substr(begin, end - begin));
  return element("p", {{"class", "query"}}, {query.substr(0, begin), element("mark", {marked}), query.substr(end)});
}

Html remark(const QueryDiagnostic& diagnostic, const std::string& text) {
  const bool error = diagnostic.severity == DiagnosticSeverity::error;
  const std::string message =
      diagnostic.hint.empty() ? diagnostic.message : fmt::format("{} – {}", diagnostic.message, diagnostic.hint);
  return element("div", {{"class", error ? "remark error" : "remark"}},
                 {element("p", {message}), place_in(text, diagnostic)});
}

}  // namespace

Html remarks(const SearchResponse& response, const std::string& text, const PageState& state) {
  Html all;
  if (response.suggestion) {
    const Html link = element("a", {href(state.with("q", *response.suggestion))}, {*response.suggestion});
    all += element("p", {{"class", "suggestion"}},
                   {cli::is_corrected(response) ? "Showing results for " : "Did you mean ", link});
  }
  for (const QueryDiagnostic& diagnostic : response.diagnostics) {
    const bool in_suggestion = diagnostic.code == (cli::is_corrected(response) ? "corrected" : "did_you_mean");
    if (!in_suggestion) all += remark(diagnostic, text);
  }
  for (const std::string& database : response.missing)
    all += element("div", {{"class", "remark"}},
                   {element("p", {fmt::format("{} did not answer; its articles are left out", database)})});
  return all;
}

}  // namespace newsrank::server
