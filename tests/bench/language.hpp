// SPDX-License-Identifier: GPL-2.0-or-later
// A made-up language with the statistics of English news, for collections of any size.
//
// The word of rank r (from 0) has the share of a Zipf-Mandelbrot law, 1 / (r + q), up to rank 10,000, and 1 / (r + q)^2
// beyond, without an end: the larger a text, the more different words it has, about 400,000 in 40 million. The shares
// and the growth are near those of English news; the most frequent words are English ones, so that stop words are
// what they are in practice. One word in four is an inflected form of a more frequent one, some words prefer one other
// word to follow, so that phrases of two words exist.
#pragma once

#include <cstdint>
#include <string>

#include "random.hpp"

namespace newsrank::bench {

// In lower case, ASCII letters.
std::string word_of_rank(std::uint64_t rank);

// The rank of a word drawn from the language.
std::uint64_t draw_rank(Random& random);

// The word that likes to follow that one.
std::uint64_t favourite_follower(std::uint64_t rank);

// `words` words with capitals and punctuation, as a title or as sentences.
std::string draw_title(Random& random, std::uint64_t words);
std::string draw_sentences(Random& random, std::uint64_t words);

}  // namespace newsrank::bench
