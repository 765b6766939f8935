// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds: the hits of a search for feed readers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "newsrank/searcher.hpp"

namespace newsrank::html {

// What a feed says of itself.
struct FeedSource {
  std::string id;     // the same for ever; an address, or a urn:
  std::string title;  // for people
  std::string page;   // address of the page that shows the same; empty: there is none
  std::string feed;   // address of the feed; empty: it is a file
};

struct FeedFormat {
  std::string_view name;   // as --format takes it
  std::string_view title;  // for people
  std::string_view path;   // on a server
  std::string_view media_type;
  // The hits in their order. Each is named by its article's identity.
  std::string (*write)(const FeedSource& source, const SearchResponse& response);
};

// Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.
std::span<const FeedFormat> feed_formats();

// A moment as HTTP and RSS write it: "Tue, 05 Mar 2024 08:30:00 GMT".
std::string http_date(std::int64_t seconds);

}  // namespace newsrank::html
