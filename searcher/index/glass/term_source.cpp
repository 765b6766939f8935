// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/term_source.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include "index/glass/posting_lists.hpp"

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

void visit_lists(PostingLists& lists, std::string_view end, const TermSource::Visit& visit) {
  for (; !lists.at_end() && is_before(lists.term(), end); lists.next()) visit(lists.term(), lists.documents());
}

// Of several shards: each term once.
void visit_merged(std::deque<PostingLists>& shards, std::string_view end, const TermSource::Visit& visit) {
  std::string term;
  for (;;) {
    const PostingLists* least = nullptr;
    for (const PostingLists& lists : shards) {
      if (!lists.at_end() && (least == nullptr || lists.term() < least->term())) least = &lists;
    }
    if (least == nullptr || !is_before(least->term(), end)) return;
    term = least->term();
    Xapian::doccount documents = 0;
    for (PostingLists& lists : shards) {
      if (lists.at_end() || lists.term() != term) continue;
      documents += lists.documents();
      lists.next();
    }
    visit(term, documents);
  }
}

void visit_tables(const TermSource::Tables& tables, std::string_view first, std::string_view end,
                  const TermSource::Visit& visit) {
  std::deque<PostingLists> shards;
  for (const auto& table : tables) shards.emplace_back(table).seek(first);
  if (shards.size() == 1) return visit_lists(shards.front(), end, visit);
  visit_merged(shards, end, visit);
}

}  // namespace

TermSource::TermSource(const Xapian::Database& database, Tables tables)
    : database_(database), tables_(std::move(tables)) {
  if (std::find(tables_.begin(), tables_.end(), nullptr) != tables_.end()) tables_.clear();
}

void TermSource::visit_prefix(std::string_view prefix, const Visit& visit) const {
  if (!tables_.empty()) return visit_tables(tables_, prefix, end_of(prefix), visit);
  const std::string start(prefix);  // a server sends these terms only
  const auto end = database_.allterms_end(start);
  for (auto term = database_.allterms_begin(start); term != end; ++term) visit(*term, term.get_termfreq());
}

void TermSource::visit_from(std::string_view first, std::string_view end, const Visit& visit) const {
  if (!tables_.empty()) return visit_tables(tables_, first, end, visit);
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
