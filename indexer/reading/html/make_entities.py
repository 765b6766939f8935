#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Prints html_entity_table.hpp: the names of HTML's character references, as Python's library lists them from the standard."""
import html.entities

PER_LINE = 5

names = {}
for name, text in html.entities.html5.items():
    plain = name.rstrip(";")
    names[plain] = (text, names.get(plain, (None, False))[1] or not name.endswith(";"))


def row(name):
    text, short = names[name]
    escaped = "".join(f"\\x{byte:02x}" for byte in text.encode())
    return f'{{"{name}", "{escaped}", {str(short).lower()}}}'


rows = [row(name) for name in sorted(names)]
print("""// The names of HTML's character references, printed by make_entities.py; sorted by name, byte by byte.
#pragma once

#include <array>
#include <string_view>

namespace newsrank {

struct HtmlEntity {
  std::string_view name;
  std::string_view text;   // in UTF-8; some names stand for two characters
  bool without_semicolon;  // is understood without one, too
};

// clang-format off""")
print(f"inline constexpr std::array<HtmlEntity, {len(rows)}> kHtmlEntities{{{{")
for at in range(0, len(rows), PER_LINE):
    print("    " + ", ".join(rows[at:at + PER_LINE]) + ",")
print("""}};
// clang-format on

}  // namespace newsrank""")
