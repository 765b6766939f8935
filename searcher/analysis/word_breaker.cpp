// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/word_breaker.hpp"

namespace newsrank::detail {

WordBreaker::~WordBreaker() {
  ubrk_close(iterator_);
  utext_close(&text_);
}

void WordBreaker::set_text(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  size_ = text.size();
  at_ = 0;
  // The root locale: the default one would come from the environment.
  if (iterator_ == nullptr) iterator_ = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
  utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) ubrk_setUText(iterator_, &text_, &status);
  failed_ = U_FAILURE(status) != 0;
}

bool WordBreaker::next(Segment& segment) {
  if (at_ >= size_) return false;
  const std::int32_t end = failed_ ? UBRK_DONE : ubrk_next(iterator_);
  if (end == UBRK_DONE) {
    segment = {size_, true};
  } else {
    segment = {static_cast<std::size_t>(end), ubrk_getRuleStatus(iterator_) >= UBRK_WORD_NUMBER};
  }
  at_ = segment.end;
  return true;
}

}  // namespace newsrank::detail
