// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/remote/term_counter.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace newsrank::detail {
namespace {

// What depends on counts can ask for more.
constexpr int kMaxRounds = 4;
// A few MiB.
constexpr std::size_t kMaxKnown = 20'000;
// Of one query that a stranger wrote.
constexpr std::size_t kMaxGuessed = 5'000;

class Guessing {
 public:
  explicit Guessing(bool& guesses) : guesses_(guesses) { guesses_ = true; }
  Guessing(const Guessing&) = delete;
  Guessing& operator=(const Guessing&) = delete;
  ~Guessing() { guesses_ = false; }

 private:
  bool& guesses_;
};

}  // namespace

void TermCounter::ask(const std::vector<std::string>& terms) {
  if (known_.size() + terms.size() > kMaxKnown) known_.clear();
  const auto counts = ask_(terms);
  for (std::size_t i = 0; i < terms.size(); ++i) known_[terms[i]] = counts.at(i);
}

TermCounts TermCounter::of(const std::string& term) {
  if (const auto found = known_.find(term); found != known_.end()) return found->second;
  if (guesses_) {
    if (guessed_.size() < kMaxGuessed) guessed_.push_back(term);
    return {1, 1};
  }
  ask({term});
  return known_.at(term);
}

void TermCounter::foresee(const std::function<void()>& action) {
  for (int round = 0; round < kMaxRounds; ++round) {
    guessed_.clear();
    {
      const Guessing guessing(guesses_);
      action();
    }
    if (guessed_.empty()) return;
    std::sort(guessed_.begin(), guessed_.end());
    guessed_.erase(std::unique(guessed_.begin(), guessed_.end()), guessed_.end());
    ask(guessed_);
  }
}

}  // namespace newsrank::detail
