// SPDX-License-Identifier: GPL-2.0-or-later
// CompoundGrouper: finds which atoms belong together - names with symbols (C++), possessives, compounds (GPT-3).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "analysis/atom.hpp"
#include "analysis/token_writer.hpp"

namespace newsrank::detail {

// Takes the atoms of one text in order and gives words and compounds to the writer. Memory is bounded: a chain of more
// than kMaxParts atoms is no compound, its atoms are words.
class CompoundGrouper {
 public:
  explicit CompoundGrouper(TokenWriter& writer) : writer_(writer) {}

  // Begins a text, which must stay where it is until finish().
  void start(std::string_view text);

  void add(const Atom& atom) {
    if (!stands_alone(atom)) return add_part(atom);
    flush();
    writer_.write_word(atom);
    previous_end_ = atom.end;
  }

  // Writes what is left of the text.
  void finish() { flush(); }

 private:
  // Most atoms are words between blanks, perhaps with a comma or period; they need none of the rules.
  bool stands_alone(const Atom& atom) const {
    if (atom.camel || atom.numbered || (atom.begin > 0 && !is_space_byte(text_[atom.begin - 1]))) return false;
    if (atom.end == text_.size() || is_space_byte(text_[atom.end])) return true;
    const char after = text_[atom.end];
    return (after == ',' || after == '.') && atom.end + 1 < text_.size() && is_space_byte(text_[atom.end + 1]);
  }

  void add_part(const Atom& atom);
  void take_part(const CompoundPart& part);
  char separator_before(const CompoundPart& part) const;
  CompoundPart make_part(const Atom& atom) const;
  void find_prefix(CompoundPart& part) const;
  void find_suffix(CompoundPart& part) const;
  bool absorb(const CompoundPart& part, char separator);
  bool connects(const CompoundPart& part, char separator) const;
  void append(const CompoundPart& part, char separator);
  void flush() {
    if (size_ > 0) write_parts();
  }
  void write_parts();

  TokenWriter& writer_;
  std::string_view text_;
  std::array<CompoundPart, kMaxParts> parts_;
  std::size_t size_ = 0;
  std::size_t previous_end_ = 0;  // where the gap after the last atom begins
  bool overlong_ = false;
};

}  // namespace newsrank::detail
