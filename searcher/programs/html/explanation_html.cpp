// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/explanation_html.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace newsrank::html {
namespace {

// One stretch of the bar, and a row of the table.
struct Share {
  std::string name;
  std::string detail;
  double score = 0;
  std::string kind;  // its class: "term-0" to "term-4", "from-quality", "from-newness"
};

std::vector<Share> shares_of(const Explanation& why) {
  constexpr std::size_t kTermColours = 5;
  std::vector<Share> shares;
  for (const TermExplanation& term : why.terms) {
    std::string detail = term.kind;
    if (term.articles > 0) detail += fmt::format(", in {} articles", term.articles);
    shares.push_back({term.text, detail, term.contribution, fmt::format("term-{}", shares.size() % kTermColours)});
  }
  shares.push_back({"quality",
                    why.quality ? fmt::format("{:g}: relevance × {:.3f}", *why.quality, why.quality_factor)
                                : fmt::format("unknown, as the median: relevance × {:.3f}", why.quality_factor),
                    why.relevance * (why.quality_factor - 1), "from-quality"});
  if (why.recency_factor != 1)
    shares.push_back({"newness", fmt::format("{:.0f} days old: × {:.3f}", why.age_days.value_or(0), why.recency_factor),
                      why.relevance * why.quality_factor * (why.recency_factor - 1), "from-newness"});
  return shares;
}

Html bar_of(const std::vector<Share>& shares, double best) {
  constexpr double kBarWidth = 400;
  Html stretches;
  double at = 0;
  for (const Share& share : shares) {
    const double width = best > 0 ? kBarWidth * share.score / best : 0;
    if (width <= 0) continue;
    stretches += element("rect",
                         {{"class", share.kind},
                          {"x", fmt::format("{:.2f}", at)},
                          {"width", fmt::format("{:.2f}", width)},
                          {"height", "16"}},
                         {element("title", {fmt::format("{}: {:.3f}", share.name, share.score)})});
    at += width;
  }
  return element(
      "svg", {{"class", "stack"}, {"viewBox", "0 0 400 16"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}},
      {stretches});
}

}  // namespace

Html explanation_html(const Explanation& why, const Hit* above, double best) {
  const std::vector<Share> shares = shares_of(why);
  Html rows;
  for (const Share& share : shares) {
    const Html key = element("svg", {{"class", "key"}, {"viewBox", "0 0 10 10"}, {"aria-hidden", "true"}},
                             {lone("rect", {{"class", share.kind}, {"width", "10"}, {"height", "10"}})});
    rows += element("tr", {element("th", {{"scope", "row"}}, {key, share.name}), element("td", {share.detail}),
                           element("td", {{"class", "number"}}, {fmt::format("{:+.3f}", share.score)})});
  }
  rows += element("tr", {{"class", "sum"}},
                  {element("th", {{"scope", "row"}}, {"score"}), element("td", {}),
                   element("td", {{"class", "number"}}, {fmt::format("{:.3f}", why.score)})});
  Html compared;
  if (above != nullptr && above->explanation && !above->explanation->above_next.empty())
    compared = element("p", {fmt::format("The result above has more: {}", above->explanation->above_next)});
  return element("details", {{"class", "why"}, Attribute("open")},
                 {element("summary", {"Why here?"}), bar_of(shares, best),
                  element("table", {element("caption", {{"class", "hidden"}}, {"What the score is made of"}),
                                    element("tbody", {rows})}),
                  compared});
}

}  // namespace newsrank::html
