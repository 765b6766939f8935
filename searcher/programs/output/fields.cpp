// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/members.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

// What a column shows of a member.
FieldValue shown(const std::string& text) {
  return text;
}
FieldValue shown(const std::vector<std::string>& texts) {
  return texts;
}
FieldValue shown(bool flag) {
  return flag;
}
FieldValue shown(const std::optional<std::int64_t>& moment) {
  return moment ? FieldValue(format_date_time(*moment)) : nullptr;
}
FieldValue shown(const std::vector<ArticleField>& /*fields*/) {
  return nullptr;
}
template <typename T>
FieldValue shown(const std::optional<T>& value) {
  return value ? FieldValue(*value) : nullptr;
}

// Texts and keywords are lists, whether there are several or one.
FieldValue shown_own(const std::vector<newsrank::FieldValue>& values) {
  std::vector<std::string> texts;
  for (const newsrank::FieldValue& value : values) {
    if (const auto* const number = std::get_if<double>(&value)) return *number;
    if (const auto* const moment = std::get_if<std::int64_t>(&value)) return format_date_time(*moment);
    if (const auto* const flag = std::get_if<bool>(&value)) return *flag;
    texts.push_back(std::get<std::string>(value));
  }
  return texts;
}

// The texts of the fragments, "…" where they are cut.
FieldValue snippet_of(const Hit& hit) {
  if (!hit.snippets) return nullptr;
  std::string text;
  for (const Snippet& fragment : hit.snippets->fragments) {
    if (!text.empty()) text += ' ';
    if (fragment.cut_before) text += "…";
    text += fragment.text;
    if (fragment.cut_after) text += "…";
  }
  return text;
}

// What a hit has beside the members of its article.
struct HitField {
  std::string_view name;
  FieldValue (*value)(const Row& row);
};
constexpr std::array<HitField, 10> kHitFields{{
    {"query_id",
     [](const Row& row) -> FieldValue { return row.query.id.empty() ? FieldValue(nullptr) : row.query.id; }},
    {"query", [](const Row& row) -> FieldValue { return row.query.text; }},
    {"rank", [](const Row& row) -> FieldValue { return row.hit.rank; }},
    {"score", [](const Row& row) -> FieldValue { return row.hit.score; }},
    {"relevance", [](const Row& row) -> FieldValue { return row.hit.relevance; }},
    {"quality_factor", [](const Row& row) -> FieldValue { return row.hit.quality_factor; }},
    {"recency_factor", [](const Row& row) -> FieldValue { return row.hit.recency_factor; }},
    {"also", [](const Row& row) -> FieldValue { return row.hit.also; }},
    {"snippets", [](const Row& row) -> FieldValue { return snippet_of(row.hit); }},
    {"copies", [](const Row& row) -> FieldValue { return row.hit.copies.size(); }},
}};

// The forms of a value in a cell.
struct CellText {
  std::string operator()(std::nullptr_t) const { return {}; }
  std::string operator()(const std::string& text) const { return printable(text); }
  std::string operator()(const std::vector<std::string>& items) const {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : "; ") + printable(item);
    return text;
  }
  std::string operator()(const auto& scalar) const { return fmt::format("{}", scalar); }
};

// Whether `name` is a member of the object: "provider.domain" of "provider".
bool is_member_of(std::string_view name, std::string_view object) {
  return name.size() > object.size() && name.starts_with(object) && name[object.size()] == '.';
}

}  // namespace

bool is_field(std::string_view name) {
  const std::vector<std::string> names = field_names();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return each == name || is_member_of(each, name); });
}

std::string other_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOthers{{{"date", "published_at"},
                                                                                  {"domain", "provider.domain"},
                                                                                  {"lang", "language"},
                                                                                  {"snippet", "snippets"},
                                                                                  {"source", "provider.name"},
                                                                                  {"topic", "topics"}}};
  for (const auto& [other, meant] : kOthers) {
    if (other == name) return std::string(meant);
  }
  return {};
}

std::vector<std::string> column_names(const std::vector<std::string>& fields) {
  std::vector<std::string> columns;
  const auto add = [&](const std::string& name) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
  };
  const std::vector<std::string> names = field_names();
  for (const std::string& field : fields) {
    bool whole = false;
    for (const std::string& name : names) {
      if (!is_member_of(name, field)) continue;
      whole = true;
      add(name);
    }
    if (!whole) add(field);
  }
  return columns;
}

bool may_be_own_field(std::string_view name) {
  return name.size() > 1 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); });
}

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const HitField& field : kHitFields) names.emplace_back(field.name);
  for (const detail::Member& member : detail::kMembers) {
    if (member.column) names.push_back(detail::path_of(member));
  }
  return names;
}

std::vector<std::string> default_fields(Format format) {
  if (format == Format::markdown) return {"rank", "title", "provider.name", "published_at", "quality"};
  return {"rank",   "score", "title",   "url",    "published_at", "provider.name", "provider.domain",
          "topics", "type",  "quality", "excerpt"};
}

FieldValue field_value(const Row& row, std::string_view name) {
  for (const HitField& field : kHitFields) {
    if (field.name == name) return field.value(row);
  }
  FieldValue found = nullptr;
  detail::for_each_member(row.hit.article, [&](const detail::Member& member, const auto& value) {
    if (member.column && detail::path_of(member) == name) found = shown(value);
  });
  for (const ArticleField& own : row.hit.article.fields) {
    if (own.name == name) found = shown_own(own.values);
  }
  return found;
}

std::string cell_text(const FieldValue& value) {
  return std::visit(CellText{}, value);
}

}  // namespace newsrank::cli
