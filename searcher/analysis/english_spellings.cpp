// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/english_spellings.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace newsrank::detail {
namespace {

constexpr std::size_t kShortestSpelling = 4;
constexpr std::size_t kLongestSpelling = 40;

// Beginnings of words that are spelt in two ways, British and American: the rest of the word stays.
struct Beginning {
  std::string_view british;
  std::string_view american;
};

constexpr auto kBeginnings = std::to_array<Beginning>({
    {"colour", "color"},
    {"favour", "favor"},
    {"labour", "labor"},
    {"honour", "honor"},
    {"harbour", "harbor"},
    {"neighbour", "neighbor"},
    {"behaviour", "behavior"},
    {"humour", "humor"},
    {"rumour", "rumor"},
    {"flavour", "flavor"},
    {"vapour", "vapor"},
    {"armour", "armor"},
    {"endeavour", "endeavor"},
    {"saviour", "savior"},
    {"tumour", "tumor"},
    {"vigour", "vigor"},
    {"rigour", "rigor"},
    {"odour", "odor"},
    {"candour", "candor"},
    {"splendour", "splendor"},
    {"parlour", "parlor"},
    {"clamour", "clamor"},
    {"savour", "savor"},
    {"demeanour", "demeanor"},
    {"discolour", "discolor"},
    {"dishonour", "dishonor"},
    {"watercolour", "watercolor"},
    {"defence", "defense"},
    {"offence", "offense"},
    {"licence", "license"},
    {"pretence", "pretense"},
    {"practise", "practice"},
    {"catalogue", "catalog"},
    {"dialogue", "dialog"},
    {"analogue", "analog"},
    {"grey", "gray"},
    {"programme", "program"},
    {"tyre", "tire"},
    {"plough", "plow"},
    {"aluminium", "aluminum"},
    {"sulphur", "sulfur"},
    {"aeroplane", "airplane"},
    {"mould", "mold"},
    {"smoulder", "smolder"},
    {"sceptic", "skeptic"},
    {"ageing", "aging"},
    {"judgement", "judgment"},
    {"acknowledgement", "acknowledgment"},
    {"jewellery", "jewelry"},
    {"marvellous", "marvelous"},
    {"skilful", "skillful"},
    {"fulfilment", "fulfillment"},
    {"enrolment", "enrollment"},
    {"instalment", "installment"},
    {"artefact", "artifact"},
    {"moustache", "mustache"},
    {"pyjama", "pajama"},
    {"doughnut", "donut"},
    {"cosy", "cozy"},
    {"kerb", "curb"},
    {"paediatric", "pediatric"},
    {"anaemi", "anemi"},
    {"anaesthe", "anesthe"},
    {"haemo", "hemo"},
    {"oestrogen", "estrogen"},
    {"orthopaedic", "orthopedic"},
    {"encyclopaedia", "encyclopedia"},
    {"manoeuvr", "maneuver"},
    {"foetus", "fetus"},
    {"foetal", "fetal"},
    {"leukaemia", "leukemia"},
    {"archaeolog", "archeolog"},
    {"gynaecolog", "gynecolog"},
    {"diarrhoea", "diarrhea"},
    {"palaeo", "paleo"},
    {"mediaeval", "medieval"},
    {"cheque", "check"},
});

static_assert(kBeginnings.size() <= 128);

// Which of kBeginnings a word of that first letter can have, as bits: nearly all words have none.
struct Candidates {
  std::array<std::uint64_t, 2> bits{};

