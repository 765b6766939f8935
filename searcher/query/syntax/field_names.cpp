#include "query/syntax/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text/edit_distance.hpp"

namespace newsrank::detail {
namespace {

struct Alias {
  std::string_view name;
  std::string_view field;
  std::string_view comparison;
};

constexpr std::array<Alias, 10> kAliases{{
    {"intitle", "title", ""},
    {"source", "provider", ""},
    {"tag", "topic", ""},
    {"topics", "topic", ""},
    {"language", "lang", ""},
    {"url", "id", ""},
    {"before", "date", "<"},
    {"until", "date", "<="},
    {"after", "date", ">="},
    {"since", "date", ">="},
}};

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace

FieldName resolve_field(std::string_view name) {
  const std::string lower = ascii_lower(name);
  if (const Field* const field = find_field(lower)) return {field};
  const auto* const alias =
      std::find_if(kAliases.begin(), kAliases.end(), [&](const Alias& entry) { return entry.name == lower; });
  if (alias == kAliases.end()) return {};
  return {find_field(alias->field), alias->comparison};
}

std::string suggest_field(std::string_view name) {
  const std::string lower = ascii_lower(name);
  // Half of a short name is already another name.
  unsigned limit = lower.size() <= 3 ? 1 : 2;
  std::string_view closest;
  const auto consider = [&](std::string_view candidate) {
    const unsigned distance = edit_distance(lower, candidate, limit);
    if (distance > limit || distance >= candidate.size() - 1 || (distance == limit && !closest.empty())) return;
    limit = distance;
    closest = candidate;
  };
  for (const Field& field : kFields) consider(field.name);
  for (const Alias& alias : kAliases) consider(alias.name);
  if (!closest.empty()) return fmt::format("did you mean {}?", closest);
  std::string names;
  for (const Field& field : kFields) names += fmt::format("{}{}", names.empty() ? "" : " ", field.name);
  return fmt::format("the fields are {}; write \\: for a colon that is text", names);
}

}  // namespace newsrank::detail
