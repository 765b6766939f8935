// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stem_exceptions.hpp"

#include <algorithm>
#include <array>

#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

struct Exception {
  std::string_view word;
  std::string_view stem;
};

// Sorted by words.
constexpr auto kEnglishExceptions = std::to_array<Exception>({
    {"analyses", "analysi"},
    {"animal", "animal"},
    {"apartment", "apartment"},
    {"authority", "authority"},
    {"authorization", "authoriz"},
    {"authorize", "authoriz"},
    {"authorized", "authoriz"},
    {"authorizing", "authoriz"},
    {"buses", "bus"},
    {"business", "business"},
    {"conservative", "conservative"},
    {"conservatively", "conservative"},
    {"contestant", "contestant"},
    {"corporal", "corporal"},
    {"crises", "crisi"},
    {"critical", "critical"},
    {"critically", "critical"},
    {"customer", "customer"},
    {"department", "department"},
    {"departmental", "department"},
    {"diagnoses", "diagnosi"},
    {"digital", "digital"},
    {"digitally", "digital"},
    {"emergency", "emergency"},
    {"engineer", "engineer"},
    {"engineered", "engineer"},
    {"engineering", "engineer"},
    {"evening", "evening"},
    {"executive", "executive"},
    {"gases", "gas"},
    {"hospital", "hospital"},
    {"hospitality", "hospitality"},
    {"importance", "important"},
    {"important", "important"},
    {"importantly", "important"},
    {"informal", "informal"},
    {"informally", "informal"},
    {"internal", "internal"},
    {"internally", "internal"},
    {"international", "international"},
    {"internationally", "international"},
    {"ironic", "ironic"},
    {"ironically", "ironic"},
    {"journalism", "journalist"},
    {"lateral", "lateral"},
    {"literal", "literal"},
    {"literally", "literal"},
    {"mineral", "mineral"},
    {"morale", "morale"},
    {"nationalism", "nationalist"},
    {"objective", "objective"},
    {"objectively", "objective"},
    {"officer", "officer"},
    {"organic", "organic"},
    {"organically", "organic"},
    {"organism", "organism"},
    {"organization", "organiz"},
    {"organizational", "organiz"},
    {"organize", "organiz"},
    {"organized", "organiz"},
    {"organizer", "organiz"},
    {"organizing", "organiz"},
    {"paste", "paste"},
    {"populism", "populist"},
    {"positive", "positive"},
    {"positively", "positive"},
    {"protestant", "protestant"},
    {"publication", "publication"},
    {"publicity", "publicity"},
    {"rational", "rational"},
    {"rationally", "rational"},
    {"reservation", "reservation"},
    {"several", "several"},
    {"socialism", "socialist"},
    {"terminal", "terminal"},
    {"tribunal", "tribunal"},
    {"united", "united"},
    {"universal", "universal"},
    {"universally", "universal"},
    {"universe", "universe"},
    {"university", "university"},
    {"witness", "witness"},
    {"witnessed", "witness"},
    {"witnessing", "witness"},
});
static_assert(std::is_sorted(kEnglishExceptions.begin(), kEnglishExceptions.end(),
                             [](const Exception& a, const Exception& b) { return a.word < b.word; }));

std::string_view listed(std::string_view word) {
  const auto* const found =
      std::lower_bound(kEnglishExceptions.begin(), kEnglishExceptions.end(), word,
                       [](const Exception& each, std::string_view sought) { return each.word < sought; });
  return found != kEnglishExceptions.end() && found->word == word ? found->stem : std::string_view();
}

constexpr std::array<std::string_view, 16> kGermanEmNouns{"system",  "problem", "theorem", "emblem", "diadem", "phonem",
                                                          "morphem", "extrem",  "bequem",  "ekzem",  "modem",  "tandem",
                                                          "totem",   "harem",   "ödem",    "poem"};

constexpr std::size_t kSyllableBytes = 3;

// Longer ones first, since those end in shorter ones.
constexpr auto kKoreanParticles = std::to_array<std::string_view>({
    "으로부터", "에서부터", "에게서", "한테서", "이라고", "이라는", "으로서", "으로써", "까지", "부터",
    "에서",     "에게",     "으로",   "처럼",   "보다",   "마다",   "조차",   "마저",   "밖에", "께서",
    "한테",     "라고",     "라는",   "이나",   "이며",   "은",     "는",     "이",     "가",   "을",
    "를",       "의",       "에",     "와",     "과",     "도",     "만",     "로",
});

}  // namespace

std::string_view english_exception(std::string_view word) {
  constexpr std::string_view kIes = "ies";
  if (const std::string_view stem = listed(word); !stem.empty()) return stem;
  if (!word.ends_with('s')) return {};
  if (const std::string_view stem = listed(word.substr(0, word.size() - 1)); !stem.empty()) return stem;
  if (word.ends_with("sses")) return listed(word.substr(0, word.size() - 2));
  if (!word.ends_with(kIes)) return {};
  return listed(std::string(word.substr(0, word.size() - kIes.size())) + 'y');
}

bool is_german_em_noun(std::string_view word) {
  return word.ends_with("em") && std::any_of(kGermanEmNouns.begin(), kGermanEmNouns.end(),
                                             [word](std::string_view noun) { return word.ends_with(noun); });
}

bool ends_in_hangul(std::string_view word) {
  const char32_t last = last_character(word);
  return last >= 0xAC00 && last <= 0xD7A3;
}

std::size_t korean_stem_size(std::string_view word) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view particle : kKoreanParticles) {
      if (!word.ends_with(particle)) continue;
      const std::size_t left = word.size() - particle.size();
      const std::size_t least = (particle.size() == kSyllableBytes ? 2 : 1) * kSyllableBytes;
      if (left < least || !ends_in_hangul(word.substr(0, left))) continue;
      word.remove_suffix(particle.size());
      cut = true;
      break;
    }
  }
  return word.size();
}

}  // namespace newsrank::detail
