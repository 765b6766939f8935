// SPDX-License-Identifier: GPL-2.0-or-later
// Texts as the formats for other programs write them: quoted, escaped, and harmless there.
#pragma once

#include <string>
#include <string_view>

namespace newsrank::cli {

// A text that a spreadsheet would take for a formula (it begins with = + - or @) behind an apostrophe, by which
// spreadsheets know text.
std::string spreadsheet_text(std::string_view text);

// A field of a CSV record, RFC 4180: between quotes if need be.
std::string csv_field(std::string_view text);

// The text with what has a meaning in Markdown escaped.
std::string markdown_text(std::string_view text);

// An address without blanks, controls, quotes, angle brackets and bars, which would end it where it stands: they are
// percent-encoded, and so are bytes beyond ASCII.
std::string plain_url(std::string_view url);

}  // namespace newsrank::cli
