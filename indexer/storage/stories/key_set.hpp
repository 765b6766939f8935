// SPDX-License-Identifier: GPL-2.0-or-later
// KeySet: keys of signatures, as bits; it may hold a few more than were put in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsrank::detail {

// Memory: 2 to 8 bytes for each expected key, 1 GiB at most.
class KeySet {
 public:
  explicit KeySet(std::size_t expected);

  void insert(std::uint32_t key);
  void insert(std::span<const std::uint32_t> keys);
  // Leaves the keys that were put in more than once.
  void keep_repeated() { once_.swap(repeated_); }

  bool contains(std::uint32_t key) const { return once_[key >> shift_]; }
  bool contains_any(std::span<const std::uint32_t> keys) const;

 private:
  unsigned shift_;
  std::vector<bool> once_;
  std::vector<bool> repeated_;
};

}  // namespace newsrank::detail
