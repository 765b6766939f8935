// SPDX-License-Identifier: GPL-2.0-or-later
// The walk through the blocks of a database's tables: whether they are what the engine takes them for.
#pragma once

#include <optional>
#include <string>

namespace newsrank::detail {

enum class WalkDepth {
  branches,  // all blocks that lead to others: one of some hundred
  all,
};

// The first thing that is wrong with a table of the database in `folder`, in one line; absent: nothing is, or the
// tables are of another format. The engine follows what a block says without a question, and can crash or go round in
// circles where it is damaged: here each number is checked before it leads anywhere. What the entries hold is not
// looked at. Cost: reads the blocks.
std::optional<std::string> find_table_damage(const std::string& folder, WalkDepth depth);

}  // namespace newsrank::detail
