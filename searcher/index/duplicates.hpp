// SPDX-License-Identifier: GPL-2.0-or-later
// Duplicates: articles that several of the databases searched together hold. They count once, as the first of those
// databases has them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace newsrank::detail {

// Where a shard comes from. An article is in shard `identity mod shards` of its index.
struct ShardPlace {
  std::size_t database = 0;  // which of those given
  unsigned shard = 0;        // this one,
  unsigned shards = 1;       // of so many
};

// Whether an article can be in both: never within one index, nor in different shards of equally many, whatever the
// index. This takes nothing but arithmetic.
bool may_share_articles(const ShardPlace& a, const ShardPlace& b);

// The identity terms, in byte order, that both databases hold. Cost: reads the identity terms of both, about a quarter
// of a microsecond each, of a remote one some 5 to 10; where one has far fewer, those and a look-up for each. Throws
// Xapian::Error (callers guard).
std::vector<std::string> common_identities(const Xapian::Database& a, const Xapian::Database& b);

// What matches exactly these documents of one database, which are in ascending order. It cannot be sent to a server.
Xapian::Query listed_documents(std::vector<Xapian::docid> documents);

}  // namespace newsrank::detail
