// SPDX-License-Identifier: GPL-2.0-or-later
// Generated collections of short articles, any number of them, the same for the same seed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "newsrank/article.hpp"

namespace newsrank::bench {

// Article `number` of a collection: title and excerpt of about 40 words, topics, provider, date, quality. Each article
// can be made alone; the collection of 10,000 is the beginning of the one of 1,000,000.
Article generate_article(std::uint64_t seed, std::uint64_t number);

// The article as front matter, as a document of a YAML stream; with its fence before, without one behind.
std::string as_document(const Article& article);

// Writes articles 0..count - 1 as one YAML stream, piece by piece.
void write_stream(std::uint64_t seed, std::uint64_t count, const std::function<void(std::string_view)>& write);

// Writes each of them as a file of its own into subfolders of `folder`. Throws std::runtime_error.
void write_files(std::uint64_t seed, std::uint64_t count, const std::string& folder);

// Writes `files` article files with a related list of 30 entries each, about 26,000 bytes a file: each article has its
// own file and is mentioned in about 30 others, byte for byte. Throws std::runtime_error.
void write_related(std::uint64_t seed, std::uint64_t files, const std::string& folder);

}  // namespace newsrank::bench
