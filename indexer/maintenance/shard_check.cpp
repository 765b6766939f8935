// SPDX-License-Identifier: GPL-2.0-or-later
#include "maintenance/shard_check.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <cmath>
#include <cstring>
#include <sstream>
#include <string_view>

#include "core/xapian_guard.hpp"
#include "index/article_column.hpp"
#include "index/glass/glass.hpp"
#include "index/stored_versions.hpp"
#include "index/terms.hpp"
#include "storage/document/document_builder.hpp"

namespace newsrank::detail {
namespace {

constexpr std::uint64_t kShownArticles = 3;  // of those with the same finding

// One shard and what was found so far; the steps are called in order by check_shard().
class Checker {
 public:
  Checker(const std::string& folder, const Generation& generation, unsigned number)
      : folder_(folder),
        generation_(generation),
        number_(number),
        name_(fmt::format("{}/shard{}", generation_name(generation.number), number)) {}

  // The engine, its own check as well, follows whatever a block says: it is asked where blocks say what can be.
  bool can_be_followed();
  void check_tables();
  Result<void> check_metadata();
  void check_contents();
  ShardCheck take() { return std::move(result_); }

 private:
  void find(std::string_view what, std::string_view advice = kRebuildAdvice) {
    result_.findings.push_back({fmt::format("{}: {}", name_, what), std::string(advice), true});
  }
  void check_articles(const Xapian::Database& shard);
  void check_article(const Xapian::Database& shard, const std::string& term);
  void check_totals(const Xapian::Database& shard);
  void check_column(const Xapian::Database& shard);

  const std::string& folder_;
  const Generation& generation_;
  unsigned number_;
  std::string name_;
  std::uint64_t bad_articles_ = 0;
  std::uint64_t listed_words_ = 0;  // by the term lists of the articles
  ShardCheck result_;
};

// The engine says "table structure checked OK" of a whole table and anything else of a damaged one.
std::string first_complaint(const std::string& text) {
  std::istringstream lines(text);
  std::string table;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with(':')) table = line;
    const bool fine = line.empty() || line.ends_with(':') || line.ends_with("OK") || line.starts_with("Lazily created");
    if (!fine) return fmt::format("{} {}", table, line);
  }
  return "the engine does not say where";
}

bool Checker::can_be_followed() {
  const auto damage = find_table_damage(readable_path(folder_, generation_, number_), WalkDepth::all);
  if (damage) find(*damage);
  return !damage;
}

void Checker::check_tables() {
  std::ostringstream messages;
  const auto errors =
      guarded([&] { return Xapian::Database::check(readable_path(folder_, generation_, number_), 0, &messages); });
  if (!errors && errors.error().code == ErrorCode::io) {
    // The engine opens what it checks as a writer does.
    result_.findings.push_back({fmt::format("{}: its tables were not checked: {}", name_, errors.error().message),
                                "run newsrank-index --check as a user who may write to the index", false});
  } else if (!errors) {
    find(fmt::format("the tables of the engine cannot be checked: {}", errors.error().message));
  } else if (*errors > 0) {
    find(fmt::format("{} errors in the tables of the engine, first {}", *errors, first_complaint(messages.str())));
  }
}

Result<void> Checker::check_metadata() {
  auto metadata =
      guarded([&] { return read_metadata(Xapian::Database(readable_path(folder_, generation_, number_))); });
  if (!metadata) {
    if (metadata.error().code == ErrorCode::schema_mismatch) return metadata.error();
    find(metadata.error().message, metadata.error().hint.empty() ? kRebuildAdvice : metadata.error().hint);
    return {};
  }
  if (metadata->shard != number_ || metadata->shards != generation_.shards) {
    find(fmt::format("this is shard {} of {}, but stands as shard {} of {}", metadata->shard, metadata->shards, number_,
                     generation_.shards));
  }
  result_.metadata = *std::move(metadata);
  return {};
}

void Checker::check_contents() {
  if (!result_.metadata) return;
  auto read = guarded([&] {
    const Xapian::Database shard(readable_path(folder_, generation_, number_));
    check_articles(shard);
    check_totals(shard);
    check_column(shard);
  });
  result_.readable = read.has_value();
  if (!read) find(fmt::format("it cannot be read to its end: {}", read.error().message));
}

