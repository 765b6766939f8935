// SPDX-License-Identifier: GPL-2.0-or-later
// Helpers for tests of stored indexes: putting articles, one by one or as a source for bulk loading.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/terms.hpp"
#include "newsrank/article.hpp"
#include "storage/index_store.hpp"

namespace newsrank::test {

inline IdentityHash identity_of(std::string_view url) {
  const std::string term = detail::identity_term(url);
  IdentityHash identity;
  for (std::size_t i = 1; i < term.size(); ++i) {
    std::uint64_t& half = i <= 8 ? identity.high : identity.low;
    half = half << 8 | static_cast<unsigned char>(term[i]);
  }
  return identity;
}

inline BulkArticle bulk_article(const Article& article) {
  return {identity_of(article.id), {encode_article(article)}};
}

// Hands out articles in order, at most `most` at a time.
class VectorSource : public BulkSource {
 public:
  explicit VectorSource(std::vector<BulkArticle> articles, std::size_t most = 1000)
      : articles_(std::move(articles)), most_(most) {}

  Result<std::vector<BulkArticle>> next_batch(std::size_t wanted) override {
    std::vector<BulkArticle> batch;
    while (next_ < articles_.size() && batch.size() < std::min(wanted, most_)) batch.push_back(articles_[next_++]);
    return batch;
  }

 private:
  std::vector<BulkArticle> articles_;
  std::size_t most_;
  std::size_t next_ = 0;
};

inline Result<void> put(IndexStore& store, const Article& article) {
  const std::string record = encode_article(article);
  const std::string_view version = record;
  return store.put(identity_of(article.id), {&version, 1});
}

}  // namespace newsrank::test
