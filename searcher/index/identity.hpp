// SPDX-License-Identifier: GPL-2.0-or-later
// Identity: what tells one article from another, and its term in the index.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank {

// An article's identity: the XXH3 128-bit hash of its canonical URL, as the index stores it behind the identity prefix.
struct IdentityHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const IdentityHash&, const IdentityHash&) = default;
};

IdentityHash identity_hash(std::string_view canonical_url);

namespace detail {

// The identity's term prefix in the schema, followed by 16 raw bytes.
inline constexpr std::string_view kIdentityPrefix = "Q";

// The identity's term: the prefix and the hash, high half first, big-endian.
std::string identity_term(const IdentityHash& identity);

// The same for the identity of that URL.
std::string identity_term(std::string_view canonical_url);

}  // namespace detail
}  // namespace newsrank
