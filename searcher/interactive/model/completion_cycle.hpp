// SPDX-License-Identifier: GPL-2.0-or-later
// Completion by a key that is pressed again and again: each press shows the next choice, at last what was typed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::cli {

// What the text before the cursor may become.
struct CompletionOffer {
  std::string head;  // the text that was completed
  std::vector<std::string> choices;
};

class CompletionCycle {
 public:
  // The newest offer. Choices that are what was typed are dropped. If step() was called for this head and has waited
  // for its offer, the first choice is returned, to be put before the cursor.
  std::optional<std::string> offer(CompletionOffer offer);

  // The key was pressed while `head` is before the cursor: the text to put there instead, if there is a choice.
  std::optional<std::string> step(std::string_view head, bool forward);

  // Any other key was pressed: what is in the line now is what was typed.
  void stop();

  // What can be chosen for `head`, and which of it is in the line.
  const std::vector<std::string>& choices(std::string_view head) const;
  std::optional<std::size_t> chosen() const { return cycling_ && chosen_ ? chosen_ : std::nullopt; }

 private:
  std::optional<std::string> start(bool forward);

  CompletionOffer offered_;
  CompletionOffer cycle_;              // what is cycled through; later offers wait
  std::optional<std::size_t> chosen_;  // of the cycle; none: what was typed
  bool cycling_ = false;
  std::optional<std::string> waiting_;  // the head for which the key was pressed before its offer came
};

}  // namespace newsrank::cli
