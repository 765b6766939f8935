// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/compound_grouper.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

#include "analysis/separators.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

constexpr std::array<std::string_view, 6> kClitics{"s", "ll", "re", "ve", "d", "m"};
// What may stand before #hashtag, @handle, $MSFT and .NET beside white space and non-ASCII characters.
constexpr std::string_view kOpeners = "([{<>\"'/,;:!?|-*";
// What may stand after Disney+ beside white space.
constexpr std::string_view kClosers = ")]}>\"',;:.!?";
constexpr std::ptrdiff_t kThousands = 3;

bool equals_folded(std::string_view text, std::string_view folded) {
  return std::equal(text.begin(), text.end(), folded.begin(), folded.end(),
                    [](char a, char b) { return to_lower_byte(a) == b; });
}

// Three digits and no fourth: the 000 of 1,000 and the 000mAh of 5,000mAh.
bool begins_with_thousands(std::string_view word) {
  const auto digits = std::find_if_not(word.begin(), word.end(), is_digit_byte) - word.begin();
  return digits == kThousands;
}

// Whether a letter or a mark stands at this place, so that what is before it is no whole name.
bool continues_name(std::string_view text, std::size_t at) {
  constexpr std::uint32_t kContinuing = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  if (at >= text.size()) return false;
  if (byte_class(text[at]) != kHighByte) return is_letter_byte(text[at]);
  return (U_GET_GC_MASK(static_cast<UChar32>(character_at(text, at))) & kContinuing) != 0;
}

// Whether words of this character's script are not marked off by spaces, so that a mark between two of them is no glue.
bool is_written_without_spaces(char32_t c) {
  const auto line_break = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK);
  return line_break == U_LB_COMPLEX_CONTEXT || line_break == U_LB_IDEOGRAPHIC ||
         line_break == U_LB_CONDITIONAL_JAPANESE_STARTER || line_break == U_LB_NONSTARTER;
}

bool is_glued(std::string_view left, std::string_view right) {
  return !is_written_without_spaces(last_character(left)) && !is_written_without_spaces(character_at(right, 0));
}

constexpr bool is_hebrew_letter(char32_t c) {
  return c >= 0x05D0 && c <= 0x05EA;
}

// Quotation marks within a Hebrew word are its geresh and gershayim, as people type them.
bool is_hebrew_mark(std::string_view text, std::size_t begin, std::size_t end) {
  return end == begin + 1 && (text[begin] == '"' || text[begin] == '\'') &&
         is_hebrew_letter(last_character(text.substr(0, begin))) && is_hebrew_letter(character_at(text, end));
}

// The v2 of v2.0 as 2: a version is the same with a v and without.
Atom without_version_mark(std::string_view text, const Atom& atom) {
  const auto word = text.substr(atom.begin, atom.end - atom.begin);
  const bool versioned = atom.numbered && to_lower_byte(word.front()) == 'v' &&
                         std::all_of(word.begin() + 1, word.end(), is_digit_byte) && atom.end + 1 < text.size() &&
                         text[atom.end] == '.' && is_digit_byte(text[atom.end + 1]);
  return versioned ? make_atom(text, atom.begin + 1, atom.end) : atom;
}

}  // namespace

void CompoundGrouper::start(std::string_view text) {
  text_ = text;
  size_ = 0;
  previous_end_ = 0;
  overlong_ = false;
}

void CompoundGrouper::add_part(const Atom& atom) {
  constexpr std::string_view kNet = "net";
  const auto word = text_.substr(atom.begin, atom.end - atom.begin);
  if (atom.numbered && word.size() > kNet.size() && equals_folded(word.substr(0, kNet.size()), kNet) &&
      std::all_of(word.begin() + kNet.size(), word.end(), is_digit_byte)) {
    // .NET5 is the name .NET, with a number behind it as in C++20.
    const std::size_t number = atom.begin + kNet.size();
    const CompoundPart name = make_part(make_atom(text_, atom.begin, number));
    if (name.name) {
      take_part(name);
      return take_part(make_part(make_atom(text_, number, atom.end)));
    }
  }
  take_part(make_part(without_version_mark(text_, atom)));
}

void CompoundGrouper::take_part(const CompoundPart& part) {
  if (size_ > 0) {
    const char separator = separator_before(part);
    if (separator != kNoSeparator && absorb(part, separator)) {
      previous_end_ = parts_[size_ - 1].next;
      return;
    }
    if (separator != kNoSeparator && connects(part, separator)) return append(part, separator);
    flush();
  }
  append(part, kNoSeparator);
}

char CompoundGrouper::separator_before(const CompoundPart& part) const {
  const CompoundPart& last = parts_[size_ - 1];
  if (part.atom.emoji || last.atom.emoji) return kNoSeparator;
  if (last.name && part.head == last.next && is_digit_byte(text_[part.head])) return kNothing;
  if (is_hebrew_mark(text_, last.next, part.head)) return kGlue;
  return separator_of(text_.substr(last.next, part.head - last.next));
}

