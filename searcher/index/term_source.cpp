// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/term_source.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace newsrank::detail {
namespace {

bool is_before(std::string_view term, std::string_view end) {
  return end.empty() || term < end;
}

// The least text that is greater than all that begin with `prefix`; empty if there is none.
std::string end_of(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace

TermSource::TermSource(const Xapian::Database& database, GlassTables tables, const FieldTable& fields, Readers readers,
                       std::shared_ptr<TermCounter> counter)
    : database_(database),
      tables_(std::move(tables)),
      readers_(std::move(readers)),
      counter_(std::move(counter)),
      fields_(&fields) {
  if (std::find(tables_.begin(), tables_.end(), nullptr) != tables_.end()) tables_.clear();
  if (std::find(readers_.begin(), readers_.end(), nullptr) != readers_.end()) readers_.clear();
}

// The engine takes no term for all documents.
Xapian::doccount TermSource::get_termfreq(const std::string& term) const {
  if (counter_ && !term.empty()) return counter_->of(term).documents;
  if (readers_.empty() || term.empty()) return database_.get_termfreq(term);
  Xapian::doccount documents = 0;
  for (const auto& reader : readers_) documents += reader->counts(term).documents;
  return documents;
}

Xapian::termcount TermSource::get_collection_freq(const std::string& term) const {
  if (counter_ && !term.empty()) return static_cast<Xapian::termcount>(counter_->of(term).occurrences);
  if (readers_.empty() || term.empty()) return database_.get_collection_freq(term);
  std::uint64_t occurrences = 0;
  for (const auto& reader : readers_) occurrences += reader->counts(term).occurrences;
  return static_cast<Xapian::termcount>(occurrences);
}

void TermSource::visit_prefix(std::string_view prefix, const TermVisit& visit) const {
  if (guesses()) return;
  if (!tables_.empty()) return visit_terms(tables_, prefix, end_of(prefix), visit);
  const std::string start(prefix);  // a server sends these terms only
  const auto end = database_.allterms_end(start);
  for (auto term = database_.allterms_begin(start); term != end; ++term) visit(*term, term.get_termfreq());
}

void TermSource::visit_from(std::string_view first, std::string_view end, const TermVisit& visit) const {
  if (guesses()) return;
  if (!tables_.empty()) return visit_terms(tables_, first, end, visit);
  const auto behind = database_.allterms_end();
  auto term = database_.allterms_begin();
  // Of several databases skip_to() must not be called for what it has reached: it answers an empty term.
  if (term != behind && *term < first) term.skip_to(std::string(first));
  for (; term != behind; ++term) {
    const std::string text = *term;
    if (!is_before(text, end)) return;
    visit(text, term.get_termfreq());
  }
}

}  // namespace newsrank::detail
