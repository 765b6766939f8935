// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/index_writer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

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

// What is shown as a date has a year of four digits.
Result<void> check_date(const std::optional<std::int64_t>& moment) {
  if (!moment || parse_date_time(format_date_time(*moment)) == moment) return {};
  return invalid("the date is not in the years 1 to 9999");
}

Result<void> check_members(const Article& article) {
  MemberCheck check;
  detail::for_each_member(article, check);
  if (check.mistake) return *std::move(check.mistake);
  if (detail::trim(article.title).empty()) return invalid("the title is empty");
  return check_date(article.published_at);
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
    if (store->fresh()) {
      // Readers find an index as soon as there is a writer.
      if (auto made = store->commit(); !made) return made.error();
    }
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
    auto id = canonical_id(article.id.empty() ? article.url : article.id);
    if (!id) return id.error();
    if (article.id == *id) return self_->store.put(article);
    Article stored = article;
    stored.id = *std::move(id);
    return self_->store.put(stored);
  });
}

// What other sources said of the article is kept behind the changed version.
Result<bool> IndexWriter::update(std::string_view id, const std::function<void(Article&)>& change) {
  return detail::guarded([&]() -> Result<bool> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    const IdentityHash identity = identity_hash(*canonical);
    auto versions = self_->store.versions(identity);
    if (!versions) return versions.error();
    if (versions->empty()) return false;
    auto article = decode_article(versions->front());
    if (!article) return article.error();
    change(*article);
    if (auto checked = check_members(*article); !checked) return checked.error();
    if (article->id != *canonical) return invalid("an update cannot change the id");
    versions->front() = encode_article(*article);
    const std::vector<std::string_view> views(versions->begin(), versions->end());
    if (auto stored = self_->store.put(identity, views); !stored) return stored.error();
    return true;
  });
}

Result<void> IndexWriter::remove(std::string_view id) {
  return detail::guarded([&]() -> Result<void> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    return self_->store.remove(identity_hash(*canonical));
  });
}

Result<std::optional<Article>> IndexWriter::find(std::string_view id) const {
  return detail::guarded([&]() -> Result<std::optional<Article>> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    const auto versions = self_->store.versions(identity_hash(*canonical));
    if (!versions) return versions.error();
    if (versions->empty()) return std::optional<Article>();
    auto article = decode_article(versions->front());
    if (!article) return article.error();
    return std::optional<Article>(*std::move(article));
  });
}

Result<void> IndexWriter::commit() {
  return detail::guarded([&]() -> Result<void> { return self_->store.commit(); });
}

Result<void> IndexWriter::commit(std::string_view payload) {
  return detail::guarded([&]() -> Result<void> {
    if (payload.size() > kMaxPayloadBytes)
      return Error{ErrorCode::invalid_argument, "the payload is longer than 65536 bytes", "store a reference to it"};
    if (auto set = self_->store.set_payload(payload); !set) return set;
    return self_->store.commit();
  });
}

std::string IndexWriter::payload() const {
  return self_->store.payload();
}

Result<std::uint64_t> IndexWriter::remove_matching(const SearchRequest& request) {
  return detail::guarded([&]() -> Result<std::uint64_t> { return self_->store.remove_matching(request); });
}

Result<void> IndexWriter::rollback() {
  return detail::guarded([&]() -> Result<void> { return self_->store.rollback(); });
}

std::uint64_t IndexWriter::article_count() const {
  return self_->store.article_count();
}

}  // namespace newsrank
