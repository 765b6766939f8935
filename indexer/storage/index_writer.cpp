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
#include "storage/first_load.hpp"
#include "storage/index_store.hpp"
#include "storage/own_fields.hpp"

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
  detail::FirstLoad load;

  Private(IndexStore opened, const WriterOptions& options)
      : store(std::move(opened)), load(store, options.threads, options.memory) {}

  Result<void> commit() {
    const auto all = settled();
    auto done = all ? store.commit() : Result<void>(all.error());
    if (done) load.reset();
    return done;
  }

  // Of an article as it is stored.
  Result<void> put(const Article& article) {
    const auto taken = load.take(article);
    if (!taken) return taken.error();
    return *taken ? Result<void>() : store.put(article);
  }

  // The store with all that was put.
  Result<IndexStore*> settled() {
    if (auto done = load.settle(); !done) return done.error();
    return &store;
  }
};

Result<IndexWriter> IndexWriter::open(const std::string& database, const WriterOptions& options) {
  return detail::guarded([&]() -> Result<IndexWriter> {
    StoreOptions store_options;
    store_options.analyzer = options.analyzer;
    store_options.fields = options.fields;
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
    return IndexWriter(std::make_unique<Private>(*std::move(store), options));
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
    auto fields = detail::stored_fields(article.fields, self_->store.fields());
    if (!fields) return fields.error();
    if (article.id == *id && article.fields == *fields) return self_->put(article);
    Article stored = article;
    stored.id = *std::move(id);
    stored.fields = *std::move(fields);
    return self_->put(stored);
  });
}

// What other sources said of the article is kept behind the changed version.
Result<bool> IndexWriter::update(std::string_view id, const std::function<void(Article&)>& change) {
  return detail::guarded([&]() -> Result<bool> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    const IdentityHash identity = identity_hash(*canonical);
    const auto store = self_->settled();
    if (!store) return store.error();
    auto versions = (*store)->versions(identity);
    if (!versions) return versions.error();
    if (versions->empty()) return false;
    auto article = decode_article(versions->front());
    if (!article) return article.error();
    change(*article);
    if (auto checked = check_members(*article); !checked) return checked.error();
    if (article->id != *canonical) return invalid("an update cannot change the id");
    auto fields = detail::stored_fields(article->fields, (*store)->fields());
    if (!fields) return fields.error();
    article->fields = *std::move(fields);
    versions->front() = encode_article(*article);
    const std::vector<std::string_view> views(versions->begin(), versions->end());
    if (auto stored = (*store)->put(identity, views); !stored) return stored.error();
    return true;
  });
}

Result<void> IndexWriter::remove(std::string_view id) {
  return detail::guarded([&]() -> Result<void> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    const auto store = self_->settled();
    return store ? (*store)->remove(identity_hash(*canonical)) : store.error();
  });
}

Result<std::optional<Article>> IndexWriter::find(std::string_view id) const {
  return detail::guarded([&]() -> Result<std::optional<Article>> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    const auto store = self_->settled();
    if (!store) return store.error();
    const auto versions = (*store)->versions(identity_hash(*canonical));
    if (!versions) return versions.error();
    if (versions->empty()) return std::optional<Article>();
    auto article = decode_article(versions->front());
    if (!article) return article.error();
    return std::optional<Article>(*std::move(article));
  });
}

Result<void> IndexWriter::commit() {
  return detail::guarded([&]() -> Result<void> { return self_->commit(); });
}

Result<void> IndexWriter::commit(std::string_view payload) {
  return detail::guarded([&]() -> Result<void> {
    if (payload.size() > kMaxPayloadBytes)
      return Error{ErrorCode::invalid_argument, "the payload is longer than 65536 bytes", "store a reference to it"};
    const auto store = self_->settled();
    if (!store) return store.error();
    if (auto set = (*store)->set_payload(payload); !set) return set;
    return self_->commit();
  });
}

std::string IndexWriter::payload() const {
  return self_->load.loading() ? self_->load.payload() : self_->store.payload();
}

Result<std::uint64_t> IndexWriter::remove_matching(const SearchRequest& request) {
  return detail::guarded([&]() -> Result<std::uint64_t> {
    const auto store = self_->settled();
    if (!store) return store.error();
    return (*store)->remove_matching(request);
  });
}

Result<void> IndexWriter::rollback() {
  return detail::guarded([&]() -> Result<void> {
    self_->load.drop();
    auto done = self_->store.rollback();
    if (done) self_->load.reset();
    return done;
  });
}

std::vector<FieldDeclaration> IndexWriter::fields() const {
  return self_->store.fields().declared();
}

std::uint64_t IndexWriter::article_count() const {
  return self_->load.loading() ? self_->load.taken() : self_->store.article_count() + self_->load.taken();
}

}  // namespace newsrank
