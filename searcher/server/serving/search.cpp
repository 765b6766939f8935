// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/serving/search.hpp"

#include <utility>

namespace newsrank::server {

Result<void> resolve_like(Searcher& searcher, SearchParameters& parameters) {
  if (parameters.like.empty()) return {};
  auto found = searcher.find(parameters.like);
  if (!found) return std::move(found).error();
  if (!*found)
    return Error{ErrorCode::invalid_argument, "the index holds no article of the address " + parameters.like, ""};
  parameters.request.like = std::move(**found);
  return {};
}

}  // namespace newsrank::server
