// SPDX-License-Identifier: GPL-2.0-or-later
// FirstLoad: the articles that an empty index gets at first go through bulk loading, if they are many.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "index/identity.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "storage/bulk/bulk_feed.hpp"
#include "storage/index_store.hpp"

namespace newsrank::detail {

// Takes articles as long as they are new ones of an index that was empty. Whoever does something else settles first.
class FirstLoad {
 public:
  // `threads` for loading, as far as `memory` allows; 0: as many as there are cores, at most four.
  FirstLoad(IndexStore& store, unsigned threads, std::uint64_t memory);

  // Whether it has taken the article, whose id is canonical; otherwise the store is to be used. Errors as
  // IndexStore::put() and bulk_load(); the store is of no use then until a rollback.
  Result<bool> take(const Article& article);

  // Brings what was taken into the store, and takes no more. Errors likewise.
  Result<void> settle();

  // Forgets what was taken. Behind it, and behind a commit, reset() looks whether articles can be taken again.
  void drop();
  void reset();

  // Whether the store is in use by loading, and how many articles were taken.
  bool loading() const { return feed_ != nullptr; }
  std::uint64_t taken() const { return seen_.size(); }
  // Of the store, which is not to be asked while loading.
  const std::string& payload() const { return payload_; }

 private:
  struct ByLow {
    std::size_t operator()(const IdentityHash& identity) const { return static_cast<std::size_t>(identity.low); }
  };

  Result<void> begin_loading();

  IndexStore& store_;
  unsigned threads_;
  bool open_ = false;
  std::unordered_set<IdentityHash, ByLow> seen_;
  std::vector<BulkArticle> waiting_;  // until they are enough for loading
  std::uint64_t waiting_bytes_ = 0;
  std::string payload_;  // of the store before it was renewed
  std::unique_ptr<BulkFeed> feed_;
};

}  // namespace newsrank::detail
