// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/member_set.hpp"

#include <fmt/format.h>

#include "core/text/printable.hpp"

namespace newsrank::detail {

bool add_member(MemberSet& set, std::string_view name) {
  bool found = false;
  for (const Member& row : kMembers) {
    const std::string_view shown = row.object.empty() ? row.name : row.object;
    if (shown.empty() || shown != name) continue;
    set.set(place_of(row));
    found = true;
  }
  return found;
}

Result<MemberSet> member_set(const std::vector<std::string>& names) {
  constexpr std::size_t kShownBytes = 80;
  MemberSet set;
  add_member(set, "id");
  for (const std::string& name : names) {
    if (add_member(set, name)) continue;
    return Error{ErrorCode::invalid_argument,
                 fmt::format("articles have no \"{}\"", printable_start(name, kShownBytes)),
                 "name members of an article, such as title, excerpt, body, topics and provider"};
  }
  return set;
}

void keep_members(Article& article, const MemberSet& kept) {
  for_each_member(article, [&](const Member& row, auto& value) {
    if (!kept.test(place_of(row))) value = {};
  });
}

}  // namespace newsrank::detail
