// SPDX-License-Identifier: GPL-2.0-or-later
// Removal of HTML tags from text.
#pragma once

#include <string>

namespace newsrank {

// Removes the tags of HTML's elements, comments, and what <script> and <style> hold. Tags that separate blocks leave a
// space. Anything else that begins with `<` stays. Takes time linear in the text.
void remove_tags(std::string& text);

}  // namespace newsrank
