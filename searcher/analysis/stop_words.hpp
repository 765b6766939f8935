// SPDX-License-Identifier: GPL-2.0-or-later
// Stop words: the function words of a language, which say nothing about what a text is about.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace newsrank::detail {

// The folded stop words of a language (a name from kLanguages), sorted; empty for a language without a list.
std::span<const std::string_view> stop_words_of(std::string_view language);

inline bool is_listed(std::span<const std::string_view> sorted_words, std::string_view word) {
  return std::binary_search(sorted_words.begin(), sorted_words.end(), word);
}

}  // namespace newsrank::detail
