// SPDX-License-Identifier: GPL-2.0-or-later
// MentionTable: the distinct mentions a run has read, each kept once and named by a number.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "catalogue/slot_index.hpp"
#include "reading/fields/mention.hpp"

namespace newsrank {

// The same related entry stands in dozens of files: a file then costs 4 bytes a mention instead of 32.
// Threads: intern() may be called from many at once; the rest only when no thread interns.
class MentionTable {
 public:
  // Appends the numbers of `mentions` to `numbers`. False when the table is full (2^32 - 1 distinct mentions).
  bool intern(std::span<const Mention> mentions, std::vector<std::uint32_t>& numbers);

  // By number.
  const std::vector<Mention>& mentions() const { return mentions_; }

 private:
  std::mutex mutex_;
  std::vector<Mention> mentions_;
  detail::SlotIndex index_;
};

}  // namespace newsrank
