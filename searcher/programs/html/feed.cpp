// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/feed.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "json/json_writer.hpp"
#include "newsrank/article.hpp"
#include "programs/html/html.hpp"
#include "programs/output/hit_text.hpp"
#include "programs/output/record_format.hpp"

namespace newsrank::html {
namespace {

using cli::plain_url;
using cli::provider_name;

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

// Formats demand a moment of every entry; what has none is as old as can be.
std::int64_t moment_of(const Article& article) {
  return article.published_at.value_or(0);
}

std::int64_t newest_of(const SearchResponse& response) {
  std::int64_t newest = 0;
  for (const Hit& hit : response.hits) newest = std::max(newest, moment_of(hit.article));
  return newest;
}

Html atom_entry(const Article& article) {
  Html categories;
  for (const std::string& topic : article.topics) categories += lone("category", {{"term", topic}});
  const std::string& provider = provider_name(article.provider);
  const Html author = element("author", {element("name", {provider.empty() ? std::string("unknown") : provider})});
  return element("entry",
                 {element("id", {plain_url(article.id)}), element("title", {article.title}),
                  lone("link", {href(article.url)}), element("updated", {format_date_time(moment_of(article))}), author,
                  categories, element("summary", {article.excerpt})});
}

std::string write_atom(const FeedSource& source, const SearchResponse& response) {
  Html content = element("id", {source.id}) + element("title", {source.title}) +
                 element("updated", {format_date_time(newest_of(response))});
  if (!source.page.empty()) content += lone("link", {{"rel", "alternate"}, {"type", "text/html"}, href(source.page)});
  if (!source.feed.empty()) content += lone("link", {{"rel", "self"}, href(source.feed)});
  for (const Hit& hit : response.hits) content += atom_entry(hit.article);
  return std::string(kXml) + element("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}}, {content}).markup() + "\n";
}

Html rss_item(const Article& article) {
  Html categories;
  for (const std::string& topic : article.topics) categories += element("category", {topic});
  Html date;
  if (article.published_at) date = element("pubDate", {http_date(*article.published_at)});
  return element("item", {element("title", {article.title}), element("link", {plain_url(article.url)}),
                          element("guid", {{"isPermaLink", "false"}}, {article.id}), date, categories,
                          element("description", {article.excerpt})});
}

std::string write_rss(const FeedSource& source, const SearchResponse& response) {
  Html content = element("title", {source.title}) + element("link", {source.page.empty() ? source.id : source.page}) +
                 element("description", {source.title}) + element("lastBuildDate", {http_date(newest_of(response))});
  for (const Hit& hit : response.hits) content += rss_item(hit.article);
  return std::string(kXml) + element("rss", {{"version", "2.0"}}, {element("channel", {content})}).markup() + "\n";
}

void write_author(detail::JsonWriter& out, const Provider& provider) {
  out.member("name", provider_name(provider));
}

void write_item(detail::JsonWriter& out, const Hit& hit) {
  const Article& article = hit.article;
  out.member("id", article.id);
  out.member("url", article.url);
  out.member("title", article.title);
  out.member("content_text", article.excerpt);
  if (article.published_at) out.member("date_published", format_date_time(*article.published_at));
  out.objects("authors", std::vector<Provider>{article.provider}, write_author);
  out.member("tags", article.topics);
}

std::string write_json_feed(const FeedSource& source, const SearchResponse& response) {
  detail::JsonWriter out;
  out.begin_object();
  out.member("version", std::string_view("https://jsonfeed.org/version/1.1"));
  out.member("title", source.title);
  if (!source.page.empty()) out.member("home_page_url", source.page);
  if (!source.feed.empty()) out.member("feed_url", source.feed);
  out.objects("items", response.hits, write_item);
  out.end_object();
  return out.take() + "\n";
}

constexpr std::array<FeedFormat, 3> kFeedFormats{
    {{"atom", "Atom", "/feed.atom", "application/atom+xml", write_atom},
     {"rss", "RSS", "/feed.rss", "application/rss+xml", write_rss},
     {"jsonfeed", "JSON", "/feed.json", "application/feed+json", write_json_feed}}};

}  // namespace

std::span<const FeedFormat> feed_formats() {
  return kFeedFormats;
}

std::string http_date(std::int64_t seconds) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

}  // namespace newsrank::html
