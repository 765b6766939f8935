// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/stories/key_set.hpp"

#include <algorithm>
#include <bit>

namespace newsrank::detail {
namespace {

constexpr unsigned kLeastBits = 16;  // of 32
constexpr std::size_t kBitsForKey = 16;

}  // namespace

// Keys are hashes, of which the first bits are as good as any.
KeySet::KeySet(std::size_t expected) {
  const auto width = static_cast<unsigned>(std::bit_width(expected * kBitsForKey));
  const unsigned bits = std::clamp(width, kLeastBits, 32U);
  shift_ = 32 - bits;
  once_.resize(std::size_t{1} << bits);
  repeated_.resize(once_.size());
}

void KeySet::insert(std::uint32_t key) {
  auto once = once_[key >> shift_];
  if (once) repeated_[key >> shift_] = true;
  once = true;
}

void KeySet::insert(std::span<const std::uint32_t> keys) {
  for (const std::uint32_t key : keys) insert(key);
}

bool KeySet::contains_any(std::span<const std::uint32_t> keys) const {
  return std::any_of(keys.begin(), keys.end(), [&](std::uint32_t key) { return contains(key); });
}

}  // namespace newsrank::detail
