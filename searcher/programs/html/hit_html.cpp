// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/hit_html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/url.hpp"
#include "newsrank/article.hpp"
#include "programs/html/explanation_html.hpp"
#include "programs/output/hit_text.hpp"

namespace newsrank::html {
namespace {

// A normalised quality in a word.
std::string_view quality_word(double normalised) {
  if (normalised >= 0.8) return "very high";
  if (normalised >= 0.6) return "high";
  if (normalised >= 0.4) return "middling";
  return normalised >= 0.2 ? "low" : "very low";
}

Html quality_html(const Hit& hit, const RankingProfile& profile) {
  if (!hit.article.quality) return element("span", {{"class", "quality"}}, {"quality unknown"});
  const std::string number = fmt::format("quality {:g}", *hit.article.quality);
  if (profile.quality_weight <= 0) return element("span", {{"class", "quality"}}, {number});
  const double normalised = std::clamp((hit.quality_factor - 1) / profile.quality_weight, 0.0, 1.0);
  const Html bar = element(
      "svg", {{"class", "meter"}, {"viewBox", "0 0 40 6"}, {"aria-hidden", "true"}},
      {lone("rect", {{"class", "track"}, {"width", "40"}, {"height", "6"}, {"rx", "3"}}),
       lone("rect",
            {{"class", "fill"}, {"width", fmt::format("{:.1f}", 40 * normalised)}, {"height", "6"}, {"rx", "3"}})});
  return element("span", {{"class", "quality"}}, {bar, fmt::format("{}, {}", number, quality_word(normalised))});
}

Html linked(const std::string& address, const Html& text) {
  return address.empty() ? text : element("a", {href(address)}, {text});
}

Html narrowing(const HitLinks& links, std::string_view field, const std::string& value, const std::string& label) {
  return linked(links.narrow ? links.narrow(field, value) : std::string{}, label);
}

Html facts(const Hit& hit, const RankingProfile& profile, const HitLinks& links) {
  const Article& article = hit.article;
  const std::string& key = article.provider.domain.empty() ? article.provider.name : article.provider.domain;
  Html line;
  const auto add = [&](const Html& fact) {
    if (!line.empty()) line += " · ";
    line += fact;
  };
  if (hit.also) add("also");
  if (!key.empty()) add(narrowing(links, "provider", key, cli::provider_name(article.provider)));
  if (article.published_at) add(date_html(*article.published_at));
  if (!article.type.empty() && article.type != "article") add(article.type);
  add(quality_html(hit, profile));
  return element("p", {{"class", "facts"}}, {line});
}

Html topics(const Article& article, const HitLinks& links) {
  if (article.topics.empty()) return {};
  Html items;
  for (const std::string& topic : article.topics) items += element("li", {narrowing(links, "topic", topic, topic)});
  return element("ul", {{"class", "topics"}, {"aria-label", "Topics"}}, {items});
}

Html copies(const Hit& hit) {
  if (hit.copies.empty()) return {};
  Html items;
  for (const StoryCopy& copy : hit.copies) {
    const std::string& name = cli::provider_name(copy.provider);
    items += element("li", {element("a", {href(copy.url)}, {name.empty() ? copy.url : name})});
  }
  return element("details", {{"class", "copies"}},
                 {element("summary", {cli::copies_text(hit)}), element("ul", {items})});
}

Html excerpt(const Hit& hit) {
  if (!hit.snippets) return hit.article.excerpt.empty() ? Html{} : element("p", {hit.article.excerpt});
  Html paragraphs;
  for (const Snippet& fragment : hit.snippets->fragments) {
    if (!fragment.text.empty()) paragraphs += element("p", {{"class", "snippet"}}, {marked(fragment)});
  }
  return paragraphs;
}

Html actions(const Hit& hit, const HitLinks& links) {
  Html items;
  const auto add = [&](const std::string& address, std::string_view text) {
    const Html about = element("span", {{"class", "hidden"}}, {fmt::format(": {}", hit.article.title)});
    items += element("a", {href(address)}, {text, about});
  };
  if (links.similar) add(links.similar(hit), "More like this");
  if (links.explain && !hit.explanation) add(links.explain(hit), "Why here?");
  return items.empty() ? Html{} : element("p", {{"class", "actions"}}, {items});
}

}  // namespace

Html marked(const Snippet& snippet) {
  const std::string_view text = snippet.text;
  Html html = snippet.cut_before ? "…" : "";
  std::size_t at = 0;
  for (const Mark& mark : snippet.marks) {
    html += text.substr(at, mark.begin - at);
    html += element("mark", {text.substr(mark.begin, mark.end - mark.begin)});
    at = mark.end;
  }
  html += text.substr(at);
  return snippet.cut_after ? html + "…" : html;
}

Html date_html(std::int64_t seconds) {
  const std::string moment = format_date_time(seconds);
  return element("time", {{"datetime", moment}, {"title", moment}}, {moment.substr(0, 10)});
}

Html hit_list(const SearchResponse& response, const HitLinks& links) {
  Html items;
  const double best = response.hits.empty() ? 0 : response.hits.front().score;
  for (std::size_t i = 0; i < response.hits.size(); ++i) {
    const Hit& hit = response.hits[i];
    const Html title = hit.snippets ? marked(hit.snippets->title) : Html(hit.article.title);
    Html why;
    if (hit.explanation) why = explanation_html(*hit.explanation, i == 0 ? nullptr : &response.hits[i - 1], best);
    items += element(
        "li", {{"value", fmt::format("{}", hit.rank)}},
        {element(
            "article", {{"class", "hit"}, {"id", fmt::format("{}-{}", links.list, hit.rank)}},
            {element("h3", {element("a", {href(detail::shown_address(hit.article)), {"rel", "noreferrer"}}, {title})}),
             facts(hit, response.profile, links), excerpt(hit), topics(hit.article, links), copies(hit),
             actions(hit, links), why})});
  }
  return element("ol", {{"class", "hits"}}, {items});
}

}  // namespace newsrank::html
