// SPDX-License-Identifier: GPL-2.0-or-later
// The languages an index can be made for: Snowball's, by English name and ISO 639-1 code.
#pragma once

#include <array>
#include <string_view>

namespace newsrank::detail {

struct Language {
  std::string_view name;
  std::string_view code;
};

inline constexpr std::string_view kNoLanguage = "none";

inline constexpr std::array<Language, 27> kLanguages{{
    {"arabic", "ar"},    {"armenian", "hy"},   {"basque", "eu"},    {"catalan", "ca"},   {"danish", "da"},
    {"dutch", "nl"},     {"english", "en"},    {"finnish", "fi"},   {"french", "fr"},    {"german", "de"},
    {"hungarian", "hu"}, {"indonesian", "id"}, {"irish", "ga"},     {"italian", "it"},   {"lithuanian", "lt"},
    {"nepali", "ne"},    {"norwegian", "no"},  {"norwegian", "nb"}, {"norwegian", "nn"}, {"portuguese", "pt"},
    {"romanian", "ro"},  {"russian", "ru"},    {"spanish", "es"},   {"swedish", "sv"},   {"tamil", "ta"},
    {"turkish", "tr"},   {"none", "none"},
}};

// The language of that name or code, or nullptr.
constexpr const Language* find_language(std::string_view name_or_code) {
  for (const Language& language : kLanguages) {
    if (language.name == name_or_code || language.code == name_or_code) return &language;
  }
  return nullptr;
}

}  // namespace newsrank::detail
