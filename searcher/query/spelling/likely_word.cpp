// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/likely_word.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/text/characters.hpp"
#include "core/text/utf8.hpp"
#include "query/spelling/cooccurrence.hpp"
#include "query/spelling/slip.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxCompany = 8;
constexpr std::size_t kMaxSteps = 20'000;    // in a pair of posting lists
constexpr double kSecondEditFactor = 0.002;  // how likely a second slip is beside a first one
constexpr double kFirstLetterFactor = 0.3;   // people mostly get the first letter right
constexpr double kSmoothing = 1;             // documents of chance company, for words never seen together
constexpr std::size_t kShortestSure = 6;     // letters: shorter words have neighbours everywhere
constexpr std::size_t kLongWord = 8;         // letters: hardly any two words are near each other
constexpr double kMostChance = 0.5;          // of company, for a slip within the word
constexpr double kMostChanceElse = 0.05;     // for one at its start or end
constexpr double kFewestArticles = 2;        // what a single article has is as likely a name or a mistake

struct Candidate {
  NearWord near;
  double score = 0;      // logarithm of a likelihood
  std::size_t kept = 0;  // of the company, how much is found with it
  double chance = 1;     // how likely it were to find those together by chance
};

bool is_likely(Slip slip) {
  return slip == Slip::likely || slip == Slip::two_likely;
}

// In which share of the articles a word has to be for names not to be near it by chance; by the letters of the name.
double telling_share(std::size_t letters) {
  constexpr std::array<double, 3> kShares{0.01, 0.005, 0.001};
  return letters - kShortestSure < kShares.size() ? kShares[letters - kShortestSure] : 0.0005;
}

double frequency_score(const NearWord& near, std::string_view wanted) {
  double score = std::log(static_cast<double>(near.frequency));
  if (near.distance > 1) score += std::log(kSecondEditFactor);
  if (near.word.front() != wanted.front()) score += std::log(kFirstLetterFactor);
  return score;
}

class Chooser {
 public:
  Chooser(const Xapian::Database& database, std::string_view wanted)
      : database_(database), wanted_(wanted), documents_(std::max(1.0, static_cast<double>(database.get_doccount()))) {}

  void add(std::vector<NearWord> words, const WordFilter& possible);
  void meet(const std::vector<std::string>& company);
  std::optional<LikelyWord> choose() const;

 private:
  void meet(Candidate& candidate, const std::string& term, double share) const;
  bool is_in_company(const Candidate& candidate, double most_chance) const;
  bool is_sure(const Candidate& candidate) const;

  const Xapian::Database& database_;
  std::string_view wanted_;
  double documents_;
  std::size_t company_ = 0;  // how many terms there are to be found with
  std::vector<Candidate> candidates_;
};

void Chooser::add(std::vector<NearWord> words, const WordFilter& possible) {
  for (NearWord& near : words) {
    if (possible && !possible(near.word)) continue;
    const double score = frequency_score(near, wanted_);
    candidates_.push_back({std::move(near), score});
  }
}

// Naive Bayes: how likely the company is beside each candidate, smoothed by how common it is everywhere.
void Chooser::meet(Candidate& candidate, const std::string& term, double share) const {
  const double frequency = static_cast<double>(candidate.near.frequency);
  const double together = count_together(database_, candidate.near.word, term, kMaxSteps);
  candidate.score += std::log((together + kSmoothing * share) / (frequency + kSmoothing));
  if (together == 0) return;
  ++candidate.kept;
  candidate.chance *= 1 - std::pow(1 - std::min(share, 1.0), frequency);
}

void Chooser::meet(const std::vector<std::string>& company) {
  if (candidates_.empty()) return;
  for (std::size_t i = 0; i < std::min(company.size(), kMaxCompany); ++i) {
    const double frequency = static_cast<double>(database_.get_termfreq(company[i]));
    if (frequency < kFewestArticles) continue;
    const double share = frequency / documents_;
    ++company_;
    for (Candidate& candidate : candidates_) meet(candidate, company[i], share);
  }
}

bool Chooser::is_in_company(const Candidate& candidate, double most_chance) const {
  return company_ > 0 && candidate.kept == company_ && candidate.chance < most_chance &&
         static_cast<double>(candidate.near.frequency) >= kFewestArticles;
}

bool Chooser::is_sure(const Candidate& candidate) const {
  const std::size_t letters = count_characters(wanted_);
  const std::size_t meant_letters = count_characters(candidate.near.word);
  const Slip slip = slip_between(wanted_, candidate.near.word, candidate.near.distance);
  if (letters < kShortestSure) {
    // One letter short of a longer word: only in company that chance does not explain.
    const bool inner_letter_missing = meant_letters == kShortestSure && slip == Slip::likely &&
                                      candidate.near.word.compare(0, wanted_.size(), wanted_) != 0;
    // Two letters that changed places, behind the first one.
    const bool swapped =
        letters + 1 == kShortestSure && slip == Slip::likely && candidate.near.distance == 1 &&
        std::is_permutation(wanted_.begin(), wanted_.end(), candidate.near.word.begin(), candidate.near.word.end());
    return (inner_letter_missing || swapped) && is_in_company(candidate, kMostChanceElse);
  }
  if (slip == Slip::two) return false;
  const bool outer = slip == Slip::first || slip == Slip::ending;
  if (is_in_company(candidate, outer ? kMostChanceElse : kMostChance)) return true;
  // Two edits leave as much of a word as one does of a shorter one.
  const double share = telling_share(slip == Slip::two_likely ? letters - 1 : letters);
  const bool is_long = letters >= kLongWord;
  const double fewest = std::max(is_long && is_likely(slip) ? 1 : kFewestArticles, share * documents_);
  const bool common = is_likely(slip) || (is_long && slip != Slip::ending);
  return common && static_cast<double>(candidate.near.frequency) >= fewest;
}

std::optional<LikelyWord> Chooser::choose() const {
  const auto best = std::max_element(candidates_.begin(), candidates_.end(),
                                     [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
  if (best == candidates_.end() || best->kept * 2 < company_) return std::nullopt;
  return LikelyWord{best->near.word, best->near.frequency, best->near.distance, is_sure(*best)};
}

}  // namespace

std::optional<LikelyWord> likely_word(const Vocabulary& vocabulary, const Xapian::Database& database,
                                      std::string_view word, const std::vector<std::string>& company,
                                      const WordFilter& possible) {
  Chooser chooser(database, word);
  chooser.add(vocabulary.near(word), possible);
  chooser.meet(company);
  return chooser.choose();
}

}  // namespace newsrank::detail
