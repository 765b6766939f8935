// SPDX-License-Identifier: GPL-2.0-or-later
// Mention: what one source says about one article, reduced to what decides which of several says is kept.
#pragma once

#include <compare>
#include <cstdint>

#include "index/identity.hpp"
#include "newsrank/article.hpp"

namespace newsrank {

// Of several mentions of one article the one with the greatest (precedence, content) is the article; the order depends
// on what is said only, never on file names or the order of reading. precedence packs, most significant first: said by
// the article's own file rather than a related list; number of fields filled in; publication date (newest); quality
// (greatest).
struct Mention {
  IdentityHash identity;
  std::uint64_t precedence = 0;
  std::uint64_t content = 0;  // XXH3 64-bit hash of encode_article(article)

  friend auto operator<=>(const Mention&, const Mention&) = default;
};

std::uint64_t precedence_of(const Article& article, bool own);

}  // namespace newsrank
