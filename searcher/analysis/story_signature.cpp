// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/story_signature.hpp"

#include <algorithm>

#include "core/byte_codec.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kOrdersPerKey = 3;
constexpr std::size_t kIdentityBytes = 8;
constexpr std::size_t kKeyBytes = 4;

// The finaliser of SplitMix64: every bit of the result depends on every bit of `x`.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

constexpr auto kOrders = [] {
  std::array<std::uint64_t, (kTitleKeys + kExcerptKeys) * kOrdersPerKey> orders{};
  for (std::size_t i = 0; i < orders.size(); ++i) orders[i] = mix((i + 1) * 0x9e3779b97f4a7c15U);
  return orders;
}();

// The key made of the orders from `first` on.
std::uint32_t key_of(std::span<const std::uint64_t> pairs, std::size_t first) {
  std::uint64_t key = first;
  for (std::size_t order = first; order < first + kOrdersPerKey; ++order) {
    std::uint64_t least = ~std::uint64_t{0};
    for (const std::uint64_t pair : pairs) least = std::min(least, mix(pair ^ kOrders[order]));
    key = mix(key ^ least);
  }
  return static_cast<std::uint32_t>(key);
}

}  // namespace

void StorySignature::add_title(std::span<const std::uint64_t> pairs) {
  for (std::size_t i = 0; i < kTitleKeys && !pairs.empty(); ++i) keys[count++] = key_of(pairs, i * kOrdersPerKey);
}

void StorySignature::add_excerpt(std::span<const std::uint64_t> pairs) {
  for (std::size_t i = 0; i < kExcerptKeys && !pairs.empty(); ++i)
    keys[count++] = key_of(pairs, (kTitleKeys + i) * kOrdersPerKey);
}

std::string pack(const StorySignature& signature) {
  std::string bytes;
  if (signature.count == 0) return bytes;
  bytes.reserve(kIdentityBytes + signature.count * kKeyBytes);
  put_u64(bytes, signature.identity);
  for (const std::uint32_t key : signature.all()) {
    for (std::size_t i = 0; i < kKeyBytes; ++i) bytes.push_back(static_cast<char>(key >> (8 * i) & 0xffU));
  }
  return bytes;
}

StorySignature unpack_signature(std::string_view value) {
  StorySignature signature;
  if (value.size() < kIdentityBytes || (value.size() - kIdentityBytes) % kKeyBytes != 0) return signature;
  const std::size_t count = (value.size() - kIdentityBytes) / kKeyBytes;
  if (count > signature.keys.size()) return signature;
  signature.identity = std::max<std::uint64_t>(1, ByteReader(value).u64());
  signature.count = count;
  value.remove_prefix(kIdentityBytes);
  for (std::size_t i = 0; i < count * kKeyBytes; ++i)
    signature.keys[i / kKeyBytes] |= std::uint32_t{static_cast<unsigned char>(value[i])} << (8 * (i % kKeyBytes));
  return signature;
}

bool share_key(const StorySignature& a, const StorySignature& b) {
  const auto keys = b.all();
  return std::any_of(a.all().begin(), a.all().end(),
                     [&](std::uint32_t key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); });
}

}  // namespace newsrank::detail
