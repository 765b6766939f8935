// SPDX-License-Identifier: GPL-2.0-or-later
// The baseline "plain Xapian": one writer, TermGenerator, the default flush threshold.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>

#include "newsrank/article.hpp"
#include "write_cost.hpp"

namespace newsrank::bench {

constexpr Xapian::valueno kPlainQualitySlot = 0;

// As a careful program on Xapian alone would do it: titles under the prefix S and without, excerpts without, with
// positions, stemmed for English; quality in a slot; the article as document data.
class PlainXapianWriter {
 public:
  explicit PlainXapianWriter(const std::string& path);

  // `record`: what to store, encode_article(article).
  void add(const Article& article, const std::string& record);
  void finish();

 private:
  Xapian::WritableDatabase database_;
  Xapian::TermGenerator generator_;
};

// Writes articles 0..count - 1 of a generated collection; what it takes to generate them is not counted.
WriteCost write_plain_xapian(std::uint64_t seed, std::uint64_t count, const std::string& path);

}  // namespace newsrank::bench
