// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/facet_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/text/ascii.hpp"

namespace newsrank::cli {
namespace {

// Of whole values one chooses some, and wants to see the others. A range of dates or qualities is what one looks at.
bool is_chosen_from(std::string_view field) {
  constexpr std::array<std::string_view, 5> kFields{"topic", "provider", "category", "type", "lang"};
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

}  // namespace

Result<FacetRequest> facet_request(const std::string& text, bool multi_select) {
  constexpr std::size_t kDefaultValues = 10;
  const auto colon = text.find(':');
  const auto limit = colon == std::string::npos
                         ? kDefaultValues
                         : detail::parse_number<std::size_t>(text.substr(colon + 1), 1, kMaxFacetValues);
  if (!limit)
    return Error{ErrorCode::invalid_argument,
                 fmt::format("expected a field and how many of its values, such as topic:10, not \"{}\"", text), ""};
  const std::string field = text.substr(0, colon);
  return FacetRequest{field, *limit, FacetOrder::count, multi_select && is_chosen_from(field)};
}

}  // namespace newsrank::cli
