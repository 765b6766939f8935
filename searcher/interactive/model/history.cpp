// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/history.hpp"

#include <unicode/unistr.h>

#include <algorithm>

#include "core/text/ascii.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

icu::UnicodeString folded(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))).foldCase();
}

}  // namespace

History::History(const std::vector<std::string>& queries) {
  for (const std::string& query : queries) add(query);
}

bool History::add(std::string_view query) {
  const std::string clean = printable(detail::trim(query));
  if (clean.empty() || (!queries_.empty() && queries_.back() == clean)) return false;
  std::erase(queries_, clean);
  if (queries_.size() == kMaxHistory) queries_.erase(queries_.begin());
  queries_.push_back(clean);
  return true;
}

std::vector<std::string> History::matching(std::string_view part) const {
  const icu::UnicodeString wanted = folded(detail::trim(part));
  std::vector<std::string> found;
  std::copy_if(queries_.begin(), queries_.end(), std::back_inserter(found),
               [&](const std::string& query) { return wanted.isEmpty() || folded(query).indexOf(wanted) >= 0; });
  return found;
}

}  // namespace newsrank::cli
