// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/folding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "analysis/atom.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// Folding twice can only differ from folding once where a removed mark stood between two characters that compose; each
// round removes at least one such place, and real text needs one round.
constexpr int kMaxRounds = 4;
constexpr std::size_t kMaxBytes = 1U << 30U;  // ICU counts in 32 bits

struct Replacement {
  UChar32 from;
  std::string_view to;
};

// Letters whose base letter Unicode does not tell, and typography. Sorted.
constexpr std::array<Replacement, 42> kReplacements{{
    {0x00DF, "ss"},     {0x00E6, "ae"}, {0x00F0, "d"},      {0x00F8, "o"},      {0x00FE, "th"},     {0x0111, "d"},
    {0x0127, "h"},      {0x0131, "i"},  {0x0138, "k"},      {0x0142, "l"},      {0x014B, "n"},      {0x0153, "oe"},
    {0x0167, "t"},      {0x0180, "b"},  {0x0192, "f"},      {0x0197, "i"},      {0x0237, "j"},      {0x0268, "i"},
    {0x02BB, "'"},      {0x02BC, "'"},  {0x0629, "\u0647"}, {0x0649, "\u064A"}, {0x0671, "\u0627"}, {0x06A9, "\u0643"},
    {0x06CC, "\u064A"}, {0x2010, "-"},  {0x2011, "-"},      {0x2012, "-"},      {0x2013, "-"},      {0x2014, "-"},
    {0x2015, "-"},      {0x2018, "'"},  {0x2019, "'"},      {0x201A, "'"},      {0x201B, "'"},      {0x201C, "\""},
    {0x201D, "\""},     {0x201E, "\""}, {0x201F, "\""},     {0x2044, "/"},      {0x2212, "-"},      {0x1D79, "g"},
}};

constexpr UChar32 kCyrillicIo = 0x0451;
constexpr UChar32 kKanaVoiced = 0x3099;
constexpr UChar32 kKanaSemiVoiced = 0x309A;
constexpr UChar32 kTatweel = 0x0640;
constexpr UChar32 kFirstSkinTone = 0x1F3FB;
constexpr UChar32 kLastSkinTone = 0x1F3FF;

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

bool is_dropped(UChar32 c) {
  if ((c >= kFirstSkinTone && c <= kLastSkinTone) || c == kTatweel) return true;
  const auto type = u_charType(c);
  if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK) return false;
  if (c == kKanaVoiced || c == kKanaSemiVoiced) return false;
  switch (script_of(c)) {
    case USCRIPT_INHERITED:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
      return true;
    default:
      return false;
  }
}

// Whether a composed letter counts as its base letter.
bool is_decomposed(UChar32 c) {
  if (c == kCyrillicIo) return true;
  switch (script_of(c)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
      return true;
    default:
      return false;
  }
}

void append_folded(UChar32 c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (is_dropped(c)) return;
  const auto* replacement =
      std::lower_bound(kReplacements.begin(), kReplacements.end(), c,
                       [](const Replacement& entry, UChar32 wanted) { return entry.from < wanted; });
  if (replacement != kReplacements.end() && replacement->from == c) {
    out += replacement->to;
  } else if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
    out += static_cast<char>('0' + u_charDigitValue(c));
  } else {
    append_utf8(out, static_cast<char32_t>(c));
  }
}

void append_without_marks(const icu::Normalizer2& nfd, UChar32 c, std::string& out) {
  icu::UnicodeString parts;
  if (c < 0x80 || !is_decomposed(c) || !nfd.getDecomposition(c, parts)) {
    append_folded(c, out);
    return;
  }
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) append_folded(parts.char32At(i), out);
}

// One round of folding. Without ICU's data only ASCII letters are folded. `lower`, if given, is the text before its
// marks are dropped.
std::string fold_once(std::string_view text, std::string* lower = nullptr) {
  std::string folded;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* case_fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString normal;
  if (U_SUCCESS(status)) case_fold->normalize(source, normal, status);
  if (U_FAILURE(status)) {
    source.toUTF8String(folded);
    std::transform(folded.begin(), folded.end(), folded.begin(), to_lower_byte);
    if (lower != nullptr) *lower = folded;
    return folded;
  }
  if (lower != nullptr) normal.toUTF8String(*lower);
  folded.reserve(text.size());
  for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
    append_without_marks(*nfd, normal.char32At(i), folded);
  }
  return folded;
}

// Folds ASCII in one pass; false, with nothing useful in `folded`, for other text.
bool fold_ascii(std::string_view text, std::string& folded) {
  folded.assign(text);
  unsigned all = 0;
  for (char& c : folded) {
    all |= static_cast<unsigned char>(c);
    c = to_lower_byte(c);
  }
  return all < 0x80;
}

// Whether characters of a folded text may compose: those below U+0800 compose with none that folding leaves.
bool may_change_again(std::string_view folded) {
  return std::any_of(folded.begin(), folded.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

std::string fold_text(std::string_view text, std::string* lower = nullptr) {
  std::string folded = fold_once(text.substr(0, kMaxBytes), lower);
  for (int round = 1; round < kMaxRounds && may_change_again(folded); ++round) {
    std::string again = fold_once(folded);
    if (again == folded) break;
    folded = std::move(again);
  }
  return folded;
}

// White space runs as one space, none at the ends.
std::string collapse_spaces(std::string_view text) {
  std::string collapsed;
  collapsed.reserve(text.size());
  bool pending = false;
  for_each_character(text, [&](char32_t character, std::string_view bytes) {
    const auto c = static_cast<UChar32>(character);
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR) {
      pending = !collapsed.empty();
      return;
    }
    if (pending) collapsed += ' ';
    pending = false;
    collapsed += bytes;
  });
  return collapsed;
}

// Compatibility forms of letters may hold spaces; a word has none.
void drop_spaces(std::string& word) {
  std::erase_if(word, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace

void Folder::fold_word(std::string_view word, std::string& folded) const {
  if (path_ == AnalysisPath::automatic && fold_ascii(word, folded)) return;
  folded = fold_text(word);
  drop_spaces(folded);
}

void Folder::fold_word(std::string_view word, std::string& folded, std::string& lower) const {
  lower.clear();
  if (path_ == AnalysisPath::automatic && fold_ascii(word, folded)) return;
  folded = fold_text(word, &lower);
  drop_spaces(folded);
  drop_spaces(lower);
  if (std::none_of(lower.begin(), lower.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    lower.clear();
}

std::string Folder::fold_value(std::string_view text) const {
  std::string folded;
  if (path_ == AnalysisPath::full || !fold_ascii(text, folded)) folded = fold_text(text);
  return collapse_spaces(folded);
}

}  // namespace newsrank::detail
