// SPDX-License-Identifier: GPL-2.0-or-later
// IndexReader: what is read of articles and terms once the shards are open.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/xapian_guard.hpp"
#include "index/glass/glass.hpp"
#include "index/identity.hpp"
#include "index/index_reader.hpp"
#include "index/stored_versions.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

// A few MiB of documents.
constexpr std::size_t kMaxFetched = 1'000;
// A MiB of terms.
constexpr std::size_t kMaxFilling = 10'000;
// A few MiB of values; no bound for the matches of one search.
constexpr std::size_t kMaxRemembered = 50'000;

}  // namespace

bool IndexReader::fills_a_shard(const std::string& term) const {
  if (shards_with_gaps_.empty()) return false;
  const auto known = filling_.find(term);
  if (known != filling_.end()) return known->second;
  if (filling_.size() >= kMaxFilling) filling_.clear();
  const bool fills = std::any_of(shards_with_gaps_.begin(), shards_with_gaps_.end(), [&](std::size_t shard) {
    const Xapian::Database& database = shards_[shard].database;
    return database.get_termfreq(term) == database.get_doccount();
  });
  return filling_.emplace(term, fills).first->second;
}

TermSource IndexReader::terms() const {
  GlassTables tables;
  TermSource::Readers readers;
  for (const Shard& shard : shards_) {
    tables.push_back(shard.postings);
    readers.push_back(shard.stored);
  }
  return {database_, std::move(tables), *fields_, std::move(readers), counter_};
}

void IndexReader::foresee_counts(const std::function<void()>& action) const {
  if (counter_) counter_->foresee(action);
}

// All servers are asked before the answer of one is waited for.
std::vector<TermCounts> IndexReader::counts_of(const std::vector<std::string>& terms,
                                               const std::vector<Shard>& shards) {
  std::vector<TermCounts> all(terms.size());
  const auto add = [](TermCounts& sum, const TermCounts& more) {
    sum.documents += more.documents;
    sum.occurrences += more.occurrences;
  };
  std::vector<bool> asked;
  for (const Shard& shard : shards) {
    asked.push_back(shard.documents && shard.documents->is_usable());
    if (asked.back()) shard.documents->ask_counts(terms);
  }
  for (std::size_t number = 0; number < shards.size(); ++number) {
    const Shard& shard = shards[number];
    std::vector<TermCounts> taken;
    const bool came = asked[number] && shard.documents->take_counts(taken);
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (came) {
        add(all[i], taken[i]);
      } else if (shard.stored) {
        const auto counts = shard.stored->counts(terms[i]);
        add(all[i], {counts.documents, counts.occurrences});
      } else {
        add(all[i], {shard.database.get_termfreq(terms[i]), shard.database.get_collection_freq(terms[i])});
      }
    }
  }
  return all;
}

// Xapian deals out the documents of several databases in turn: 1, 2, 3 are the first documents of the first three.
Xapian::docid IndexReader::in_all_shards(std::size_t shard, Xapian::docid document) const {
  return static_cast<Xapian::docid>((document - 1) * shards_.size() + shard + 1);
}

std::optional<ColumnEntry> IndexReader::known_entry(Xapian::docid document) const {
  const Shard& shard = shard_of(document);
  if (!shard.column) return std::nullopt;
  return shard.column->at(in_its_shard(document));
}

std::uint64_t IndexReader::story(Xapian::docid document) const {
  const auto entry = known_entry(document);
  return entry ? entry->story : story_of(value(document, kStoryNameSlot));
}

float IndexReader::quality(Xapian::docid document) const {
  if (const auto entry = known_entry(document)) return entry->quality;
  const auto quality = number(document, kQualitySlot);
  return quality ? quality_as_float(*quality) : kUnknownQuality;
}

// A server sends a whole document at once, data and values: keep it for what is asked next.
Xapian::Document IndexReader::document(Xapian::docid document) const {
  if (shard_of(document).column) return database_.get_document(document, Xapian::DOC_ASSUME_VALID);
  const auto known = fetched_.find(document);
  if (known != fetched_.end()) return known->second;
  if (fetched_.size() >= kMaxFetched) fetched_.clear();
  return fetched_.emplace(document, database_.get_document(document, Xapian::DOC_ASSUME_VALID)).first->second;
}

void IndexReader::fetch_remote(const std::vector<Xapian::docid>& documents) const {
  std::vector<std::vector<Xapian::docid>> wanted(shards_.size());
  std::size_t count = 0;
  for (const Xapian::docid document : documents) {
    const std::size_t number = (document - 1) % shards_.size();
    const auto& pipe = shards_[number].documents;
    if (!pipe || !pipe->is_usable() || fetched_.contains(document)) continue;
    wanted[number].push_back(static_cast<Xapian::docid>((document - 1) / shards_.size() + 1));
    ++count;
  }
  if (count > kMaxFetched) return;
  if (fetched_.size() + count > kMaxFetched) fetched_.clear();
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    if (!wanted[shard].empty()) shards_[shard].documents->ask(wanted[shard]);
  }
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    std::vector<Xapian::Document> taken;
    if (wanted[shard].empty() || !shards_[shard].documents->take(taken)) continue;
    for (std::size_t i = 0; i < taken.size(); ++i)
      fetched_.emplace(in_all_shards(shard, wanted[shard][i]), std::move(taken[i]));
  }
}

