// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/terms.hpp"

#include <algorithm>

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxTermBytes = 245;

}  // namespace

void assign_prefixed_term(std::string& term, std::string_view prefix, std::string_view text) {
  term.assign(prefix);
  const char first = text.empty() ? '\0' : text.front();
  if (first == ':' || (first >= 'A' && first <= 'Z')) term += ':';
  term.append(text);
}

std::string prefixed_term(std::string_view prefix, std::string_view text) {
  std::string term;
  assign_prefixed_term(term, prefix, text);
  return term;
}

bool is_storable_term(std::string_view term) noexcept {
  if (term.empty() || term.size() > kMaxTermBytes) return false;
  const auto zeros = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
  return term.size() + zeros <= kMaxTermBytes;
}

}  // namespace newsrank::detail
