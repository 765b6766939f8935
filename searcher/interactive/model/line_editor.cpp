// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/line_editor.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "core/text/utf8.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

// The boundary of a character next to `from`, in that direction. Without ICU's data every byte is a character.
std::size_t next_boundary(const std::string& text, std::size_t from, bool forward) {
  const std::size_t fallback = forward ? std::min(from + 1, text.size()) : from - std::min<std::size_t>(from, 1);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> characters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  const std::unique_ptr<UText, decltype(&utext_close)> source(
      utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status), &utext_close);
  if (U_FAILURE(status)) return fallback;
  characters->setText(source.get(), status);
  if (U_FAILURE(status)) return fallback;
  const auto at = static_cast<int32_t>(from);
  const int32_t found = forward ? characters->following(at) : characters->preceding(at);
  return found == icu::BreakIterator::DONE ? (forward ? text.size() : 0) : static_cast<std::size_t>(found);
}

}  // namespace

void LineEditor::set_head(std::string_view head) {
  text_.erase(0, cursor_);
  cursor_ = 0;
  insert(head);
}

void LineEditor::set(std::string_view text) {
  text_.clear();
  cursor_ = 0;
  insert(text);
}

void LineEditor::insert(std::string_view text) {
  const std::string clean = printable(text);
  const std::string_view fitting = detail::cut_utf8(clean, kMaxLineBytes - text_.size());
  text_.insert(cursor_, fitting);
  cursor_ += fitting.size();
}

void LineEditor::erase(Place place) {
  const std::size_t other = find(place);
  const auto [begin, end] = std::minmax(cursor_, other);
  text_.erase(begin, end - begin);
  cursor_ = begin;
}

std::size_t LineEditor::find(Place place) const {
  switch (place) {
    case Place::left:
      return next_boundary(text_, cursor_, false);
    case Place::right:
      return next_boundary(text_, cursor_, true);
    case Place::word_left: {
      const auto last = text_.find_last_not_of(' ', cursor_ == 0 ? 0 : cursor_ - 1);
      if (cursor_ == 0 || last == std::string::npos) return 0;
      const auto blank = text_.find_last_of(' ', last);
      return blank == std::string::npos ? 0 : blank + 1;
    }
    case Place::word_right: {
      const auto first = text_.find_first_not_of(' ', cursor_);
      return first == std::string::npos ? text_.size() : std::min(text_.find(' ', first), text_.size());
    }
    case Place::start:
      return 0;
    case Place::end:
      break;
  }
  return text_.size();
}

}  // namespace newsrank::cli
