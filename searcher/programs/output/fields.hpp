// SPDX-License-Identifier: GPL-2.0-or-later
// Fields: what a column of csv, tsv and markdown may hold of a hit. They are called as the members in JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "newsrank/searcher.hpp"
#include "programs/output/output.hpp"

namespace newsrank::cli {

// A hit, and the query that found it.
struct Row {
  const RunQuery& query;
  const Hit& hit;
};

// nullptr: there is none.
using FieldValue = std::variant<std::nullptr_t, bool, std::uint64_t, double, std::string, std::vector<std::string>>;

bool is_field(std::string_view name);
// Whether an index may have a field of its own of that name.
bool may_be_own_field(std::string_view name);
std::vector<std::string> field_names();
// What is meant by a name that a field has elsewhere: "published_at" for "date"; empty: nothing.
std::string other_name(std::string_view name);
// The columns of chosen fields, each once; an object, "provider", is those of its members.
std::vector<std::string> column_names(const std::vector<std::string>& fields);

// The fields of a format when none are chosen.
std::vector<std::string> default_fields(Format format);

FieldValue field_value(const Row& row, std::string_view name);

// A value in a cell of a table: lists as "a; b", null as nothing, numbers as short as they are exact. No control
// characters.
std::string cell_text(const FieldValue& value);

}  // namespace newsrank::cli
