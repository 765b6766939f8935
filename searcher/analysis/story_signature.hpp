// SPDX-License-Identifier: GPL-2.0-or-later
// Story signatures: a few numbers by which near copies of a text are found among all others without reading them.
//
// MinHash (Broder, 1997): of each of several random orders of all pairs of neighbouring words, which of the text's
// pairs comes first? Two texts agree in a share of the orders that estimates the Jaccard similarity J of their pairs.
// Three orders make a key, so that two texts share a certain key with a chance of J³: near copies share one of several,
// others hardly any.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace newsrank::detail {

inline constexpr std::size_t kTitleKeys = 4;
inline constexpr std::size_t kExcerptKeys = 10;

// What an article is compared by before its text is.
struct StorySignature {
  std::uint64_t identity = 0;  // half of the article's IdentityHash, never 0
  std::size_t count = 0;
  std::array<std::uint32_t, kTitleKeys + kExcerptKeys> keys{};

  std::span<const std::uint32_t> all() const& { return {keys.data(), count}; }
  std::span<const std::uint32_t> all() && = delete;

  // Appends the keys of a text, from the hashes of its pairs; none of an empty one. Those of titles and excerpts never
  // meet.
  void add_title(std::span<const std::uint64_t> pairs);
  void add_excerpt(std::span<const std::uint64_t> pairs);
};

// The value of kStorySlot; empty without keys. What pack() did not write is read as a signature without keys.
std::string pack(const StorySignature& signature);
StorySignature unpack_signature(std::string_view value);

// Whether two articles may tell one story: only such are ever compared.
bool share_key(const StorySignature& a, const StorySignature& b);

}  // namespace newsrank::detail
