// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "newsrank/query.hpp"
#include "programs/html/chart.hpp"
#include "programs/html/facet_chart.hpp"
#include "programs/html/files.hpp"
#include "programs/html/hit_html.hpp"
#include "programs/html/timeline.hpp"
#include "programs/output/hit_text.hpp"

namespace newsrank::html {
namespace {

Html figure_of(const Chart& chart, const Html& drawn) {
  return element("figure", {element("figcaption", {chart.title}), drawn,
                            element("details", {element("summary", {"As a table"}), chart_table(chart)})});
}

Html facet_figure(const Facet& facet) {
  const Chart chart = facet_chart(facet, facet.field == "topic" ? "Topics" : "Providers");
  return chart.labels.empty() ? Html{} : element("section", {figure_of(chart, lying_bar_drawing(chart))});
}

Html charts(const SearchResponse& response) {
  if (response.facets.empty()) return {};
  Html all;
  const Chart days = timeline_chart(response.facets.back(), {});
  if (days.labels.size() > 1) all += figure_of(days, bar_drawing(days));
  Html halves;
  for (std::size_t i = 0; i + 1 < response.facets.size(); ++i) halves += facet_figure(response.facets[i]);
  return all + element("div", {{"class", "columns"}}, {halves});
}

Html filter_list(const std::vector<SearchFilter>& filters) {
  Html items;
  for (const SearchFilter& filter : filters)
    items += element("li", {fmt::format("{}: {}", filter.field, fmt::join(filter.values, " or "))});
  return items.empty() ? Html{} : element("ul", {{"class", "topics"}}, {items});
}

Html remark_list(const SearchResponse& response) {
  Html all;
  for (const QueryDiagnostic& each : response.diagnostics) {
    const std::string text = each.hint.empty() ? each.message : fmt::format("{} – {}", each.message, each.hint);
    all += element("div", {{"class", "remark"}}, {element("p", {text})});
  }
  return all;
}

}  // namespace

std::vector<FacetRequest> report_facets() {
  constexpr std::size_t kValues = 10;
  return {{"topic", kValues, FacetOrder::count, false},
          {"provider", kValues, FacetOrder::count, false},
          cli::timeline_request()};
}

std::string write_report(std::string_view query, const std::vector<SearchFilter>& filters,
                         const SearchResponse& response) {
  const std::string title = query.empty() ? std::string("Articles") : std::string(query);
  const Html head =
      element("head", {lone("meta", {{"charset", "utf-8"}}),
                       lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
                       lone("meta", {{"http-equiv", "Content-Security-Policy"},
                                     {"content", "default-src 'none'; style-src 'unsafe-inline'"}}),
                       element("title", {title}), style_sheet(std::string(kStyle) + std::string(kChartStyle))});
  const Html content = element("h1", {title}) + filter_list(filters) +
                       element("p", {{"class", "status"}}, {cli::found_text(response.total)}) + remark_list(response) +
                       charts(response) + hit_list(response, {});
  const Html body = element("body", {element("main", {{"class", "body whole"}}, {content})});
  return "<!DOCTYPE html>\n" + element("html", {{"lang", "en"}}, {head, body}).markup() + "\n";
}

}  // namespace newsrank::html
