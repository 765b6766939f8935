// SPDX-License-Identifier: GPL-2.0-or-later
// MemberSet: some of an article's members.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "core/members.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// One bit for each row of the table of members.
using MemberSet = std::bitset<kMembers.size()>;

// All of them.
inline MemberSet all_members() {
  return MemberSet().set();
}

// The row's place in a set. Only for rows of the table.
inline std::size_t place_of(const Member& row) {
  return static_cast<std::size_t>(&row - kMembers.data());
}

// Adds a member by its name, an object with all that it holds. Whether there is such a member.
bool add_member(MemberSet& set, std::string_view name);

// The members of those names, and the identity. Error: invalid_argument.
Result<MemberSet> member_set(const std::vector<std::string>& names);

// The article of a stored form with these members; the others are empty. Errors as decode_article().
Result<Article> decode_members(std::string_view record, const MemberSet& wanted);

// Empties all other members.
void keep_members(Article& article, const MemberSet& kept);

}  // namespace newsrank::detail