bool IndexReader::holds(const std::vector<Xapian::docid>& documents) const {
  return std::all_of(documents.begin(), documents.end(),
                     [&](Xapian::docid document) { return shard_of(document).column || fetched_.contains(document); });
}

std::string IndexReader::value(Xapian::docid document, Xapian::valueno slot) const {
  if (const auto& stored = shard_of(document).stored) return std::string(stored->value(in_its_shard(document), slot));
  const auto& known = remembered_[slot];
  if (const auto found = known.find(document); found != known.end()) return found->second;
  return this->document(document).get_value(slot);
}

void IndexReader::fetch(Xapian::valueno slot, std::vector<Xapian::docid> documents) const {
  if (std::all_of(shards_.begin(), shards_.end(), [](const Shard& shard) { return shard.stored != nullptr; })) return;
  auto& known = remembered_[slot];
  if (known.size() > kMaxRemembered) known.clear();
  std::sort(documents.begin(), documents.end());
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    if (!shards_[shard].column || shards_[shard].stored) continue;
    auto value = shards_[shard].database.valuestream_begin(slot);
    const auto end = shards_[shard].database.valuestream_end(slot);
    for (const Xapian::docid document : documents) {
      if ((document - 1) % shards_.size() != shard || known.contains(document)) continue;
      const Xapian::docid in_shard = in_its_shard(document);
      if (value != end) value.skip_to(in_shard);
      known[document] = value != end && value.get_docid() == in_shard ? *value : std::string();
    }
  }
}

void IndexReader::remember(Xapian::valueno slot, const Xapian::MSet& matches) const {
  auto& known = remembered_[slot];
  if (known.size() > kMaxRemembered) known.clear();
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    if (!shard_of(*match).column) known[*match] = match.get_sort_key();
  }
}

std::optional<double> IndexReader::number(Xapian::docid document, Xapian::valueno slot) const {
  const std::string stored = value(document, slot);
  if (stored.empty()) return std::nullopt;
  return Xapian::sortable_unserialise(stored);
}

std::optional<std::int64_t> IndexReader::published_at(Xapian::docid document) const {
  const auto date = number(document, kDateSlot);
  if (!date) return std::nullopt;
  return static_cast<std::int64_t>(*date);
}

Result<Article> IndexReader::article(Xapian::docid document, const MemberSet& wanted) const {
  const auto& stored = shard_of(document).stored;
  const std::string data = stored ? std::string() : this->document(document).get_data();
  const auto record = winner(stored ? stored->record(in_its_shard(document)) : data);
  if (!record) return record.error();
  auto article = decode_members(*record, wanted);
  if (article && fields_->hides_some()) {
    std::erase_if(article->fields, [&](const ArticleField& field) {
      const Field* const own = fields_->find_own(field.name);
      return own == nullptr || !fields_->declaration_of(*own).stored;
    });
  }
  return article;
}

// Of several databases the first that holds the article has it.
std::optional<Xapian::docid> IndexReader::document_of(const std::string& identity) const {
  auto posting = database_.postlist_begin(identity);
  while (posting != database_.postlist_end(identity) && is_duplicate(*posting)) ++posting;
  return posting == database_.postlist_end(identity) ? std::nullopt : std::optional(*posting);
}

Result<std::optional<Article>> IndexReader::find(const std::string& id) const {
  const auto document = document_of(identity_term(id));
  if (!document) return std::optional<Article>();
  auto found = article(*document);
  if (!found) return std::move(found).error();
  return std::optional<Article>(std::move(*found));
}

Result<std::vector<Article>> IndexReader::articles_after(const std::string& id, std::size_t limit) const {
  std::vector<Article> articles;
  const std::string prefix(kIdentityPrefix);
  const auto end = database_.allterms_end(prefix);
  auto term = database_.allterms_begin(prefix);
  if (!id.empty()) {
    const std::string last = identity_term(id);
    if (term != end && *term < last) term.skip_to(last);  // never to what is reached, see TermSource
    if (term != end && *term == last) ++term;
  }
  for (; term != end && articles.size() < limit; ++term) {
    const auto document = document_of(*term);
    if (!document) continue;
    auto read = article(*document);
    if (!read) return std::move(read).error();
    articles.push_back(*std::move(read));
  }
  return articles;
}

std::string IndexReader::payload(std::size_t database) const {
  for (const Shard& shard : shards_) {
    if (shard.place.database == database && shard.place.shard == 0) return read_payload(shard.database);
  }
  return {};
}

std::string IndexReader::article_id(Xapian::docid document) const {
  static const MemberSet identity = *member_set({});
  const auto stored = article(document, identity);
  return stored ? stored->id : std::string{};
}

}  // namespace newsrank::detail
