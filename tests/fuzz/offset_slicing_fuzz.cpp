// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes: what a snippet does with offsets. Every token slices out of the text, and a text whose tokens are marked
// is the text again once the marks are taken away.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/analyzer.hpp"

namespace {

using Stretch = std::pair<std::size_t, std::size_t>;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// The stretches that tokens cover, overlapping ones as one.
std::vector<Stretch> marked_stretches(std::string_view text, const std::vector<newsrank::Token>& tokens) {
  std::vector<Stretch> stretches;
  for (const newsrank::Token& token : tokens) {
    require(token.begin < token.end && token.end <= text.size(), "a token lies outside the text");
    require(!text.substr(token.begin, token.end - token.begin).empty(), "a token slices nothing");
    stretches.emplace_back(token.begin, token.end);
  }
  std::sort(stretches.begin(), stretches.end());
  std::vector<Stretch> merged;
  for (const Stretch& stretch : stretches) {
    if (!merged.empty() && stretch.first < merged.back().second) {
      merged.back().second = std::max(merged.back().second, stretch.second);
    } else {
      merged.push_back(stretch);
    }
  }
  return merged;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kOpen = "<<";
  constexpr std::string_view kClose = ">>";
  static auto analyzer = newsrank::Analyzer::create();
  static std::vector<newsrank::Token> tokens;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  analyzer->analyze(text, tokens);

  std::string marked;
  std::vector<std::size_t> marks;  // where in `marked` they stand
  std::size_t done = 0;
  for (const auto& [begin, end] : marked_stretches(text, tokens)) {
    marked += text.substr(done, begin - done);
    marks.push_back(marked.size());
    marked += kOpen;
    marked += text.substr(begin, end - begin);
    marks.push_back(marked.size());
    marked += kClose;
    done = end;
  }
  marked += text.substr(done);
  for (std::size_t i = marks.size(); i-- > 0;) marked.erase(marks[i], kOpen.size());
  require(marked == text, "the text without its marks is another one");
  return 0;
}
