// SPDX-License-Identifier: GPL-2.0-or-later
// Cuts the front matter of an article into pieces that can be read one by one, without parsing it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace newsrank {

struct Piece {
  std::size_t offset = 0;  // from the start of the text that was cut
  std::string_view text;
};

// One piece for each line that begins a top-level key (a character in column 0) with the lines that follow it. False,
// and no piece, if the text does not begin with such a line or has a line that begins as no plain key does: `? key`, a
// flow mapping, an anchor, a tag, a merge `<<`. A cut is right if every piece can be read on its own.
bool cut_document(std::string_view text, std::vector<Piece>& pieces);

// Cuts the piece of a key whose value is a block list into the list's entries, each from its `- ` on in the indentation
// it is written in, without blank lines at its end. False if the piece has another form.
bool cut_entries(std::string_view piece, std::vector<Piece>& entries);

}  // namespace newsrank
