// SPDX-License-Identifier: GPL-2.0-or-later
// SlotIndex: finds entries of a growing array by a well mixed 64-bit hash, at 4 bytes a slot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace newsrank::detail {

// Open addressing with linear probing; the entries themselves stay in the owner's array, in the order they were added.
// Holds at most kMaxEntries. Threads: one at a time.
class SlotIndex {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t kMaxEntries = kNone;

  // The number of the entry with that hash for which equal(number) holds, or kNone.
  template <typename Equal>
  std::uint32_t find(std::uint64_t hash, Equal equal) const {
    if (slots_.empty()) return kNone;
    for (std::size_t slot = hash & mask();; slot = (slot + 1) & mask()) {
      const std::uint32_t number = slots_[slot];
      if (number == kNone || equal(number)) return number;
    }
  }

  // Adds entry `number`, which must be the number of entries added before. hash_of(number) gives the hash of any entry.
  template <typename HashOf>
  void add(std::uint32_t number, HashOf hash_of) {
    if ((std::size_t{number} + 1) * 3 > slots_.size() * 2) {
      slots_.assign(slots_.empty() ? kFirstSlots : slots_.size() * 2, kNone);
      for (std::uint32_t i = 0; i < number; ++i) place(hash_of(i), i);
    }
    place(hash_of(number), number);
  }

  void clear() { slots_ = {}; }

 private:
  static constexpr std::size_t kFirstSlots = 256;

  std::size_t mask() const { return slots_.size() - 1; }

  void place(std::uint64_t hash, std::uint32_t number) {
    std::size_t slot = hash & mask();
    while (slots_[slot] != kNone) slot = (slot + 1) & mask();
    slots_[slot] = number;
  }

  std::vector<std::uint32_t> slots_;
};

}  // namespace newsrank::detail
