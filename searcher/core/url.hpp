// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of an address.
#pragma once

#include <string>
#include <string_view>

#include "newsrank/article.hpp"

namespace newsrank::detail {

// The host of an address, or of what people write for one: without scheme, user information, port, path and what
// follows. An IPv6 address keeps its brackets.
std::string_view host_of(std::string_view address);

// Whether a text begins as an http(s) URL does.
bool is_web_address(std::string_view text);

// What is shown as an article's address: the identity where it has no other.
inline const std::string& shown_address(const Article& article) {
  return article.url.empty() ? article.id : article.url;
}

}  // namespace newsrank::detail
