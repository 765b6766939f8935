// SPDX-License-Identifier: GPL-2.0-or-later
// Clean text: from what feeds and pages put into titles and excerpts to what people read.
#pragma once

#include <string>
#include <string_view>

namespace newsrank {

// Tags and comments of HTML removed (a tag that separates blocks leaves a space; what only looks like a tag, as in
// "a < b", stays), character references decoded even if they were escaped up to three times, then as printable_line(),
// in NFC. Expects UTF-8; what is not becomes U+FFFD.
std::string clean_text(std::string_view text);

// The same of a part of a page in Markdown: tags removed and references decoded once, white space as it is.
std::string clean_html_part(std::string_view html);

// As printable_line(), in NFC: for text that has no markup any more.
std::string finished_text(std::string_view text);

// White space of any kind folded to single spaces and trimmed, control characters and overrides of the writing
// direction dropped, invalid UTF-8 replaced by U+FFFD.
std::string printable_line(std::string_view text);

}  // namespace newsrank
