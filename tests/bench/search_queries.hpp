// SPDX-License-Identifier: GPL-2.0-or-later
// Queries of several classes, drawn from the words of a collection.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::bench {

enum class QueryClass : std::uint8_t { one_word, two_or, two_and, four_or, phrase, prefix };

inline constexpr std::array<std::string_view, 6> kQueryClassNames{"one word",      "two words OR",    "two words AND",
                                                                  "four words OR", "two-word phrase", "prefix"};

// `count` queries of each class, by class, in a syntax that both newsrank and Xapian's QueryParser read; the same for
// the same seed and collection.
//
// `plain` is the collection as PlainXapianWriter writes it. Words are drawn evenly from four bands of frequency: one
// article in 100,000 to one in 10,000, and so on to one in ten, as far as the collection is large enough to have them;
// in each band a word is as likely as it is frequent.
// Phrases are two such words that stand side by side in an article that is drawn. Prefixes are the first three to five
// letters of a word.
std::array<std::vector<std::string>, kQueryClassNames.size()> draw_queries(const Xapian::Database& plain,
                                                                           std::uint64_t seed, std::size_t count);

}  // namespace newsrank::bench