std::optional<IdentityHash> parse_identity(std::string_view term) {
  IdentityHash identity;
  if (term.size() != kIdentityPrefix.size() + 16) return std::nullopt;
  std::size_t at = kIdentityPrefix.size();
  for (std::uint64_t* const half : {&identity.high, &identity.low}) {
    for (int i = 0; i < 8; ++i) *half = *half << 8U | static_cast<unsigned char>(term[at++]);
  }
  return identity;
}

void Checker::check_articles(const Xapian::Database& shard) {
  const std::string prefix(kIdentityPrefix);
  const auto end = shard.allterms_end(prefix);
  for (auto term = shard.allterms_begin(prefix); term != end; ++term) {
    const auto identity = parse_identity(*term);
    if (!identity) continue;  // counted: there are more articles than identities then
    result_.identities.push_back(*identity);
    if (identity->low % generation_.shards != number_) find("it holds an article that belongs to another shard");
    if (term.get_termfreq() != 1) {
      find(fmt::format("an article is stored {} times", term.get_termfreq()));
    } else {
      check_article(shard, *term);
    }
  }
  if (bad_articles_ > kShownArticles) find(fmt::format("{} stored articles are damaged in all", bad_articles_));
}

void Checker::check_article(const Xapian::Database& shard, const std::string& term) {
  const Xapian::docid document = *shard.postlist_begin(term);
  const Xapian::Document stored = shard.get_document(document);
  listed_words_ += count_text_tokens(stored);
  const std::string data = stored.get_data();
  const auto records = unpack_versions(data);
  bool whole = records.has_value();
  for (std::size_t i = 0; whole && i < records->size(); ++i) {
    const auto article = decode_article((*records)[i]);
    whole = article && identity_term(article->id) == term;
  }
  if (!whole && ++bad_articles_ <= kShownArticles) find(fmt::format("the stored article {} is damaged", document));
}

void Checker::check_totals(const Xapian::Database& shard) {
  const IndexMetadata& metadata = *result_.metadata;
  if (shard.get_doccount() != metadata.articles || result_.identities.size() != metadata.articles) {
    find(fmt::format("it says to hold {} articles, but holds {} with {} identities", metadata.articles,
                     shard.get_doccount(), result_.identities.size()));
  }
  std::uint64_t words = 0;
  const auto end = shard.allterms_end();
  for (auto term = shard.allterms_begin(); term != end; ++term) {
    const char first = (*term).front();
    if (first < 'A' || first > 'Z') words += shard.get_collection_freq(*term);
  }
  if (words != metadata.text_tokens || listed_words_ != words) {
    find(fmt::format("it says to hold {} words, but holds {}, of which its articles list {}", metadata.text_tokens,
                     words, listed_words_));
  }
}

void Checker::check_column(const Xapian::Database& shard) {
  constexpr const char* kAdvice =
      "searches do without it, but open more slowly; newsrank-index --compact makes it anew";
  const IndexMetadata& metadata = *result_.metadata;
  const auto stored = ArticleColumn::from_database(shard);
  if (!stored) {
    find(stored.error().message);
    return;
  }
  QualityHistogram histogram;
  for (const ColumnEntry& entry : stored->entries()) {
    if (!std::isnan(entry.quality)) histogram.add(entry.quality);
  }
  if (histogram != metadata.qualities) find("its distribution of qualities is not that of its articles");
  const auto column = ArticleColumn::open(column_path(folder_, generation_.number, number_, metadata.commit),
                                          metadata.commit, shard.get_uuid());
  if (!column) {
    find(fmt::format("its column is missing or damaged: {}", column.error().message), kAdvice);
  } else if (!std::equal(column->entries().begin(), column->entries().end(), stored->entries().begin(),
                         stored->entries().end())) {
    find("its column is not that of its articles", "newsrank-index --compact makes it anew");
  }
}

}  // namespace

Result<ShardCheck> check_shard(const std::string& folder, const Generation& generation, unsigned number) {
  Checker checker(folder, generation, number);
  if (!checker.can_be_followed()) return checker.take();
  // First, so that an index of another format is refused rather than called damaged.
  if (auto known = checker.check_metadata(); !known) return known.error();
  checker.check_tables();
  checker.check_contents();
  return checker.take();
}

}  // namespace newsrank::detail
