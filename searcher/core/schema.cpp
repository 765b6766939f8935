#include "newsrank/schema.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace newsrank {
namespace {

consteval bool slots_and_prefixes_are_unique() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    for (std::size_t j = i + 1; j < kFields.size(); ++j) {
      if (kFields[i].name == kFields[j].name) return false;
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

const Field* find_field(std::string_view name) noexcept {
  const auto* const found =
      std::find_if(kFields.begin(), kFields.end(), [&](const Field& field) { return field.name == name; });
  return found == kFields.end() ? nullptr : found;
}

std::string schema_fingerprint(const AnalyzerOptions& options) {
  std::string text = fmt::format("newsrank {} {} {} {} {} {}", kFormatVersion, options.language, kStemPrefix,
                                 kTitleStemPrefix, kTopicTextWeight, kStorySlot);
  for (const Field& field : kFields) {
    text += fmt::format("\n{} {} {} {} {}", field.name, static_cast<int>(field.kind), field.prefix, field.slot,
                        field.weight);
  }
  return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

}  // namespace newsrank
