// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds in RSS and Atom, parsed with pugixml: it follows no reference out of the text and expands no entity of its own.
#pragma once

#include <optional>
#include <string_view>

#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// Whether a text begins as a feed does: XML whose root is <rss>, <feed> or <rdf:RDF>.
bool begins_feed(std::string_view text);

// Appends to the tape a list with a mapping for each item, under the names of the field map; the feed's title is the
// provider of items without one. On a problem the tape is as before.
std::optional<TextProblem> read_feed(std::string_view xml, YamlTape& tape);

}  // namespace newsrank
