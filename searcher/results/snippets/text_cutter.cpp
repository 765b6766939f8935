// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/snippets/text_cutter.hpp"

#include <algorithm>

#include "core/text/characters.hpp"

namespace newsrank::detail {
namespace {

// Of the core, of what stands before it and of what stands behind it each: bytes for a grapheme cluster, and for all.
constexpr std::size_t kBytesPerCluster = 8;
constexpr std::size_t kLeastBytes = 128;
// A sentence that ends before this share of what fits would leave too little.
constexpr double kLeastShare = 0.6;

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c != '\r' && static_cast<unsigned char>(c) < 0x80; });
}

std::size_t minus(std::size_t from, std::size_t amount) {
  return from > amount ? from - amount : 0;
}

}  // namespace

Boundaries::Boundaries(UBreakIteratorType kind) {
  UErrorCode status = U_ZERO_ERROR;
  // The root locale: the default one would come from the environment.
  iterator_ = ubrk_open(kind, "", nullptr, 0, &status);
}

Boundaries::~Boundaries() {
  ubrk_close(iterator_);
  utext_close(&text_);
}

void Boundaries::set_text(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  bytes_ = text;
  utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (iterator_ != nullptr) ubrk_setUText(iterator_, &text_, &status);
}

bool Boundaries::is_boundary(std::size_t at) {
  if (at == 0 || at >= bytes_.size()) return true;
  if (iterator_ == nullptr) return (static_cast<unsigned char>(bytes_[at]) & 0xC0U) != 0x80U;
  return ubrk_isBoundary(iterator_, static_cast<std::int32_t>(at)) != 0;
}

std::size_t Boundaries::before(std::size_t at) {
  if (iterator_ != nullptr) {
    const std::int32_t found = ubrk_preceding(iterator_, static_cast<std::int32_t>(at));
    return found == UBRK_DONE ? 0 : static_cast<std::size_t>(found);
  }
  while (at > 0 && !is_boundary(--at)) continue;
  return at;
}

std::size_t Boundaries::after(std::size_t at) {
  if (iterator_ != nullptr) {
    const std::int32_t found = ubrk_following(iterator_, static_cast<std::int32_t>(at));
    return found == UBRK_DONE ? bytes_.size() : static_cast<std::size_t>(found);
  }
  while (at < bytes_.size() && !is_boundary(++at)) continue;
  return at;
}

TextCutter::TextCutter() : clusters_(UBRK_CHARACTER), words_(UBRK_WORD), sentences_(UBRK_SENTENCE) {}

void TextCutter::set_text(std::string_view text, bool cut_off) {
  text_ = text;
  cut_off_ = cut_off;
  is_plain_ = is_plain(text);
  clusters_.set_text(text);
  words_.set_text(text);
  sentences_.set_text(text);
  end_ = cut_off ? clusters_.before(text.size()) : text.size();
}

TextRange TextCutter::whole_clusters(const TextRange& range) {
  if (is_plain_) return range;
  return {clusters_.at_or_before(range.begin), clusters_.at_or_after(range.end)};
}

// Goes back by at most `clusters`, which it counts down, and not beyond `limit`.
std::size_t TextCutter::walk_back(std::size_t from, std::size_t limit, std::size_t& clusters) {
  if (is_plain_) {
    const std::size_t to = std::max(limit, minus(from, clusters));
    clusters -= from - std::min(from, to);
    return std::min(from, to);
  }
  while (clusters > 0 && from > 0) {
    const std::size_t next = clusters_.before(from);
    if (next < limit) break;
    from = next;
    --clusters;
  }
  return from;
}

// The same forwards.
std::size_t TextCutter::walk_on(std::size_t from, std::size_t limit, std::size_t& clusters) {
  if (is_plain_) {
    const std::size_t to = std::max(from, std::min(limit, from + clusters));
    clusters -= to - from;
    return to;
  }
  while (clusters > 0 && from < text_.size()) {
    const std::size_t next = clusters_.after(from);
    if (next > limit) break;
    from = next;
    --clusters;
  }
  return from;
}

// Where to begin before a core, with `clusters` to spend and not before `limit`: with the sentence, or with some words
// before the core.
std::size_t TextCutter::start_of(std::size_t core, std::size_t limit, std::size_t clusters, bool& cut) {
  std::size_t to_spend = clusters;
  const std::size_t earliest = walk_back(core, limit, to_spend);
  const std::size_t sentence = sentences_.at_or_before(core);
  cut = sentence < earliest;
  if (!cut) return whole_clusters({sentence, sentence}).end;
  to_spend = clusters / 3;
  const std::size_t some_before = walk_back(core, limit, to_spend);
  const std::size_t word = words_.at_or_after(some_before);
  return std::min(core, whole_clusters({word, word}).end);
}

// Where to end what may go on to `limit` and must hold `kept`: with a sentence, a word, or anywhere.
std::size_t TextCutter::stop_of(const TextRange& kept, std::size_t limit, bool& cut) {
  const auto whole = [&](std::size_t at) { return whole_clusters({at, at}).begin; };
  const std::size_t sentence = whole(sentences_.at_or_before(limit));
  const auto least = static_cast<std::size_t>(kLeastShare * static_cast<double>(limit - kept.begin));
  cut = sentence < kept.end || sentence - kept.begin < least;
  if (!cut) return sentence;
  const std::size_t word = whole(words_.at_or_before(limit));
  return word >= kept.end && word > kept.begin ? word : limit;
}

void TextCutter::trim(TextRange& range) {
  const auto is_blank_cluster = [&](std::size_t at, std::size_t end) {
    while (at < end) {
      if (!is_blank(next_character(text_, at))) return false;
    }
    return true;
  };
  while (range.begin < range.end) {
    const std::size_t next = is_plain_ ? range.begin + 1 : clusters_.after(range.begin);
    if (!is_blank_cluster(range.begin, next)) break;
    range.begin = std::min(range.end, next);
  }
  while (range.begin < range.end) {
    const std::size_t last = is_plain_ ? range.end - 1 : clusters_.before(range.end);
    if (!is_blank_cluster(last, range.end)) break;
    range.end = last;
  }
}

TextPart TextCutter::cut(const TextRange& core, const TextRange& room, std::size_t length) {
  const std::size_t reach = std::max(kBytesPerCluster * length, kLeastBytes);
  const std::size_t room_end = std::min(room.end, end_);
  std::size_t left = length;
  TextPart part;
  const std::size_t begin = whole_clusters({core.begin, core.begin}).begin;
  const std::size_t core_end = std::min(whole_clusters({core.end, core.end}).end, room_end);
  const std::size_t end = walk_on(begin, std::min(core_end, begin + reach), left);

  const std::size_t earliest = std::max(room.begin, minus(begin, reach));
  part.range.begin = start_of(begin, earliest, left, part.cut_before);
  walk_on(part.range.begin, begin, left);

  const std::size_t last = walk_on(end, std::min(room_end, end + reach), left);
  if (last >= text_.size()) {
    part.range.end = last;
    // What is left may show the sentences before.
    const std::size_t farther = walk_back(part.range.begin, earliest, left);
    const std::size_t sentence = sentences_.at_or_after(farther);
    if (sentence <= part.range.begin) {
      part.range.begin = whole_clusters({sentence, sentence}).end;
      part.cut_before = false;
    }
  } else {
    part.range.end = stop_of({part.range.begin, end}, last, part.cut_after);
  }
  trim(part.range);
  return part;
}

}  // namespace newsrank::detail
