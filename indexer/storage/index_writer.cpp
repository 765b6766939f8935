#include "newsrank/index_writer.hpp"

#include <unicode/utf8.h>

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/xapian_guard.hpp"
#include "index/identity.hpp"
#include "storage/index_store.hpp"

namespace newsrank {
namespace {

// Lengths in ICU's text macros are 32-bit.
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;

bool is_utf8(std::string_view text) {
  if (text.size() > kMaxTextBytes) return false;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);
    if (character < 0) return false;
  }
  return true;
}

Error invalid(std::string message) {
  return {ErrorCode::invalid_article, std::move(message), ""};
}

Result<void> check_texts(const Article& article) {
  const std::array<std::pair<std::string_view, std::string_view>, 10> texts{{
      {"id", article.id},
      {"url", article.url},
      {"title", article.title},
      {"excerpt", article.excerpt},
      {"body", article.body},
      {"provider name", article.provider.name},
      {"provider domain", article.provider.domain},
      {"category", article.category},
      {"type", article.type},
      {"language", article.language},
  }};
  for (const auto& [name, text] : texts) {
    if (!is_utf8(text)) return invalid("the " + std::string(name) + " is not valid UTF-8");
  }
  for (const std::string& topic : article.topics) {
    if (!is_utf8(topic)) return invalid("a topic is not valid UTF-8");
  }
  if (article.title.find_first_not_of(" \t\r\n") == std::string::npos) return invalid("the title is empty");
  return {};
}

Result<void> check_number(std::string_view name, const std::optional<double>& number) {
  if (!number || (std::isfinite(*number) && *number >= 0)) return {};
  return invalid("the " + std::string(name) + " is negative or not finite");
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
    for (const auto& checked :
         {check_texts(article), check_number("quality", article.quality), check_number("heat", article.heat)}) {
      if (!checked) return checked;
    }
    auto id = canonical_url(article.id.empty() ? article.url : article.id);
    if (!id) return id.error();
    Article stored = article;
    stored.id = *std::move(id);
    const std::string record = encode_article(stored);
    const std::array<std::string_view, 1> versions{record};
    return self_->store.put(identity_hash(stored.id), versions);
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
