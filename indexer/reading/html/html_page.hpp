// SPDX-License-Identifier: GPL-2.0-or-later
// Pages in HTML, parsed with gumbo as browsers do; the only code that sees that library.
#pragma once

#include <string>
#include <string_view>

#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Whether a text begins as a page does: <!DOCTYPE html> or <html>.
bool is_html_page(std::string_view text);

// Appends to the tape a mapping of what the page's head says, under the names of the field map: title, description,
// date, canonical_url, tags, site_name, lang; from JSON-LD before Open Graph before other meta elements before <title>.
// `body` becomes the clean text of <main>, else of <article>, else of <body>, without navigation, headers, footers,
// forms and scripts. Any bytes.
void read_html_page(std::string_view html, YamlTape& tape, std::string& body);

}  // namespace newsrank
