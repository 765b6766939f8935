// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/facet_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/text/ascii.hpp"

namespace newsrank::cli {
namespace {

// A range of dates or qualities is what one looks at. Of whole values, those of the index's own fields as well, one
// chooses some, and wants to see the others.
bool is_in_order(std::string_view field) {
  constexpr std::array<std::string_view, 7> kFields{"year", "quarter", "month", "week", "day", "date", "quality"};
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

}  // namespace

Result<FacetRequest> facet_request(const std::string& text, bool multi_select, std::size_t most) {
  constexpr std::size_t kDefaultValues = 10;
  const auto comma = std::min(text.find(','), text.size());
  const std::string by = text.substr(std::min(comma + 1, text.size()));
  const auto colon = std::min(text.substr(0, comma).find(':'), comma);
  const std::string field = text.substr(0, colon);
  const bool ordered = is_in_order(field);
  if (!by.empty()) most = std::min(most, kMaxCrossedValues);
  auto limit = std::optional(ordered ? most : kDefaultValues);
  if (colon < comma) limit = detail::parse_number<std::size_t>(text.substr(colon + 1, comma - colon - 1), 1, most);
  if (!limit)
    return Error{ErrorCode::invalid_argument,
                 fmt::format("expected a field and how many of its values, from 1 to {}, such as topic:10, not \"{}\"",
                             most, text),
                 ""};
  // Dates and qualities are in order, unless only the most frequent are wanted.
  const FacetOrder order = ordered && colon == comma ? FacetOrder::value : FacetOrder::count;
  return FacetRequest{field, *limit, order, multi_select && !ordered, by};
}

}  // namespace newsrank::cli
