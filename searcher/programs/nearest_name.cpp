// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/nearest_name.hpp"

#include "core/text/edit_distance.hpp"

namespace newsrank::cli {

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t kShort = 3;  // half of a short name is already another name
  unsigned limit = name.size() <= kShort ? 1 : 2;
  std::string nearest;
  for (const std::string& candidate : names) {
    const unsigned distance = detail::edit_distance(name, candidate, limit);
    if (distance > limit || (distance == limit && !nearest.empty())) continue;
    limit = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace newsrank::cli
