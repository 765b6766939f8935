// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/first_load.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace newsrank::detail {
namespace {

// Fewer articles are put one by one: loading starts threads and writes files of its own.
constexpr std::size_t kFewArticles = 2'000;
constexpr std::uint64_t kFewBytes = std::uint64_t{16} << 20;

constexpr unsigned kMostThreads = 4;

// What a thread takes for its databases.
constexpr std::uint64_t kThreadBytes = std::uint64_t{32} << 20;

// None: there is too little memory for one.
unsigned threads_of(unsigned wanted, std::uint64_t memory) {
  const unsigned threads = wanted > 0 ? wanted : std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
  return static_cast<unsigned>(std::min<std::uint64_t>(threads, memory / kThreadBytes));
}

}  // namespace

FirstLoad::FirstLoad(IndexStore& store, unsigned threads, std::uint64_t memory)
    : store_(store), threads_(threads_of(threads, memory)) {
  reset();
}

void FirstLoad::reset() {
  drop();
  const auto catalogue = store_.catalogue();
  open_ = threads_ > 0 && store_.article_count() == 0 && catalogue && catalogue->empty();
}

void FirstLoad::drop() {
  feed_.reset();
  open_ = false;
  seen_.clear();
  waiting_.clear();
  waiting_bytes_ = 0;
}

Result<bool> FirstLoad::take(const Article& article) {
  if (!open_) return false;
  const IdentityHash identity = identity_hash(article.id);
  if (!seen_.insert(identity).second) {
    if (auto settled = settle(); !settled) return settled.error();
    return false;
  }
  BulkArticle taken{identity, {encode_article(article)}};
  if (feed_) {
    if (auto put = feed_->put(std::move(taken)); !put) return put.error();
    return true;
  }
  waiting_bytes_ += taken.versions.front().size();
  waiting_.push_back(std::move(taken));
  if (waiting_.size() < kFewArticles && waiting_bytes_ < kFewBytes) return true;
  if (auto begun = begin_loading(); !begun) return begun.error();
  return true;
}

Result<void> FirstLoad::begin_loading() {
  payload_ = store_.payload();
  if (auto renewed = store_.renew(); !renewed) return renewed;
  feed_ = std::make_unique<BulkFeed>([this](BulkSource& source, const BulkProgress& progress) {
    return store_.bulk_load(source, threads_, progress);
  });
  for (BulkArticle& article : std::exchange(waiting_, {})) {
    if (auto put = feed_->put(std::move(article)); !put) return put;
  }
  return {};
}

Result<void> FirstLoad::settle() {
  open_ = false;
  Result<void> done;
  if (feed_) {
    done = feed_->finish();
    feed_.reset();
    if (done) done = store_.set_payload(payload_);
  }
  for (const BulkArticle& article : std::exchange(waiting_, {})) {
    const std::string_view version = article.versions.front();
    if (done) done = store_.put(article.identity, {&version, 1});
  }
  seen_.clear();
  return done;
}

}  // namespace newsrank::detail
