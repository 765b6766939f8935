// SPDX-License-Identifier: GPL-2.0-or-later
// Values as messages quote them, and as they are meant where invisible characters stand around them.
#pragma once

#include <string>
#include <string_view>

namespace newsrank {

// The beginning of a text in quotes; what cannot be seen in it, and a blank beside another one, as `\u00a0`.
std::string shown(std::string_view text);

// Without white space of any kind and characters of no width at either end.
std::string_view trim_unicode(std::string_view text);

}  // namespace newsrank
