// SPDX-License-Identifier: GPL-2.0-or-later
// Field names as people write them: the schema's names, a few aliases, and suggestions for misspelt ones.
#pragma once

#include <string>
#include <string_view>

#include "core/field_table.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {

// What `name:` stands for.
struct FieldName {
  const Field* field = nullptr;   // nullptr: unknown
  std::string_view comparison{};  // written before the value: `before:2022` is `date:<2022`
};

// Finds a field by its name or an alias; ASCII letters in any case.
FieldName resolve_field(std::string_view name, const FieldTable& fields = FieldTable::built_in());

// What to do about an unknown field: `did you mean title?`, or the list of fields.
std::string suggest_field(std::string_view name, const FieldTable& fields = FieldTable::built_in());

}  // namespace newsrank::detail
