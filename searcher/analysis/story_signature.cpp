// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/story_signature.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace newsrank::detail {
namespace {

// Of the hashes of two texts that share 60% of their words 20 agree, give or take 3; of a fifth, 8. Excerpts are only
// looked at alone where they are to share 70%.
constexpr int kTitleAgreement = 13;
constexpr int kExcerptAgreement = 16;

// The finaliser of SplitMix64: every bit of the result depends on every bit of `x`.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

constexpr std::array<std::uint64_t, kMinHashes> kOrders = [] {
  std::array<std::uint64_t, kMinHashes> orders{};
  for (std::size_t i = 0; i < orders.size(); ++i) orders[i] = mix((i + 1) * 0x9e3779b97f4a7c15U);
  return orders;
}();

int agreement(std::string_view a, std::string_view b) {
  int agreeing = 0;
  for (std::size_t i = 0; i < kMinHashBytes; ++i) {
    const auto differing = static_cast<unsigned char>(a[i] ^ b[i]);
    agreeing += ((differing & 0x0f) == 0 ? 1 : 0) + ((differing & 0xf0) == 0 ? 1 : 0);
  }
  return agreeing;
}

bool is_signature(std::string_view bytes) {
  return bytes.size() == kMinHashBytes || bytes.size() == 2 * kMinHashBytes;
}

}  // namespace

std::string min_hashes(std::span<const Token> tokens) {
  std::array<std::uint64_t, kMinHashes> first;
  first.fill(~std::uint64_t{0});
  bool any = false;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word) continue;
    any = true;
    const std::uint64_t hash = XXH3_64bits(token.text.data(), token.text.size());
    for (std::size_t i = 0; i < kMinHashes; ++i) first[i] = std::min(first[i], mix(hash ^ kOrders[i]));
  }
  std::string bytes;
  for (std::size_t i = 0; any && i < kMinHashes; i += 2)
    bytes.push_back(static_cast<char>((first[i] & 0x0f) | (first[i + 1] & 0x0f) << 4));
  return bytes;
}

bool may_be_one_story(std::string_view a, std::string_view b) {
  if (!is_signature(a) || !is_signature(b)) return false;
  if (agreement(a, b) >= kTitleAgreement) return true;
  return a.size() == b.size() && a.size() > kMinHashBytes &&
         agreement(a.substr(kMinHashBytes), b.substr(kMinHashBytes)) >= kExcerptAgreement;
}

}  // namespace newsrank::detail
