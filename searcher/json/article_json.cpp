// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/article_json.hpp"

#include <type_traits>
#include <utility>

#include "core/members.hpp"
#include "json/object_reader.hpp"

namespace newsrank::detail {
namespace {

using Moment = std::optional<std::int64_t>;

struct OwnValueWriter {
  JsonWriter& out;

  void operator()(std::int64_t moment) const { out.value(format_date_time(moment)); }
  void operator()(const auto& value) const { out.value(value); }
};

// Texts are lists, whether there are several or one; a number, date or flag stands by itself.
void write_own_field(JsonWriter& out, const ArticleField& field) {
  out.key(field.name);
  if (field.values.size() == 1 && !std::holds_alternative<std::string>(field.values.front()))
    return std::visit(OwnValueWriter{out}, field.values.front());
  out.begin_list();
  for (const FieldValue& value : field.values) std::visit(OwnValueWriter{out}, value);
  out.end_list();
}

// Absent where an article has none, as in all indexes without fields of their own.
void write_member(JsonWriter& out, const Member& row, const std::vector<ArticleField>& fields) {
  if (fields.empty()) return;
  out.object(row.name, [&] {
    for (const ArticleField& field : fields) write_own_field(out, field);
  });
}

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
    if (row.object != object) {
      out.object(row.object, [&] {
        for_each_member(article.provider, [&](const Member& inner, const auto& part) {
          if (shown.test(place_of(inner))) write_member(out, inner, part);
        });
      });
    }
    object = row.object;
  });
}

void read_member(ObjectReader& reader, const Member& row, auto& value) {
  reader.read(row.name, value);
}

// Whether a text is a date, and a whole number a moment or a number, tells the declaration of the field.
std::optional<FieldValue> own_value(const JsonValue& value) {
  if (const auto* const text = value.as<std::string>()) return *text;
  if (const auto* const flag = value.as<bool>()) return *flag;
  if (const auto* const number = value.as<double>()) return *number;
  if (const auto* const whole = value.as<std::int64_t>()) return *whole;
  const auto* const natural = value.as<std::uint64_t>();
  if (natural != nullptr && *natural <= INT64_MAX) return static_cast<std::int64_t>(*natural);
  return std::nullopt;
}

std::optional<std::vector<FieldValue>> own_values(const JsonValue& value) {
  std::vector<FieldValue> values;
  if (value.as<std::nullptr_t>() != nullptr) return values;
  const auto* const list = value.as<JsonList>();
  if (list == nullptr) {
    auto single = own_value(value);
    if (!single) return std::nullopt;
    values.push_back(*std::move(single));
    return values;
  }
  for (const JsonValue& item : *list) {
    auto each = own_value(item);
    if (!each) return std::nullopt;
    values.push_back(*std::move(each));
  }
  return values;
}

void read_member(ObjectReader& reader, const Member& row, std::vector<ArticleField>& fields) {
  const auto* const object = reader.find_as<JsonObject>(row.name, "an object");
  if (object == nullptr) return;
  for (const JsonMember& member : *object) {
    auto values = own_values(member.value);
    if (!values) return reader.refuse(row.name, "an object of texts, numbers, flags and lists of them");
    if (!values->empty()) fields.push_back({member.name, *std::move(values)});
  }
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
