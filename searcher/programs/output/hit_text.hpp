// SPDX-License-Identifier: GPL-2.0-or-later
// Hits in words: the short texts that every output for people shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "newsrank/searcher.hpp"

namespace newsrank::cli {

// What stands beside the facts, where that is wanted.
struct HitNotes {
  std::optional<std::int64_t> now{};  // the age at this moment beside the date
  std::string quality{};              // beside the quality
  bool also = false;                  // Hit::also
};

// "The Harbour Gazette · 2024-03-05 (2 days ago) · video · quality 112 ▰▰▰▰▱".
std::string hit_facts(const Article& article, const HitNotes& notes = {});

// "+4 more from A, B, C, …": each other provider once. Of a hit with copies.
std::string copies_text(const Hit& hit);

// For people: the name, or else the domain.
const std::string& provider_name(const Provider& provider);

// "about 1200 articles".
std::string total_text(const TotalHits& total);

// "about 1200 articles found, 40 with every word".
std::string found_text(const TotalHits& total);

// Whether the response's suggestion is what was searched for.
bool is_corrected(const SearchResponse& response);

}  // namespace newsrank::cli
