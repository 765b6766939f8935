// SPDX-License-Identifier: GPL-2.0-or-later
// The unfinished end of a query's text.
#pragma once

#include <string>
#include <string_view>

#include "core/field_table.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {

// The text is `before`, then `lead`, then `typed`.
struct Unfinished {
  std::string_view before;       // what stands before the piece
  std::string_view lead;         // what the piece begins with: a sign, the name of a field, an open quote
  std::string_view typed;        // what is typed of a word or value; empty: a next one is wanted
  const Field* field = nullptr;  // of the piece, or of the list it stands in
  bool quoted = false;           // within an open quote
  bool alternative = false;      // behind OR or in a list of values: what stands before need not match
};

// Splits the text where its last piece begins. Any bytes are a text.
Unfinished unfinished_end(std::string_view text, const FieldTable& fields);

}  // namespace newsrank::detail
