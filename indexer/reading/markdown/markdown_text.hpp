// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown to text with md4c, the only code that sees that library.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsrank {

// What a page's body says, as clean text of one line each.
struct PageText {
  std::string heading;    // the first
  std::string paragraph;  // the first, as far as an excerpt shows it
  std::string text;       // all of it; code stays as it is written
};

// Reads GitHub's Markdown. Template tags (`{{< … >}}`, `{{% … %}}`, `{% … %}`, `{{ … }}`) outside code blocks, HTML
// tags and comments, and the imports and exports of MDX are dropped. Any bytes; what is not UTF-8 becomes U+FFFD.
PageText read_markdown(std::string_view body);

// A text up to the end of a word, with "…" if something is left out.
std::string cut_at_word(const std::string& text, std::size_t most = 300);

// The text without template tags, for bodies in other markup.
std::string without_template_tags(std::string_view text);

}  // namespace newsrank
