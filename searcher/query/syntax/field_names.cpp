// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/members.hpp"
#include "core/text/ascii.hpp"
#include "core/text/edit_distance.hpp"

namespace newsrank::detail {
namespace {

// Names of a comparison. Other names of a field stand in the table of members.
struct Comparison {
  std::string_view name;
  std::string_view field;
  std::string_view comparison;
};

constexpr std::array<Comparison, 4> kComparisons{{
    {"before", "date", "<"},
    {"until", "date", "<="},
    {"after", "date", ">="},
    {"since", "date", ">="},
}};

}  // namespace

FieldName resolve_field(std::string_view name, const FieldTable& fields) {
  const std::string lower = lower_ascii(name);
  if (const Field* const field = fields.find(lower)) return {field};
  for (const Member& member : kMembers) {
    if (lists_name(member.aliases, lower)) return {find_field(member.field.name)};
  }
  const auto* const found = std::find_if(kComparisons.begin(), kComparisons.end(),
                                         [&](const Comparison& entry) { return entry.name == lower; });
  if (found == kComparisons.end()) return {};
  return {find_field(found->field), found->comparison};
}

std::string suggest_field(std::string_view name, const FieldTable& fields) {
  const std::string lower = lower_ascii(name);
  // Half of a short name is already another name.
  unsigned limit = lower.size() <= 3 ? 1 : 2;
  std::string_view closest;
  const auto consider = [&](std::string_view candidate) {
    const unsigned distance = edit_distance(lower, candidate, limit);
    if (distance > limit || distance >= candidate.size() - 1 || (distance == limit && !closest.empty())) return;
    limit = distance;
    closest = candidate;
  };
  fields.for_each([&](const Field& field) { consider(field.name); });
  for (const Member& member : kMembers) for_each_name(member.aliases, consider);
  for (const Comparison& comparison : kComparisons) consider(comparison.name);
  if (!closest.empty()) return fmt::format("did you mean {}?", closest);
  std::string names;
  fields.for_each([&](const Field& field) { names += fmt::format("{}{}", names.empty() ? "" : " ", field.name); });
  return fmt::format("the fields are {}; write \\: for a colon that is text", names);
}

}  // namespace newsrank::detail
