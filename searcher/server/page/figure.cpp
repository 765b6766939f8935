// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/figure.hpp"

#include <fmt/format.h>

namespace newsrank::server {

using html::element;
using html::href;
using html::Html;

Html chart_figure(const html::Chart& chart, const Html& drawing, const PageState& state, std::string_view name) {
  const auto file = [&](std::string_view kind) {
    return element("a", {href(state.on(fmt::format("/charts/{}.{}", name, kind)))}, {kind == "csv" ? "CSV" : "SVG"});
  };
  return element(
      "figure", {{"id", name}},
      {element("figcaption", {chart.title}), drawing,
       element(
           "details",
           {element("summary", {"As a table"}),
            element("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", chart.title}},
                    {html::chart_table(chart)}),
            element("p", {{"class", "downloads"}}, {file("csv"), file("svg")})})});
}

}  // namespace newsrank::server
