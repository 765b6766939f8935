#include "json/article_json.hpp"

#include <utility>

#include "json/object_reader.hpp"

namespace newsrank::detail {
namespace {

void read_moment(ObjectReader& reader, const char* name, std::optional<std::int64_t>& value) {
  const JsonValue* const member = reader.find(name);
  if (member == nullptr) return;
  const auto* const text = member->as<std::string>();
  if (text == nullptr) return reader.read(name, value);
  value = parse_date_time(*text);
  if (!value) reader.refuse(name, "a date and time as in 2024-03-05T08:30:00Z");
}

void read_provider(ObjectReader& reader, ErrorCode code, Provider& provider) {
  const JsonValue* const member = reader.find("provider");
  if (member == nullptr) return;
  ObjectReader inner(*member, reader.path_of("provider"), code);
  inner.read("name", provider.name);
  inner.read("domain", provider.domain);
  if (const auto done = inner.finish(); !done) reader.note(done.error());
}

}  // namespace

void write_provider(JsonWriter& out, const Provider& provider) {
  out.member("name", provider.name);
  out.member("domain", provider.domain);
}

void write_article_summary(JsonWriter& out, const Article& article) {
  out.member("id", article.id);
  out.member("url", article.url);
  out.member("title", article.title);
  out.member("excerpt", article.excerpt);
  out.member("topics", article.topics);
  out.object("provider", article.provider, write_provider);
  out.member("category", article.category);
  out.member("type", article.type);
  out.member("language", article.language);
  out.member("quality", article.quality);
  out.member("heat", article.heat);
  out.member("published", article.published);
  out.member("removed", article.removed);
  out.key("published_at");
  article.published_at ? out.value(format_date_time(*article.published_at)) : out.value(nullptr);
}

std::string article_json(const Article& article) {
  JsonWriter out;
  out.begin_object();
  write_article_summary(out, article);
  out.member("body", article.body);
  out.end_object();
  return out.take();
}

Result<Article> read_article(const JsonValue& object, std::string path, ErrorCode code) {
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
