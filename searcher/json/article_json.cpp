#include "json/article_json.hpp"

#include <utility>

#include "json/object_reader.hpp"

namespace newsrank::detail {
namespace {

void read_moment(ObjectReader& reader, const char* name, std::optional<std::int64_t>& value) {
  const Json* const member = reader.find(name);
  if (member == nullptr) return;
  if (!member->is_string()) return reader.read(name, value);
  value = parse_date_time(member->get<std::string>());
  if (!value) reader.refuse(name, "a date and time as in 2024-03-05T08:30:00Z");
}

void read_provider(ObjectReader& reader, ErrorCode code, Provider& provider) {
  const Json* const member = reader.find("provider");
  if (member == nullptr) return;
  ObjectReader inner(*member, reader.path_of("provider"), code);
  inner.read("name", provider.name);
  inner.read("domain", provider.domain);
  if (const auto done = inner.finish(); !done) reader.note(done.error());
}

}  // namespace

Json article_summary_json(const Article& article) {
  return {{"id", article.id},
          {"url", article.url},
          {"title", article.title},
          {"excerpt", article.excerpt},
          {"topics", article.topics},
          {"provider", {{"name", article.provider.name}, {"domain", article.provider.domain}}},
          {"category", article.category},
          {"type", article.type},
          {"language", article.language},
          {"quality", or_null(article.quality)},
          {"heat", or_null(article.heat)},
          {"published", or_null(article.published)},
          {"removed", article.removed},
          {"published_at", article.published_at ? Json(format_date_time(*article.published_at)) : Json(nullptr)}};
}

Json article_json(const Article& article) {
  Json object = article_summary_json(article);
  object["body"] = article.body;
  return object;
}

Result<Article> read_article(const Json& object, std::string path, ErrorCode code) {
  ObjectReader reader(object, std::move(path), code);
  Article article;
  reader.read("id", article.id);
  reader.read("url", article.url);
  reader.read("title", article.title);
  reader.read("excerpt", article.excerpt);
  reader.read("body", article.body);
  reader.read("topics", article.topics);
  read_provider(reader, code, article.provider);
  reader.read("category", article.category);
  reader.read("type", article.type);
  reader.read("language", article.language);
  reader.read("quality", article.quality);
  reader.read("heat", article.heat);
  reader.read("published", article.published);
  reader.read("removed", article.removed);
  read_moment(reader, "published_at", article.published_at);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  return article;
}

}  // namespace newsrank::detail
