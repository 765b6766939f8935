// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/snippets/fragment_choice.hpp"

#include <algorithm>

namespace newsrank::detail {
namespace {

// A word that comes again adds a little, but repeating it does not make up for another word.
constexpr double kRepetition = 0.05;
constexpr std::size_t kCountedRepetitions = 3;
// Two different words side by side add half of the lesser one's weight, less the farther they stand apart.
constexpr double kCloseness = 0.5;
constexpr double kCloseCharacters = 10;

// Occurrences with their places in characters.
struct Placed {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t clause = 0;
};

// Counts the characters up to offsets that only grow.
class CharacterCounter {
 public:
  explicit CharacterCounter(std::string_view text) : text_(text) {}

  std::size_t up_to(std::size_t offset) {
    for (; at_ < offset; ++at_) count_ += (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U ? 1 : 0;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

std::vector<Placed> placed(std::string_view text, std::span<const Occurrence> occurrences) {
  std::vector<Placed> places;
  CharacterCounter counter(text);
  for (const Occurrence& each : occurrences) {
    const std::size_t begin = counter.up_to(each.begin);
    CharacterCounter inside(text.substr(each.begin));
    places.push_back({begin, begin + inside.up_to(each.end - each.begin), each.clause});
  }
  return places;
}

double closeness(const Placed& a, const Placed& b, const std::vector<double>& weights) {
  if (a.clause == b.clause) return 0;
  const std::size_t apart = b.begin > a.end ? b.begin - a.end : 0;
  return kCloseness * std::min(weights[a.clause], weights[b.clause]) /
         (1 + static_cast<double>(apart) / kCloseCharacters);
}

// The occurrences of a window that moves through the text.
class Window {
 public:
  Window(const std::vector<Placed>& places, const std::vector<double>& weights)
      : places_(places), weights_(weights), counts_(weights.size(), 0) {}

  std::size_t first() const { return first_; }
  std::size_t last() const { return next_ - 1; }
  bool empty() const { return first_ == next_; }
  double score() const { return score_; }

  void take_next() {
    const std::size_t clause = places_[next_].clause;
    score_ += value(clause, ++counts_[clause]);
    if (!empty()) score_ += closeness(places_[next_ - 1], places_[next_], weights_);
    ++next_;
  }

  void drop_first() {
    const std::size_t clause = places_[first_].clause;
    score_ -= value(clause, counts_[clause]--);
    ++first_;
    if (!empty()) score_ -= closeness(places_[first_ - 1], places_[first_], weights_);
  }

 private:
  // What the clause adds when it stands there for the count-th time.
  double value(std::size_t clause, std::size_t count) const {
    if (count == 1) return weights_[clause];
    return count <= 1 + kCountedRepetitions ? kRepetition * weights_[clause] : 0;
  }

  const std::vector<Placed>& places_;
  const std::vector<double>& weights_;
  std::vector<std::size_t> counts_;
  std::size_t first_ = 0;
  std::size_t next_ = 0;
  double score_ = 0;
};

}  // namespace

std::optional<Stretch> best_stretch(std::string_view text, std::span<const Occurrence> occurrences,
                                    const std::vector<double>& weights, std::size_t length) {
  const std::vector<Placed> places = placed(text, occurrences);
  // Sums of added and subtracted numbers: a difference this small is none.
  constexpr double kRounding = 1e-9;
  std::optional<Stretch> best;
  Window window(places, weights);
  for (std::size_t next = 0; next < places.size(); ++next) {
    while (!window.empty() && places[next].end > places[window.first()].begin + length) window.drop_first();
    window.take_next();
    if (best && window.score() <= best->score * (1 + kRounding)) continue;
    std::size_t end = 0;
    for (std::size_t i = window.first(); i <= window.last(); ++i) end = std::max(end, occurrences[i].end);
    best = Stretch{occurrences[window.first()].begin, end, window.score()};
  }
  return best;
}

}  // namespace newsrank::detail
