// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/over_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "server/page/figure.hpp"

namespace newsrank::server {
namespace {

using html::Attribute;
using html::element;
using html::href;
using html::Html;

constexpr std::string_view kParameter = "by";
constexpr std::size_t kStacked = 5;

struct Choice {
  Stacking stacking;
  const char* name;
};
constexpr std::array<Choice, 5> kChoices{{{{"topic", false}, "topic"},
                                          {{"provider", true}, "provider"},
                                          {{"type", true}, "type"},
                                          {{"category", true}, "category"},
                                          {{"lang", true}, "language"}}};

const Choice* choice_of(std::string_view field) {
  const auto* const found =
      std::find_if(kChoices.begin(), kChoices.end(), [&](const Choice& each) { return each.stacking.field == field; });
  return found == kChoices.end() ? nullptr : found;
}

Html choices(const Stacking& stacking, const PageState& state) {
  const auto link = [](const std::string& address, std::string_view name, bool chosen) {
    return element("a", {href(address), Attribute::when(chosen, "aria-current", "true")}, {name});
  };
  Html links = link(state.without(kParameter), "nothing", stacking.field.empty());
  for (const Choice& each : kChoices)
    links += link(state.with(kParameter, std::string(each.stacking.field)), each.name,
                  each.stacking.field == stacking.field);
  return element("p", {{"class", "sorts"}}, {"Stack by", links});
}

}  // namespace

Result<Stacking> read_stacking(const Parameters& parameters) {
  const auto wanted = value_of(parameters, kParameter);
  if (!wanted) return Stacking{};
  if (const Choice* const found = choice_of(*wanted)) return found->stacking;
  return Error{ErrorCode::invalid_argument,
               fmt::format("by: expected topic, provider, type, category or lang, not \"{}\"", *wanted), ""};
}

std::vector<FacetRequest> over_time_request(const Stacking& stacking) {
  if (stacking.field.empty()) return {cli::timeline_request()};
  return {{std::string(stacking.field), kStacked, FacetOrder::count, false, "day"}, cli::timeline_request()};
}

html::Chart over_time_chart(const std::vector<Facet>& facets, const Stacking& stacking, const html::PeriodLink& link) {
  if (stacking.field.empty()) return html::timeline_chart(facets.back(), link);
  html::Chart chart = html::stacked_timeline(facets.back(), facets[facets.size() - 2], stacking.single, link);
  chart.title += fmt::format(" by {}", choice_of(stacking.field)->name);
  if (!stacking.single) chart.title += ", those of several in each";
  return chart;
}

Html over_time_figure(const std::vector<Facet>& facets, const Stacking& stacking, const PageState& state) {
  const html::Chart chart = over_time_chart(
      facets, stacking, [&](const cli::Period& period) { return state.within(period.since, period.until); });
  if (chart.labels.size() < 2) return {};
  return chart_figure(chart, choices(stacking, state) + html::legend(chart) + html::bar_drawing(chart), state,
                      "over-time");
}

}  // namespace newsrank::server
