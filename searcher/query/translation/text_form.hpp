// SPDX-License-Identifier: GPL-2.0-or-later
// Text forms: what a clause of a query looks like in the texts of the articles that it finds.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "newsrank/schema.hpp"
#include "query/translation/term_query.hpp"

namespace newsrank::detail {

enum class TextFormKind : std::uint8_t {
  stem,    // any token with one of the stems
  exact,   // any token with one of the texts, but for bare words inside of names (TokenKind::base)
  phrase,  // tokens with the texts, in their order, within the window
  near,    // the same in any order
};

struct TextForm {
  TextFormKind kind = TextFormKind::stem;
  std::vector<std::string> words;  // folded
  std::uint32_t window = 1;        // of phrases: how many positions they may take
  bool quoted = false;             // the user wrote a phrase
  const Field* field = nullptr;    // only in this field; null: in any
};

// A query with all forms of what it finds; empty if it can find nothing.
struct FormedQuery {
  Xapian::Query query;
  std::vector<TextForm> forms;
  // Of phrases, what stands in the articles, and the terms by which they are weighed; empty if only the engine can
  // tell.
  std::vector<PhraseTerms> phrases{};
  std::vector<std::string> weighed_by{};

  bool empty() const { return query.empty(); }
};

}  // namespace newsrank::detail
