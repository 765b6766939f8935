// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/identity.hpp"

#include <xxhash.h>

namespace newsrank {

IdentityHash identity_hash(std::string_view canonical_url) {
  const XXH128_hash_t hash = XXH3_128bits(canonical_url.data(), canonical_url.size());
  return {hash.high64, hash.low64};
}

namespace detail {

std::string identity_term(const IdentityHash& identity) {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, {identity.low, identity.high});
  std::string term(kIdentityPrefix);
  term.append(reinterpret_cast<const char*>(bytes.digest), sizeof bytes.digest);
  return term;
}

std::string identity_term(std::string_view canonical_url) {
  return identity_term(identity_hash(canonical_url));
}

}  // namespace detail
}  // namespace newsrank