CompoundPart CompoundGrouper::make_part(const Atom& atom) const {
  CompoundPart part;
  part.atom = atom;
  part.head = atom.begin;
  part.tail = atom.end;
  find_prefix(part);
  find_suffix(part);
  part.next = part.tail;
  // U.S.'s: the period belongs to the name, not to the gap.
  const auto rest = text_.substr(part.tail);
  if (rest.starts_with(".'") || rest.starts_with(".\u2019")) ++part.next;
  return part;
}

void CompoundGrouper::find_prefix(CompoundPart& part) const {
  if (part.atom.begin == 0 || part.atom.emoji) return;
  const std::size_t at = part.atom.begin - 1;
  const char symbol = text_[at];
  if (symbol != '#' && symbol != '@' && symbol != '$' && symbol != '.') return;
  if (at < previous_end_ || (at == previous_end_ && at > 0)) return;  // it stands between two atoms
  if (at > 0) {
    const char before = text_[at - 1];
    const bool opens =
        is_space_byte(before) || byte_class(before) == kHighByte || kOpeners.find(before) != std::string_view::npos;
    if (!opens) return;
  }
  const auto word = text_.substr(part.atom.begin, part.atom.end - part.atom.begin);
  if (symbol == '.') {
    part.name = equals_folded(word, "net");
  } else if (part.atom.digits() || (symbol == '$' && !part.atom.letters())) {
    return;
  }
  if (symbol == '.' && !part.name) return;
  part.prefix = symbol;
  part.head = static_cast<std::uint32_t>(at);
}

void CompoundGrouper::find_suffix(CompoundPart& part) const {
  const std::size_t end = part.atom.end;
  if (end >= text_.size() || (text_[end] != '#' && text_[end] != '+') || !part.atom.letters()) return;
  const auto at = [this, end](std::size_t i) { return end + i < text_.size() ? text_[end + i] : ' '; };
  if (at(0) == '+' && at(1) == '+') {
    if (continues_name(text_, end + 2) || at(2) == '+') return;
    part.suffix = "++";
  } else if (at(0) == '#') {
    if (end - part.atom.begin != 1 || continues_name(text_, end + 1) || at(1) == '#') return;
    part.suffix = "#";
  } else {
    const bool closed =
        is_space_byte(at(1)) || byte_class(at(1)) == kHighByte || kClosers.find(at(1)) != std::string_view::npos;
    if (!closed || continues_name(text_, end + 1)) return;
    part.suffix = "+";
  }
  part.tail = static_cast<std::uint32_t>(end + part.suffix.size());
  if (part.suffix == "+" || part.name) return;
  part.name = true;
  part.prefix = kNoSymbol;  // in #C++ the name counts
  part.head = part.atom.begin;
}

// Takes a part that is no part of its own into the last one: the ends of contractions, groups of thousands, and what
// follows a mark inside a word. False if it is a part.
bool CompoundGrouper::absorb(const CompoundPart& part, char separator) {
  CompoundPart& last = parts_[size_ - 1];
  const auto word = text_.substr(part.atom.begin, part.atom.end - part.atom.begin);
  const bool bare = part.suffix.empty() && part.prefix == kNoSymbol;
  if (separator == '\'' && bare) {
    if (std::any_of(kClitics.begin(), kClitics.end(), [&](auto clitic) { return equals_folded(word, clitic); })) {
      last.next = part.next;
      return true;
    }
  }
  if (!last.suffix.empty() || !bare) return false;
  const bool contraction =
      separator == '\'' && equals_folded(word, "t") && to_lower_byte(text_[last.atom.end - 1]) == 'n';
  const bool thousands = separator == ',' && size_ == 1 && last.prefix == kNoSymbol && last.atom.digits() &&
                         begins_with_thousands(word) && (last.glued || last.atom.end - last.atom.begin <= kThousands);
  const bool glue =
      separator == kGlue && is_glued(text_.substr(last.atom.begin, last.atom.end - last.atom.begin), word);
  if (!contraction && !thousands && !glue) return false;
  last.atom.end = part.atom.end;
  last.atom.classes |= part.atom.classes;
  last.atom.camel = false;
  last.glued = true;
  last.tail = part.tail;
  last.suffix = part.suffix;
  last.next = part.next;
  return true;
}

// Whether a separator makes a compound of the last part and this one.
bool CompoundGrouper::connects(const CompoundPart& part, char separator) const {
  const CompoundPart& last = parts_[size_ - 1];
  const bool slashes = size_ > 1 && last.separator == '/';
  switch (separator) {
    case kGlue:
    case ',':
      return false;
    case '\'':
      return !last.atom.has_digits() && !part.atom.has_digits() && !slashes;
    case ':':
      return last.atom.digits() && part.atom.digits() && !slashes;
    case '/':
      return slashes || size_ == 1;
    default:
      return !slashes;
  }
}

void CompoundGrouper::append(const CompoundPart& part, char separator) {
  if (overlong_ || size_ == kMaxParts) {
    overlong_ = true;
    for (std::size_t i = 0; i < size_; ++i) writer_.write({&parts_[i], 1});
    size_ = 0;
  }
  parts_[size_] = part;
  parts_[size_].separator = separator;
  ++size_;
  previous_end_ = part.next;
}

void CompoundGrouper::write_parts() {
  writer_.write({parts_.data(), size_});
  size_ = 0;
  overlong_ = false;
}

}  // namespace newsrank::detail
