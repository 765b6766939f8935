// SPDX-License-Identifier: GPL-2.0-or-later
// BulkSource: where bulk loading takes its articles from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "index/identity.hpp"
#include "newsrank/error.hpp"

namespace newsrank {

// One article for bulk loading: the records (encode_article) of its versions, the winner first, at least one.
struct BulkArticle {
  IdentityHash identity;
  std::vector<std::string> versions;
};

// Where bulk_load() takes its articles from.
class BulkSource {
 public:
  virtual ~BulkSource() = default;

  // The next articles, about `wanted` of them (fewer is fine, say when they are long); none: the end. The order over
  // all calls makes that of the index, so it must not depend on chance. Each identity comes once. Called by one worker
  // thread at a time. An error ends the load with that error.
  virtual Result<std::vector<BulkArticle>> next_batch(std::size_t wanted) = 0;
};

// Called now and then while articles are loaded, from any worker, one at a time, with how many are in the index so far;
// false stops the load. May be empty.
using BulkProgress = std::function<bool(std::uint64_t articles)>;

}  // namespace newsrank
