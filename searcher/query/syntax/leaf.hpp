// SPDX-License-Identifier: GPL-2.0-or-later
// Leaves of the syntax tree: what one piece or phrase means in a field.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsrank/query.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/diagnostics.hpp"
#include "query/syntax/scanner.hpp"

namespace newsrank::detail {

// Where a leaf stands.
struct LeafContext {
  const Field* field = nullptr;   // nullptr: all text fields
  std::string_view comparison{};  // see FieldName
  std::int64_t now = 0;
};

// Reads bare pieces: words, wildcards, values, ranges, with `^boost`. QueryKind::nothing if the piece is of no use,
// which is then in the diagnostics.
Query make_piece_leaf(Piece piece, const LeafContext& context, Diagnostics& diagnostics);

// The words that a slash or an en dash joins, which stand for themselves: Israel/Gaza, Paris–Berlin. The text alone if
// it is nothing of the kind.
std::vector<std::string_view> words_apart(std::string_view text);

// Reads quoted text: a phrase, or the value of a field that has values.
Query make_phrase_leaf(const Piece& phrase, const LeafContext& context, Diagnostics& diagnostics);

// The range that `text` stands for, such as `50..80` or `>2022`; nothing if it is none.
Query make_range(std::string_view text, Place place, const LeafContext& context, Diagnostics& diagnostics);

// The number after `^`: cut to 0..100 with a warning; absent (with a warning) if it is not a number.
std::optional<double> parse_boost(std::string_view text, Place place, Diagnostics& diagnostics);

// Multiplies the boost of a finished tree; filters do not score and refuse it.
void apply_boost(Query& query, double boost, Place place, Diagnostics& diagnostics);

}  // namespace newsrank::detail