  constexpr void add(std::size_t beginning) { bits[beginning / 64] |= std::uint64_t{1} << beginning % 64; }
};
constexpr auto kByFirstByte = [] {
  std::array<Candidates, 256> candidates{};
  for (std::size_t i = 0; i < kBeginnings.size(); ++i) {
    candidates[static_cast<unsigned char>(kBeginnings[i].british.front())].add(i);
    candidates[static_cast<unsigned char>(kBeginnings[i].american.front())].add(i);
  }
  return candidates;
}();

// Words in -re and -er.
constexpr std::array<std::string_view, 15> kCentre{"cent", "theat", "amphitheat", "epicent", "met",
                                                   "lit",  "fib",   "sab",        "calib",   "lust",
                                                   "somb", "spect", "meag",       "scept",   "och"};
constexpr std::array<std::string_view, 6> kMetrePrefixes{"kilo", "centi", "milli", "micro", "nano", "deca"};

// Verbs that double their last letter in British English only.
constexpr auto kDoubled = std::to_array<std::string_view>(
    {"cancel",  "travel",  "label",   "model",  "fuel",    "signal",  "level",   "channel", "tunnel",
     "quarrel", "counsel", "duel",    "total",  "dial",    "marshal", "equal",   "rival",   "pedal",
     "parcel",  "shovel",  "snorkel", "funnel", "initial", "refuel",  "remodel", "unravel", "barrel",
     "bevel",   "chisel",  "revel",   "swivel", "tassel",  "trial",   "jewel",   "panel",   "towel"});
constexpr std::array<std::string_view, 6> kVerbEndings{"ed", "ing", "er", "ers", "ings", "ation"};

// Words in -is- and -iz- that are not written in the other way.
constexpr auto kNoIse = std::to_array<std::string_view>(
    {"advertis", "advis",     "apprais",    "aris",    "bruis",    "chas",     "circumcis", "comis",
     "compris",  "compromis", "concis",     "crises",  "cruis",    "demis",    "despis",    "devis",
     "disguis",  "enterpris", "excis",      "exercis", "expertis", "franchis", "guis",      "improvis",
     "incis",    "likewis",   "merchandis", "nois",    "otherwis", "paradis",  "pois",      "prais",
     "precis",   "premis",    "pris",       "promis",  "rais",     "revis",    "ris",       "supervis",
     "surmis",   "surpris",   "televis",    "treatis", "vis",      "wis",      "capsiz",    "priz",
     "seiz",     "siz",       "baiz",       "maiz",    "resiz",    "oversiz",  "downsiz"});
constexpr std::array<std::string_view, 11> kIseEndings{"e",     "ed",     "es",      "er",   "ers", "ing",
                                                       "ation", "ations", "ational", "able", "ings"};

std::string put_together(std::string_view a, std::string_view b, std::string_view c = {}) {
  return std::string(a).append(b).append(c);
}

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void add_beginning(const Beginning& beginning, std::string_view word, std::vector<std::string>& found) {
  const auto& [british, american] = beginning;
  if (word.starts_with(british)) {
    found.push_back(put_together(american, word.substr(british.size())));
  } else if (word.starts_with(american)) {
    found.push_back(put_together(british, word.substr(american.size())));
  }
}

void add_beginnings(std::string_view word, std::vector<std::string>& found) {
  const Candidates& candidates = kByFirstByte[static_cast<unsigned char>(word.front())];
  for (std::size_t half = 0; half < candidates.bits.size(); ++half) {
    for (std::uint64_t left = candidates.bits[half]; left != 0; left &= left - 1)
      add_beginning(kBeginnings[64 * half + static_cast<std::size_t>(std::countr_zero(left))], word, found);
  }
}

// The last byte decides mostly, and costs no call.
bool ends_with(std::string_view word, std::string_view ending) {
  return word.back() == ending.back() && word.ends_with(ending);
}

bool is_centre(std::string_view root) {
  for (const std::string_view prefix : kMetrePrefixes) {
    if (root.starts_with(prefix) && (root.substr(prefix.size()) == "met" || root.substr(prefix.size()) == "lit"))
      return true;
  }
  return contains(kCentre, root);
}

// centre and center, centres and centers, centred and centered, centring and centering.
void add_centre(std::string_view word, std::vector<std::string>& found) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kEndings{
      {{"re", "er"}, {"res", "ers"}, {"red", "ered"}, {"ring", "ering"}}};
  for (const auto& [british, american] : kEndings) {
    // The American ending first: it may end in the British one.
    for (const auto& [own, other] : {std::array{american, british}, std::array{british, american}}) {
      if (!ends_with(word, own) || !is_centre(word.substr(0, word.size() - own.size()))) continue;
      found.push_back(put_together(word.substr(0, word.size() - own.size()), other));
      return;
    }
  }
}

// organise and organize, with what follows.
void add_ise(std::string_view word, std::vector<std::string>& found) {
  for (const std::string_view ending : kIseEndings) {
    if (!ends_with(word, ending) || word.size() < ending.size() + 4) continue;
    const std::string_view root = word.substr(0, word.size() - ending.size());
    const char last = root.back();
    const char before = root[root.size() - 2];
    const bool ise = (last == 's' || last == 'z') && (before == 'i' || (before == 'y' && root.size() > 5));
    if (!ise || contains(kNoIse, root)) continue;
    found.push_back(put_together(root.substr(0, root.size() - 1), last == 's' ? "z" : "s", ending));
    return;
  }
}

// travelled and traveled.
void add_doubled(std::string_view word, std::vector<std::string>& found) {
  for (const std::string_view ending : kVerbEndings) {
    if (!ends_with(word, ending)) continue;
    const std::string_view root = word.substr(0, word.size() - ending.size());
    if (contains(kDoubled, root)) {
      found.push_back(put_together(root, "l", ending));
      return;
    }
    if (root.ends_with("ll") && contains(kDoubled, root.substr(0, root.size() - 1))) {
      found.push_back(put_together(root.substr(0, root.size() - 1), ending));
      return;
    }
  }
}

}  // namespace

std::vector<std::string> english_spellings(std::string_view word) {
  std::vector<std::string> found;
  if (word.size() < kShortestSpelling || word.size() > kLongestSpelling) return found;
  add_beginnings(word, found);
  add_centre(word, found);
  add_ise(word, found);
  add_doubled(word, found);
  return found;
}

}  // namespace newsrank::detail
