// SPDX-License-Identifier: GPL-2.0-or-later
// Stories are kept up to date by commits: which articles are copies of one report.
//
// Articles are in one story if they are copies of each other or joined by a chain of copies; its name is the least
// identity in it. Copies are sought among articles that share a key of their signatures (StorySignature), each article
// among the kNeighbours before and behind it in the order of dates, and decided by is_same_story(). So the stories are
// a function of the articles alone: neither the order in which they came, nor shards, nor what was removed since
// matters.
#pragma once

#include <cstddef>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "storage/shard/shard_writer.hpp"

namespace newsrank::detail {

// Bounds the work where thousands of articles have the same standing phrase.
inline constexpr std::size_t kNeighbours = 32;

// Makes the stories of all shards of an index those of its articles, knowing what changed since the last commit. Cost:
// reads the signatures of all articles (about a fifth of a microsecond each), and the texts of those that may be copies
// of a changed one, or are in the story of one. Error: index_corrupt. Throws Xapian::Error.
Result<void> update_stories(std::vector<ShardWriter>& shards, Analyzer& analyzer);

}  // namespace newsrank::detail
