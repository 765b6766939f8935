// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Completion: what an unfinished query may become.
#pragma once

#include <string>
#include <vector>

namespace newsrank {

/// The title of an article that the text may be the beginning of.
struct TitleCompletion {
  std::string title;  ///< whole
  std::string id;     ///< of its article

  /// Memberwise.
  friend bool operator==(const TitleCompletion&, const TitleCompletion&) = default;
};

/// What an unfinished query may become. Each list has its best first.
struct Completions {
  std::vector<std::string> queries;     ///< the text with its last word or value finished, or a next word; each finds
                                        ///< an article
  std::vector<std::string> topics;      ///< with words that begin as those that were typed
  std::vector<TitleCompletion> titles;  ///< likewise, of articles that are not removed, of the best quality
  /// Where the text ends in a field of whole values (`provider:har`): its values, by how many articles have them.
  std::vector<std::string> values;

  /// Memberwise.
  friend bool operator==(const Completions&, const Completions&) = default;
};

}  // namespace newsrank
