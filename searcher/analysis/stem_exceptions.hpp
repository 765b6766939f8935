// SPDX-License-Identifier: GPL-2.0-or-later
// Stem exceptions: words whose rules of stemming go wrong, and languages that Snowball does not know.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsrank::detail {

// The stem of an English word that would meet words of another meaning: university and universe, organize and organ.
// Empty: the rules apply. Plurals are found by their singulars.
std::string_view english_exception(std::string_view word);

// Whether a German word is a noun in -em, which is no ending there: System, Problem.
bool is_german_em_noun(std::string_view word);

// How long a word of Hangul is without its particles: 서울 of 서울에서. At least one syllable is left, two before a
// particle of one.
std::size_t korean_stem_size(std::string_view word);

// Whether a word is of Hangul syllables, by its last.
bool ends_in_hangul(std::string_view word);

}  // namespace newsrank::detail
