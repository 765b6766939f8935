// SPDX-License-Identifier: GPL-2.0-or-later
// Planner: from two catalogues to what has to change in the index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reading/fields/mention.hpp"

namespace newsrank {

// What the index needs so that it agrees with the newer mentions. Numbers are positions in the newer mentions where an
// article's mentions begin; everything is in ascending order of identity.
struct Plan {
  std::vector<std::uint32_t> added;
  std::vector<std::uint32_t> changed;
  std::vector<IdentityHash> removed;
  std::uint64_t unchanged = 0;

  bool empty() const { return added.empty() && changed.empty() && removed.empty(); }
};

// Both are ascending and distinct, as Catalogue::mentions(). An article has changed if its versions() differ.
Plan make_plan(std::span<const Mention> earlier, std::span<const Mention> newer);

// One past the last mention of the article whose mentions begin at `first`.
std::size_t article_end(std::span<const Mention> mentions, std::size_t first);

// The distinct contents of one article, the winner first, the others by descending (precedence, content). `mentions`
// are all mentions of the article, ascending.
std::vector<std::uint64_t> versions(std::span<const Mention> mentions);

}  // namespace newsrank
