#include "cli/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/terminal_text.hpp"

namespace newsrank::cli {
namespace {

using detail::Json;

// A field and its place in the JSON object of a hit.
struct FieldPlace {
  std::string_view name;
  const char* pointer;
};
constexpr std::array<FieldPlace, 24> kFields{{
    {"query_id", "/query_id"},
    {"query", "/query"},
    {"rank", "/rank"},
    {"score", "/score"},
    {"relevance", "/relevance"},
    {"quality_factor", "/quality_factor"},
    {"recency_factor", "/recency_factor"},
    {"title", "/title"},
    {"url", "/url"},
    {"id", "/id"},
    {"date", "/published_at"},
    {"provider", "/provider/name"},
    {"domain", "/provider/domain"},
    {"topics", "/topics"},
    {"excerpt", "/excerpt"},
    {"snippet", "/snippets/fragments"},
    {"category", "/category"},
    {"type", "/type"},
    {"language", "/language"},
    {"quality", "/quality"},
    {"heat", "/heat"},
    {"published", "/published"},
    {"removed", "/removed"},
    {"copies", "/copies"},
}};

// The texts of the fragments, "…" where they are cut.
Json snippet_value(const Json& fragments) {
  std::string text;
  for (const Json& fragment : fragments) {
    if (!text.empty()) text += ' ';
    if (fragment.at("cut_before")) text += "…";
    text += fragment.at("text").get_ref<const std::string&>();
    if (fragment.at("cut_after")) text += "…";
  }
  return text;
}

const FieldPlace* find_place(std::string_view name) {
  const auto* const found =
      std::find_if(kFields.begin(), kFields.end(), [&](const FieldPlace& place) { return place.name == name; });
  return found == kFields.end() ? nullptr : found;
}

}  // namespace

bool is_field(std::string_view name) {
  return find_place(name) != nullptr;
}

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const FieldPlace& place : kFields) names.emplace_back(place.name);
  return names;
}

std::vector<std::string> default_fields(Format format) {
  if (format == Format::markdown) return {"rank", "title", "provider", "date", "quality"};
  return {"rank", "score", "title", "url", "date", "provider", "domain", "topics", "type", "quality", "excerpt"};
}

Json field_value(const Json& hit, std::string_view name) {
  const FieldPlace* const place = find_place(name);
  const Json::json_pointer pointer(place == nullptr ? "" : place->pointer);
  if (place == nullptr || !hit.contains(pointer)) return nullptr;
  const Json& value = hit.at(pointer);
  if (name == "snippet") return snippet_value(value);
  // How many: the copies themselves are objects, which no cell can hold.
  return name == "copies" ? Json(value.size()) : value;
}

std::string cell_text(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return printable(value.get_ref<const std::string&>());
  if (value.is_number_float()) return fmt::format("{}", value.get<double>());
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const Json& element : value) text += (text.empty() ? "" : "; ") + cell_text(element);
  return text;
}

}  // namespace newsrank::cli
