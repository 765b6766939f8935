// Completion: what an unfinished query may become.
#pragma once

#include <string>
#include <vector>

namespace newsrank {

struct TitleCompletion {
  std::string title;
  std::string id;  // of its article

  friend bool operator==(const TitleCompletion&, const TitleCompletion&) = default;
};

// Each list has its best first.
struct Completions {
  std::vector<std::string> queries;     // the text with its last word finished, or a next word
  std::vector<std::string> topics;      // with words that begin as those that were typed
  std::vector<TitleCompletion> titles;  // likewise, of articles that are not removed, of the best quality

  friend bool operator==(const Completions&, const Completions&) = default;
};

}  // namespace newsrank
