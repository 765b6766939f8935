// SPDX-License-Identifier: GPL-2.0-or-later
// Where the lines of streams and article files begin and end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsrank {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The text without the mark at its beginning, if there is one.
std::string_view without_mark(std::string_view text);

// One line with its end of line, which may be missing at the end of the text.
std::string_view line_at(std::string_view text, std::size_t begin);

// The first line behind the one that begins at `line` that does not begin with a blank; the end of the text if there is
// none.
std::size_t next_unindented_line(std::string_view text, std::size_t line);

// Bytes of the separator that the line begins with, a byte order mark before it included; 0 if it is none.
std::size_t separator_length(std::string_view line);

// A separator with nothing after it.
bool is_fence(std::string_view line);

// Nothing but white space, or a comment, or a directive of YAML: says nothing about what a document is.
bool is_blank(std::string_view line);
bool is_undecided(std::string_view line);

class FieldMap;

// What a line says about the section it stands in: a document, or the body of the one before.
enum class LineSense : std::uint8_t {
  undecided,  // nothing
  maybe,      // begins with a key that nothing is made of: a document if a known key follows, else prose ("Note: …")
  mapping,    // a document
  text,
};

// Of the section's first line that is not undecided, or of a further one after a `maybe`. `fields` says which keys are
// known; null: the built-in map.
LineSense sense_of(std::string_view line, bool first, const FieldMap* fields = nullptr);

// Whether sense_of() is known of a line of which only the beginning is there.
bool is_decided_by(std::string_view beginning);

}  // namespace newsrank
