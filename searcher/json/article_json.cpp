// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/article_json.hpp"

#include <type_traits>
#include <utility>

#include "core/members.hpp"
#include "json/object_reader.hpp"

namespace newsrank::detail {
namespace {

using Moment = std::optional<std::int64_t>;

template <typename T>
void write_member(JsonWriter& out, const Member& row, const T& value) {
  if constexpr (std::is_same_v<T, Moment>) {
    out.member(row.name, value ? std::optional(format_date_time(*value)) : std::nullopt);
  } else {
    out.member(row.name, value);
  }
}

void write_members(JsonWriter& out, const Article& article, const MemberSet& shown) {
  std::string_view object;
  for_each_member(article, [&](const Member& row, const auto& value) {
    if (!shown.test(place_of(row))) return;
    if (row.object.empty()) return write_member(out, row, value);
    if (row.object != object) out.object(row.object, article.provider, write_provider);
    object = row.object;
  });
}

void read_member(ObjectReader& reader, const Member& row, auto& value) {
  reader.read(row.name, value);
}

void read_member(ObjectReader& reader, const Member& row, Moment& value) {
  const JsonValue* const member = reader.find(row.name);
  if (member == nullptr) return;
  const auto* const text = member->as<std::string>();
  if (text == nullptr) return reader.read(row.name, value);
  value = parse_date_time(*text);
  if (!value) reader.refuse(row.name, "a date and time as in 2024-03-05T08:30:00Z");
}

void read_provider(ObjectReader& reader, std::string_view name, ErrorCode code, Provider& provider) {
  const JsonValue* const member = reader.find(name);
  if (member == nullptr) return;
  ObjectReader inner(*member, reader.path_of(name), code);
  for_each_member(provider, [&](const Member& row, auto& value) { read_member(inner, row, value); });
  if (const auto done = inner.finish(); !done) reader.note(done.error());
}

}  // namespace

void write_provider(JsonWriter& out, const Provider& provider) {
  for_each_member(provider, [&](const Member& row, const auto& value) { write_member(out, row, value); });
}

MemberSet summary_members() {
  static const MemberSet summary = [] {
    MemberSet body;
    add_member(body, "body");
    return all_members() & ~body;
  }();
  return summary;
}

void write_article_members(JsonWriter& out, const Article& article, const MemberSet& shown) {
  write_members(out, article, shown);
}

std::string article_json(const Article& article) {
  return json_object([&](JsonWriter& out) { write_members(out, article, all_members()); });
}

std::string articles_json(const std::vector<Article>& articles) {
  return json_object([&](JsonWriter& out) {
    out.objects("articles", articles,
                [](JsonWriter& item, const Article& each) { write_members(item, each, all_members()); });
  });
}

namespace {

// Reads the members that are there into an article.
Result<void> read_members(const JsonValue& object, std::string path, ErrorCode code, Article& article) {
  ObjectReader reader(object, std::move(path), code);
  std::string_view read;
  for_each_member(article, [&](const Member& row, auto& value) {
    if (row.object.empty()) return read_member(reader, row, value);
    if (row.object != read) read_provider(reader, row.object, code, article.provider);
    read = row.object;
  });
  return reader.finish();
}

}  // namespace

Result<Article> read_article(const JsonValue& object, std::string path, ErrorCode code) {
  Article article;
  if (auto read = read_members(object, std::move(path), code, article); !read) return std::move(read).error();
  return article;
}

Result<void> check_changes(const JsonValue& object, ErrorCode code) {
  Article ignored;
  return read_members(object, "", code, ignored);
}

void apply_changes(const JsonValue& object, Article& article) {
  for_each_member(article, [&](const Member& row, auto& value) {
    if (find_member(*object.as<JsonObject>(), row.object.empty() ? row.name : row.object) != nullptr) value = {};
  });
  static_cast<void>(read_members(object, "", ErrorCode::invalid_article, article));  // checked before
}

}  // namespace newsrank::detail
