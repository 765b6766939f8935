#include "programs/output/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

template <typename T>
FieldValue or_null(const std::optional<T>& value) {
  return value ? FieldValue(*value) : nullptr;
}

FieldValue date_of(const Article& article) {
  return article.published_at ? FieldValue(format_date_time(*article.published_at)) : nullptr;
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

struct Field {
  std::string_view name;
  FieldValue (*value)(const Row& row);
};
constexpr std::array<Field, 24> kFields{{
    {"query_id",
     [](const Row& row) -> FieldValue { return row.query.id.empty() ? FieldValue(nullptr) : row.query.id; }},
    {"query", [](const Row& row) -> FieldValue { return row.query.text; }},
    {"rank", [](const Row& row) -> FieldValue { return row.hit.rank; }},
    {"score", [](const Row& row) -> FieldValue { return row.hit.score; }},
    {"relevance", [](const Row& row) -> FieldValue { return row.hit.relevance; }},
    {"quality_factor", [](const Row& row) -> FieldValue { return row.hit.quality_factor; }},
    {"recency_factor", [](const Row& row) -> FieldValue { return row.hit.recency_factor; }},
    {"title", [](const Row& row) -> FieldValue { return row.hit.article.title; }},
    {"url", [](const Row& row) -> FieldValue { return row.hit.article.url; }},
    {"id", [](const Row& row) -> FieldValue { return row.hit.article.id; }},
    {"date", [](const Row& row) -> FieldValue { return date_of(row.hit.article); }},
    {"provider", [](const Row& row) -> FieldValue { return row.hit.article.provider.name; }},
    {"domain", [](const Row& row) -> FieldValue { return row.hit.article.provider.domain; }},
    {"topics", [](const Row& row) -> FieldValue { return row.hit.article.topics; }},
    {"excerpt", [](const Row& row) -> FieldValue { return row.hit.article.excerpt; }},
    {"snippet", [](const Row& row) -> FieldValue { return snippet_of(row.hit); }},
    {"category", [](const Row& row) -> FieldValue { return row.hit.article.category; }},
    {"type", [](const Row& row) -> FieldValue { return row.hit.article.type; }},
    {"language", [](const Row& row) -> FieldValue { return row.hit.article.language; }},
    {"quality", [](const Row& row) -> FieldValue { return or_null(row.hit.article.quality); }},
    {"heat", [](const Row& row) -> FieldValue { return or_null(row.hit.article.heat); }},
    {"published", [](const Row& row) -> FieldValue { return or_null(row.hit.article.published); }},
    {"removed", [](const Row& row) -> FieldValue { return row.hit.article.removed; }},
    {"copies", [](const Row& row) -> FieldValue { return row.hit.copies.size(); }},
}};

const Field* find_field(std::string_view name) {
  const auto* const found =
      std::find_if(kFields.begin(), kFields.end(), [&](const Field& field) { return field.name == name; });
  return found == kFields.end() ? nullptr : found;
}

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

}  // namespace

bool is_field(std::string_view name) {
  return find_field(name) != nullptr;
}

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const Field& field : kFields) names.emplace_back(field.name);
  return names;
}

std::vector<std::string> default_fields(Format format) {
  if (format == Format::markdown) return {"rank", "title", "provider", "date", "quality"};
  return {"rank", "score", "title", "url", "date", "provider", "domain", "topics", "type", "quality", "excerpt"};
}

FieldValue field_value(const Row& row, std::string_view name) {
  const Field* const field = find_field(name);
  return field == nullptr ? nullptr : field->value(row);
}

std::string cell_text(const FieldValue& value) {
  return std::visit(CellText{}, value);
}

}  // namespace newsrank::cli
