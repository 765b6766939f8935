// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/segmenter.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "analysis/atom.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// A stretch given to ICU ends where this many bytes of ASCII follow: switching for every word would cost more.
constexpr std::size_t kAsciiWorthSwitching = 48;
constexpr char32_t kEmojiStyle = 0xFE0F;
constexpr UChar32 kFirstPictograph = 0x2600;

// Where the first non-ASCII byte at or after `from` is.
std::size_t find_high(std::string_view text, std::size_t from) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::size_t at = from;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (at < text.size() && byte_class(text[at]) != kHighByte) ++at;
  return at;
}

// The last place in (begin, end] that follows white space; `begin` if there is none.
std::size_t after_last_space(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && !is_space_byte(text[end - 1])) --end;
  return end;
}

std::size_t next_space(std::string_view text, std::size_t from) {
  while (from < text.size() && !is_space_byte(text[from])) ++from;
  return from;
}

// Where the stretch with its first non-ASCII byte at `high` ends.
std::size_t end_of_stretch(std::string_view text, std::size_t high) {
  for (;;) {
    const std::size_t end = next_space(text, high);
    const std::size_t limit = std::min(text.size(), end + kAsciiWorthSwitching);
    high = find_high(text.substr(0, limit), end);
    if (high == limit) return end;
  }
}

// Where to cut text[begin, limit) so that neither a word nor a character is cut, if there is such a place.
std::size_t cut_before(std::string_view text, std::size_t begin, std::size_t limit) {
  const std::size_t space = after_last_space(text, begin, limit);
  if (space > begin) return space;
  std::size_t cut = limit;
  while (limit - cut < 4 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return limit - cut < 4 ? cut : limit;
}

void segment_ascii(std::string_view text, std::size_t begin, std::size_t end, CompoundGrouper& grouper) {
  const char* const data = text.data();
  for (std::size_t at = begin; at < end;) {
    while (at < end && !is_word_byte(data[at])) ++at;
    if (at == end) return;
    const std::size_t first = at;
    while (at < end && is_word_byte(data[at])) ++at;
    grouper.add(make_atom(text, first, at));
  }
}

enum class CharacterKind : std::uint8_t { other, letter, mark, format, emoji };

bool begins_emoji(std::string_view text, UChar32 c, std::size_t next) {
  if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) return true;
  if (!u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return false;
  if (c >= kFirstPictograph) return true;
  return next < text.size() && character_at(text, next) == kEmojiStyle;
}

CharacterKind kind_of(std::string_view text, UChar32 c, std::size_t next) {
  constexpr std::uint32_t kWordCategories = U_GC_L_MASK | U_GC_N_MASK;
  if (c < 0x80) {
    return (byte_class(static_cast<char>(c)) & kWordByte) != 0 ? CharacterKind::letter : CharacterKind::other;
  }
  if (c == 0x02BB || c == 0x02BC) return CharacterKind::other;  // letters by category, apostrophes by use
  const std::uint32_t category = U_GET_GC_MASK(c);
  if ((category & kWordCategories) != 0) return CharacterKind::letter;
  if ((category & U_GC_M_MASK) != 0) return CharacterKind::mark;
  if ((category & U_GC_CF_MASK) != 0) return CharacterKind::format;
  return begins_emoji(text, c, next) ? CharacterKind::emoji : CharacterKind::other;
}

// Cuts one of ICU's segments into atoms: ICU keeps can't, node.js and snake_case in one piece.
class SegmentCutter {
 public:
  SegmentCutter(std::string_view text, CompoundGrouper& grouper) : text_(text), grouper_(grouper) {}

  void cut(std::size_t begin, std::size_t end, bool word) {
    for (std::size_t at = begin; at < end;) {
      const std::size_t first = at;
      const char32_t c = next_character(text_, at);
      take(first, at, static_cast<UChar32>(c), word);
    }
    close();
  }

 private:
  void take(std::size_t at, std::size_t next, UChar32 c, bool word) {
    switch (kind_of(text_, c, next)) {
      case CharacterKind::letter:
        if (!word) return close();
        if (emoji_) close();
        if (!open_) begin_ = at;
        open_ = true;
        end_ = next;
        return;
      case CharacterKind::emoji:
        if (open_ && !emoji_) close();
        if (!open_) begin_ = at;
        open_ = true;
        emoji_ = true;
        end_ = next;
        return;
      case CharacterKind::mark:
        if (open_) end_ = next;
        return;
      case CharacterKind::format:
        return;
      case CharacterKind::other:
        // A skin tone is a symbol that extends an emoji.
        if (emoji_ && u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) {
          end_ = next;
        } else {
          close();
        }
        return;
    }
  }

  void close() {
    if (open_) {
      Atom atom = make_atom(text_, begin_, end_);
      atom.emoji = emoji_;
      grouper_.add(atom);
    }
    open_ = false;
    emoji_ = false;
  }

  std::string_view text_;
  CompoundGrouper& grouper_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool open_ = false;
  bool emoji_ = false;
};

}  // namespace

void Segmenter::segment(std::string_view text, CompoundGrouper& grouper) {
  const bool full = path_ == AnalysisPath::full;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t high = full ? at : find_high(text, at);
    if (high >= text.size()) return segment_ascii(text, at, text.size(), grouper);
    // Neither look back nor ahead for white space further than a chunk: text may have none.
    const std::size_t begin = after_last_space(text, high - std::min(high - at, kMaxChunkBytes / 2), high);
    const std::size_t limit = std::min(text.size(), begin + kMaxChunkBytes);
    std::size_t end = full ? limit : end_of_stretch(text.substr(0, limit), high);
    if (end == limit && limit < text.size()) end = cut_before(text, begin, limit);
    segment_ascii(text, at, begin, grouper);
    segment_unicode(text, begin, end, grouper);
    at = end;
  }
}

void Segmenter::segment_unicode(std::string_view text, std::size_t begin, std::size_t end, CompoundGrouper& grouper) {
  breaker_.set_text(text.substr(begin, end - begin));
  SegmentCutter cutter(text.substr(0, end), grouper);
  WordBreaker::Segment segment;
  for (std::size_t from = begin; breaker_.next(segment);) {
    const std::size_t to = begin + segment.end;
    const bool single_ascii = to - from == 1 && !is_word_byte(text[from]) && byte_class(text[from]) != kHighByte;
    if (!single_ascii) cutter.cut(from, to, segment.word);
    from = to;
  }
}

}  // namespace newsrank::detail
