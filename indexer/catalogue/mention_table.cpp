// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/mention_table.hpp"

namespace newsrank {

bool MentionTable::intern(std::span<const Mention> mentions, std::vector<std::uint32_t>& numbers) {
  // content identifies the article as said; mixing in precedence separates the own file's say from a related list's.
  const auto hash_of = [this](std::uint32_t number) {
    const Mention& mention = mentions_[number];
    return mention.content ^ (mention.precedence * 0x9e3779b97f4a7c15U);
  };
  const std::lock_guard lock(mutex_);
  numbers.reserve(numbers.size() + mentions.size());
  for (const Mention& mention : mentions) {
    const std::uint64_t hash = mention.content ^ (mention.precedence * 0x9e3779b97f4a7c15U);
    std::uint32_t number = index_.find(hash, [&](std::uint32_t other) { return mentions_[other] == mention; });
    if (number == detail::SlotIndex::kNone) {
      if (mentions_.size() >= detail::SlotIndex::kMaxEntries) return false;
      number = static_cast<std::uint32_t>(mentions_.size());
      mentions_.push_back(mention);
      index_.add(number, hash_of);
    }
    numbers.push_back(number);
  }
  return true;
}

}  // namespace newsrank
