// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/schema.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/field_table.hpp"
#include "core/members.hpp"

namespace newsrank {
namespace {

using detail::kMembers;

// Whether a row is the first of its field; the others share it.
constexpr bool begins_field(std::size_t row) {
  if (kMembers[row].field.name.empty()) return false;
  return std::none_of(kMembers.begin(), kMembers.begin() + static_cast<std::ptrdiff_t>(row),
                      [&](const detail::Member& other) { return other.field.name == kMembers[row].field.name; });
}

constexpr std::size_t kFieldCount = [] {
  std::size_t count = 0;
  for (std::size_t row = 0; row < kMembers.size(); ++row) count += begins_field(row) ? 1 : 0;
  return count;
}();

// Words first, then whole values, at last what is compared, which is in the order of its slots.
constexpr std::uint32_t rank_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::text:
      return 0;
    case FieldKind::keyword:
      return 1;
    case FieldKind::identity:
      return 2;
    case FieldKind::flag:
      return 3;
    case FieldKind::number:
    case FieldKind::date:
      break;
  }
  return 4 + field.slot;
}

constexpr std::array<Field, kFieldCount> kFields = [] {
  std::array<Field, kFieldCount> fields{};
  std::size_t filled = 0;
  for (std::size_t row = 0; row < kMembers.size(); ++row) {
    if (!begins_field(row)) continue;
    std::size_t at = filled++;
    for (; at > 0 && rank_of(fields[at - 1]) > rank_of(kMembers[row].field); --at) fields[at] = fields[at - 1];
    fields[at] = kMembers[row].field;
  }
  return fields;
}();

consteval bool slots_and_prefixes_are_unique() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    for (std::size_t j = i + 1; j < kFields.size(); ++j) {
      if (!kFields[i].prefix.empty() && kFields[i].prefix == kFields[j].prefix) return false;
      if (kFields[i].slot != kNoSlot && kFields[i].slot == kFields[j].slot) return false;
    }
  }
  return true;
}
static_assert(slots_and_prefixes_are_unique());

consteval bool only_text_fields_weigh() {
  return std::all_of(kFields.begin(), kFields.end(),
                     [](const Field& field) { return (field.kind == FieldKind::text) == (field.weight > 0); });
}
static_assert(only_text_fields_weigh());

}  // namespace

std::span<const Field> fields() noexcept {
  return kFields;
}

const Field* find_field(std::string_view name) noexcept {
  const auto* const found =
      std::find_if(kFields.begin(), kFields.end(), [&](const Field& field) { return field.name == name; });
  return found == kFields.end() ? nullptr : found;
}

std::string schema_fingerprint(const AnalyzerOptions& options, std::span<const FieldDeclaration> own) {
  std::string text = fmt::format("newsrank {} {} {} {} {} {} {} {}", kFormatVersion, options.language, kStemPrefix,
                                 kTitleStemPrefix, kTopicTextWeight, kStorySlot, kWordsSlot, kStoryNameSlot);
  for (const Field& field : kFields) {
    text += fmt::format("\n{} {} {} {} {}", field.name, static_cast<int>(field.kind), field.prefix, field.slot,
                        field.weight);
  }
  if (!own.empty()) text += "\nown\n" + detail::format_declarations(own);
  return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

}  // namespace newsrank
