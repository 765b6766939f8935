// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/settings/saved_queries.hpp"

#include <algorithm>
#include <string_view>

namespace newsrank::cli {

std::string with_saved_queries(const std::string& text, const SavedQueries& saved) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::string whole;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(kBlanks, at);
    const std::size_t end =
        begin == std::string::npos ? text.size() : std::min(text.size(), text.find_first_of(kBlanks, begin));
    if (begin == std::string::npos) break;
    whole += text.substr(at, begin - at);
    const auto found = text[begin] == '@' ? saved.find(text.substr(begin + 1, end - begin - 1)) : saved.end();
    const bool alone =
        text.find_first_not_of(kBlanks) == begin && text.find_first_not_of(kBlanks, end) == std::string::npos;
    if (found == saved.end()) {
      whole += text.substr(begin, end - begin);
    } else {
      whole += alone ? found->second : "(" + found->second + ")";
    }
    at = end;
  }
  return whole + text.substr(std::min(at, text.size()));
}

}  // namespace newsrank::cli
