// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/facet_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "programs/terminal/terminal_text.hpp"

namespace newsrank::html {
namespace {

constexpr std::size_t kLong = 20;

bool same_letters(const std::string& a, const std::string& b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_chosen(const FacetValue& value, const std::string& chosen) {
  return same_letters(value.value, chosen) || same_letters(value.label, chosen);
}

Html value_item(const std::string& value, const std::string& label, const std::string& count, bool chosen,
                const FacetLinks& links) {
  const Html name = element("span", {{"class", "name"}}, {label});
  const Html number = element("span", {{"class", "count"}}, {count});
  if (!links.toggle) return element("li", {name, number});
  return element("li", {element("a",
                                {href(links.toggle(value)),
                                 Attribute::when(chosen, "aria-current", "true"),
                                 {"rel", "nofollow"},
                                 Attribute::when(value != label, "title", value)},
                                {name, number})});
}

}  // namespace

Html facet_html(const Facet& facet, const std::string& title, const std::vector<std::string>& chosen,
                const FacetLinks& links) {
  Html first;
  Html others;
  for (const std::string& each : chosen) {
    const auto found = std::find_if(facet.values.begin(), facet.values.end(),
                                    [&](const FacetValue& value) { return is_chosen(value, each); });
    const bool counted = found != facet.values.end();
    first += value_item(each, counted ? found->label : each, counted ? cli::grouped(found->count) : "", true, links);
  }
  for (const FacetValue& value : facet.values) {
    if (std::any_of(chosen.begin(), chosen.end(), [&](const std::string& each) { return is_chosen(value, each); }))
      continue;
    others += value_item(value.value, value.label, cli::grouped(value.count), false, links);
  }
  if (first.empty() && others.empty()) return {};
  Html rest;
  if (facet.distinct > facet.values.size() && !links.more.empty())
    rest = element("p", {element("a", {href(links.more), {"rel", "nofollow"}},
                                 {fmt::format("All {}", cli::grouped(facet.distinct))})});
  return element(
      "details", {{"class", "facet"}, {"data-field", facet.field}, Attribute("open")},
      {element("summary", {element("h3", {title})}),
       element("ul", {Attribute::when(facet.values.size() > kLong, "class", "long")}, {first, others}), rest});
}

}  // namespace newsrank::html
