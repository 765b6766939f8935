// SPDX-License-Identifier: GPL-2.0-or-later
// What `--facet` takes.
#pragma once

#include <cstddef>
#include <string>

#include "newsrank/error.hpp"
#include "newsrank/facets.hpp"

namespace newsrank::cli {

// "topic", "topic:10" or "topic:10,month", at most so many values. With `multi_select` the fields of whole values are
// counted without their own filters. Error: invalid_argument, the message says what is expected.
Result<FacetRequest> facet_request(const std::string& text, bool multi_select, std::size_t most = kMaxFacetValues);

}  // namespace newsrank::cli
