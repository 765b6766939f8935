// SPDX-License-Identifier: GPL-2.0-or-later
// Layout: what all pages have around their content.
#pragma once

#include <string>
#include <string_view>

#include "programs/html/html.hpp"
#include "server/http/message.hpp"
#include "server/page/page_state.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

struct PageContent {
  std::string title;     // before the site's
  std::string_view tab;  // the path of the tab that is open; empty: none
  html::Html side;       // beside the content; empty: the content is as wide as the page
  html::Html content;
};

HttpReply page_reply(int status, const PageState& state, const Site& site, const PageContent& content);

// A page that says what is wrong.
HttpReply error_page(int status, const PageState& state, const Site& site, const Error& error);

// The files that pages load, by name: "style.css", "page.js". Status 404 for others.
HttpReply page_file(std::string_view name);

}  // namespace newsrank::server
