// SPDX-License-Identifier: GPL-2.0-or-later
// A chart on a page: its drawing, its table, and both to take away.
#pragma once

#include <string_view>

#include "programs/html/chart.hpp"
#include "server/page/page_state.hpp"

namespace newsrank::server {

// `name` is that of the chart in the addresses of its files: /charts/NAME.csv and .svg.
html::Html chart_figure(const html::Chart& chart, const html::Html& drawing, const PageState& state,
                        std::string_view name);

}  // namespace newsrank::server
