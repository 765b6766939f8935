// SPDX-License-Identifier: GPL-2.0-or-later
#include "maintenance/shard_check.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

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
  // Whether the engine can go through what the tables hold: it reads what is damaged without looking where it ends.
  bool check_tables();
  Result<void> check_metadata();
  void check_contents();
  ShardCheck take() { return std::move(result_); }

 private:
  void find(std::string_view what, std::string_view advice = kRebuildAdvice) {
    result_.findings.push_back({fmt::format("{}: {}", name_, what), std::string(advice), true});
  }
  void check_articles(const Xapian::Database& shard);
  void check_article(const Xapian::Database& shard, const std::string& term);
  bool has_values_of_record(const Xapian::Document& stored, const std::string& term,
                            const std::vector<std::string_view>& records);
  void check_totals(const Xapian::Database& shard);
  void check_column(const Xapian::Database& shard);

  const std::string& folder_;
  const Generation& generation_;
  unsigned number_;
  std::string name_;
  std::uint64_t bad_articles_ = 0;
  std::uint64_t listed_words_ = 0;          // by the term lists of the articles
  std::uint64_t listed_sum_ = 0;            // of posting_mark() by the term lists
  std::optional<DocumentBuilder> builder_;  // as the index was written
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

bool Checker::check_tables() {
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
  return errors ? *errors == 0 : errors.error().code == ErrorCode::io;
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
  auto analyzer = Analyzer::create({.language = result_.metadata->language});
  if (!analyzer) return find(analyzer.error().message, analyzer.error().hint);
  auto fields = FieldTable::make(result_.metadata->fields);
  if (!fields) return find(fields.error().message);
  builder_.emplace(*std::move(analyzer), *std::move(fields));
  auto read = guarded([&] {
    const Xapian::Database shard(readable_path(folder_, generation_, number_));
    check_articles(shard);
    check_totals(shard);
    check_column(shard);
  });
  result_.readable = read.has_value();
  if (!read) find(fmt::format("it cannot be read to its end: {}", read.error().message));
}

// A number for a term in an article. Sums of them are equal whether one goes through the articles or through the lists
// of the terms, unless a list says something else than the article.
std::uint64_t posting_mark(std::string_view term, Xapian::docid document, Xapian::termcount occurrences) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;
  std::uint64_t mark = std::hash<std::string_view>{}(term);
  for (const std::uint64_t part : {std::uint64_t{document}, std::uint64_t{occurrences}}) {
    mark = (mark ^ part) * kOdd;
    mark ^= mark >> 32U;
  }
  return mark;
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

// What filters, facets and the ranking read: of damage within a list of values neither the engine nor a column knows.
bool Checker::has_values_of_record(const Xapian::Document& stored, const std::string& term,
                                   const std::vector<std::string_view>& records) {
  const auto built = builder_->build(*parse_identity(term), records);
  if (!built) return false;
  auto expected = built->document.values_begin();
  const auto expected_end = built->document.values_end();
  const auto end = stored.values_end();
  for (auto value = stored.values_begin(); value != end; ++value) {
    // The name of its story depends on other articles.
    if (value.get_valueno() == kStoryNameSlot) continue;
    if (expected == expected_end || value.get_valueno() != expected.get_valueno() || *value != *expected) return false;
    ++expected;
  }
  return expected == expected_end;
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
  Xapian::termcount length = 0;
  const auto end = shard.termlist_end(document);
  for (auto each = shard.termlist_begin(document); each != end; ++each) {
    listed_sum_ += posting_mark(*each, document, each.get_wdf());
    length += each.get_wdf();
  }
  const std::string data = stored.get_data();
  const auto records = unpack_versions(data);
  bool whole = records.has_value() && !records->empty();
  for (std::size_t i = 0; whole && i < records->size(); ++i) {
    const auto article = decode_article((*records)[i]);
    whole = article && identity_term(article->id) == term;
  }
  whole = whole && length == shard.get_doclength(document) && has_values_of_record(stored, term, *records);
  if (!whole && ++bad_articles_ <= kShownArticles) find(fmt::format("the stored article {} is damaged", document));
}

void Checker::check_totals(const Xapian::Database& shard) {
  const IndexMetadata& metadata = *result_.metadata;
  if (shard.get_doccount() != metadata.articles || result_.identities.size() != metadata.articles) {
    find(fmt::format("it says to hold {} articles, but holds {} with {} identities", metadata.articles,
                     shard.get_doccount(), result_.identities.size()));
  }
  std::uint64_t words = 0;
  std::uint64_t sum = 0;
  const auto end = shard.allterms_end();
  for (auto term = shard.allterms_begin(); term != end; ++term) {
    const auto last = shard.postlist_end(*term);
    for (auto posting = shard.postlist_begin(*term); posting != last; ++posting)
      sum += posting_mark(*term, *posting, posting.get_wdf());
    const char first = (*term).front();
    if (first < 'A' || first > 'Z') words += shard.get_collection_freq(*term);
  }
  if (words != metadata.text_tokens || listed_words_ != words) {
    find(fmt::format("it says to hold {} words, but holds {}, of which its articles list {}", metadata.text_tokens,
                     words, listed_words_));
  }
  if (sum != listed_sum_) find("the lists of its words are not those of its articles");
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
  if (checker.check_tables()) checker.check_contents();
  return checker.take();
}

}  // namespace newsrank::detail
