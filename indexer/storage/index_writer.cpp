// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/index_writer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/members.hpp"
#include "core/text/ascii.hpp"
#include "core/text/utf8.hpp"
#include "core/xapian_guard.hpp"
#include "index/identity.hpp"
#include "storage/index_store.hpp"

namespace newsrank {
namespace {

Error invalid(std::string message) {
  return {ErrorCode::invalid_article, std::move(message), ""};
}

// Finds the first member that cannot be stored.
struct MemberCheck {
  std::optional<Error> mistake{};

  void operator()(const detail::Member& member, const std::string& text) {
    if (!detail::is_utf8(text)) refuse(member, "is not valid UTF-8");
  }
  void operator()(const detail::Member& member, const std::vector<std::string>& texts) {
    if (!std::all_of(texts.begin(), texts.end(), detail::is_utf8)) refuse(member, "are not all valid UTF-8");
  }
  void operator()(const detail::Member& member, const std::optional<double>& number) {
    if (number && !(std::isfinite(*number) && *number >= 0)) refuse(member, "is negative or not finite");
  }
  void operator()(const detail::Member& /*member*/, const auto& /*any value*/) {}

 private:
  void refuse(const detail::Member& member, std::string_view reason) {
    if (!mistake) mistake = invalid("the " + label_of(member) + ' ' + std::string(reason));
  }
};

Result<void> check_members(const Article& article) {
  MemberCheck check;
  detail::for_each_member(article, check);
  if (check.mistake) return *std::move(check.mistake);
  if (detail::trim(article.title).empty()) return invalid("the title is empty");
  return {};
}

// What is shown as a date has a year of four digits.
Result<void> check_date(const std::optional<std::int64_t>& moment) {
  if (!moment || parse_date_time(format_date_time(*moment)) == moment) return {};
  return invalid("the date is not in the years 1 to 9999");
}

}  // namespace

struct IndexWriter::Private {
  IndexStore store;
};

Result<IndexWriter> IndexWriter::open(const std::string& database, const WriterOptions& options) {
  return detail::guarded([&]() -> Result<IndexWriter> {
    StoreOptions store_options;
    store_options.analyzer = options.analyzer;
    store_options.create = options.create;
    store_options.shards = options.shards;
    store_options.memory = options.memory;
    store_options.wait_for_lock = options.wait_for_lock;
    store_options.cancelled = options.cancelled;
    auto store = IndexStore::open(database, store_options);
    if (!store) return store.error();
    return IndexWriter(std::make_unique<Private>(Private{*std::move(store)}));
  });
}

IndexWriter::IndexWriter(std::unique_ptr<Private> self) : self_(std::move(self)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<void> IndexWriter::put(const Article& article) {
  return detail::guarded([&]() -> Result<void> {
    if (auto checked = check_members(article); !checked) return checked;
    if (auto checked = check_date(article.published_at); !checked) return checked;
    auto id = canonical_url(article.id.empty() ? article.url : article.id);
    if (!id) return id.error();
    if (article.id == *id) return self_->store.put(article);
    Article stored = article;
    stored.id = *std::move(id);
    return self_->store.put(stored);
  });
}

Result<void> IndexWriter::remove(std::string_view id) {
  return detail::guarded([&]() -> Result<void> {
    const auto canonical = canonical_url(id);
    if (!canonical) return canonical.error();
    return self_->store.remove(identity_hash(*canonical));
  });
}

Result<void> IndexWriter::commit() {
  return detail::guarded([&]() -> Result<void> { return self_->store.commit(); });
}

Result<void> IndexWriter::rollback() {
  return detail::guarded([&]() -> Result<void> { return self_->store.rollback(); });
}

std::uint64_t IndexWriter::article_count() const {
  return self_->store.article_count();
}

}  // namespace newsrank
