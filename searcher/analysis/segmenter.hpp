// SPDX-License-Identifier: GPL-2.0-or-later
// Segmenter: cuts a text into atoms by Unicode word boundaries.
#pragma once

#include <cstddef>
#include <string_view>

#include "analysis/compound_grouper.hpp"
#include "analysis/folding.hpp"
#include "analysis/word_breaker.hpp"

namespace newsrank::detail {

// ASCII stretches between white space are cut by a table, which gives what ICU gives: an ASCII atom is a run of letters
// and digits. The rest goes to ICU, in chunks of at most kMaxChunkBytes; a chunk ends at white space where there is
// any.
class Segmenter {
 public:
  static constexpr std::size_t kMaxChunkBytes = std::size_t{64} * 1024;

  explicit Segmenter(AnalysisPath path = AnalysisPath::automatic) : path_(path) {}

  // Gives every atom of `text` to `grouper`, in order.
  void segment(std::string_view text, CompoundGrouper& grouper);

 private:
  void segment_unicode(std::string_view text, std::size_t begin, std::size_t end, CompoundGrouper& grouper);

  AnalysisPath path_;
  WordBreaker breaker_;
};

}  // namespace newsrank::detail
