// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/completion_cycle.hpp"

#include <utility>

namespace newsrank::cli {

std::optional<std::string> CompletionCycle::offer(CompletionOffer offer) {
  std::erase(offer.choices, offer.head);
  offered_ = std::move(offer);
  if (waiting_ != offered_.head) return std::nullopt;
  return start(true);
}

std::optional<std::string> CompletionCycle::step(std::string_view head, bool forward) {
  if (!cycling_) {
    if (offered_.head == head) return start(forward);
    waiting_ = std::string(head);
    return std::nullopt;
  }
  // A circle of the choices and what was typed.
  const std::size_t places = cycle_.choices.size() + 1;
  const std::size_t place = chosen_.value_or(cycle_.choices.size());
  const std::size_t next = (place + (forward ? 1 : places - 1)) % places;
  chosen_ = next == cycle_.choices.size() ? std::nullopt : std::optional(next);
  return chosen_ ? cycle_.choices[*chosen_] : cycle_.head;
}

void CompletionCycle::stop() {
  cycling_ = false;
  waiting_.reset();
}

const std::vector<std::string>& CompletionCycle::choices(std::string_view head) const {
  static const std::vector<std::string> none;
  if (cycling_) return cycle_.choices;
  return offered_.head == head ? offered_.choices : none;
}

std::optional<std::string> CompletionCycle::start(bool forward) {
  waiting_.reset();
  if (offered_.choices.empty()) return std::nullopt;
  cycle_ = offered_;
  chosen_ = forward ? 0 : cycle_.choices.size() - 1;
  // An only choice needs no cycle: the next press completes what follows it.
  cycling_ = cycle_.choices.size() > 1;
  return cycle_.choices[*chosen_];
}

}  // namespace newsrank::cli
