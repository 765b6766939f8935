// SPDX-License-Identifier: GPL-2.0-or-later
// TermCounter: how frequent terms are in shards of which some are servers', in few round trips.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace newsrank::detail {

struct TermCounts {
  Xapian::doccount documents = 0;
  std::uint64_t occurrences = 0;
};

// What it was told is kept: it belongs to one snapshot. Threads: one at a time. Throws what `ask` throws.
class TermCounter {
 public:
  // Asks all shards at once; the counts are those of the terms, in their order.
  using Ask = std::function<std::vector<TermCounts>(const std::vector<std::string>& terms)>;

  explicit TermCounter(Ask ask) : ask_(std::move(ask)) {}

  TermCounts of(const std::string& term);

  // Runs what asks for terms, with guesses in place of the counts that are not known, until it asks for none of these
  // any more, but a few times at most. Its results are good for nothing.
  void foresee(const std::function<void()>& action);
  bool guesses() const { return guesses_; }

 private:
  void ask(const std::vector<std::string>& terms);

  Ask ask_;
  std::unordered_map<std::string, TermCounts> known_;
  bool guesses_ = false;
  std::vector<std::string> guessed_;
};

}  // namespace newsrank::detail
