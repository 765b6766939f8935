// SPDX-License-Identifier: GPL-2.0-or-later
// Removal of HTML tags from text.
#pragma once

#include <string>
#include <string_view>

namespace newsrank {

// Removes the tags of HTML's elements, comments, and what <script> and <style> hold. Tags that separate blocks leave a
// space. Anything else that begins with `<` stays. Takes time linear in the text.
void remove_tags(std::string& text);

// Whether a text holds tags as markup does: one that closes an element of HTML, one with attributes, or a line break.
// `Using the <video> tag` does not.
bool holds_markup(std::string_view text);

}  // namespace newsrank
