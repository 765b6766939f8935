// SPDX-License-Identifier: GPL-2.0-or-later
// Whether two articles are copies of one story, decided on their texts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "index/identity.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"

namespace newsrank::detail {

// What is compared of an article. Sets are sorted hashes without repetition.
struct StoryText {
  std::vector<std::uint64_t> title_words;
  std::vector<std::uint64_t> title_pairs;    // of neighbouring words; the word itself if there is one only
  std::vector<std::uint64_t> title_numbers;  // words of digits
  std::vector<std::uint64_t> excerpt_pairs;
  std::size_t excerpt_length = 0;  // in words
  std::string provider;            // domain, or else the name
  std::string provider_name;       // folded; portals have several, "Bay News on portal"
  std::optional<std::int64_t> published_at;
};

// Of texts above a few KiB the beginning is compared.
StoryText story_text(const Article& article, Analyzer& analyzer);
// The same where title and excerpt are analysed already.
StoryText story_text(const Article& article, std::span<const Token> title, std::span<const Token> excerpt);

// The value of kStorySlot: what finds those that may be copies (see StorySignature). Empty: none can be.
std::string story_signature(const IdentityHash& identity, const StoryText& text);

// Whether copies can have these dates.
bool may_be_near(std::int64_t a, std::int64_t b);

// Symmetric, and independent of every other article. The rules and how they were measured:
// searcher/results/stories/README.md.
bool is_same_story(const StoryText& a, const StoryText& b);

}  // namespace newsrank::detail
