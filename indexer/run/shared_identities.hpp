// SPDX-License-Identifier: GPL-2.0-or-later
// Articles of several files that are one by their identity, and do not look like one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "newsrank/article.hpp"

namespace newsrank {

struct SharedIdentity {
  std::string path;  // of a file, which the reason compares with another one
  std::string reason;
  bool different = false;  // surely two articles: they have no address but their files' places
};

// `article_of` gives the article of an own mention, if it can be had.
std::vector<SharedIdentity> find_shared_identities(
    const Catalogue& catalogue, const std::function<std::optional<Article>(const Mention&)>& article_of);

}  // namespace newsrank
