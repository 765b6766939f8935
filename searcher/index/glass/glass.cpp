// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/glass.hpp"

#include <deque>

#include "index/glass/glass_table.hpp"
#include "index/glass/posting_lists.hpp"

namespace newsrank::detail {
namespace {

bool is_before(std::string_view term, std::string_view end) {
  return end.empty() || term < end;
}

// Of several shards: each term once.
void visit_merged(std::deque<PostingLists>& shards, std::string_view end, const TermVisit& visit) {
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

}  // namespace

std::shared_ptr<const GlassTable> open_posting_table(const std::string& folder, const Xapian::Database& database) {
  return GlassTable::open(folder, database);
}

std::optional<std::uint64_t> newest_revision(const std::string& folder) {
  return GlassTable::newest_revision(folder);
}

void visit_terms(const GlassTables& tables, std::string_view first, std::string_view end, const TermVisit& visit) {
  std::deque<PostingLists> shards;
  for (const auto& table : tables) shards.emplace_back(table).seek(first);
  if (shards.size() > 1) return visit_merged(shards, end, visit);
  PostingLists& lists = shards.front();
  for (; !lists.at_end() && is_before(lists.term(), end); lists.next()) visit(lists.term(), lists.documents());
}

void visit_postings(const std::shared_ptr<const GlassTable>& table, const std::vector<std::string>& terms,
                    const PostingVisit& visit) {
  PostingLists lists(table);
  for (const std::string& term : terms) {
    if (lists.at_end() || lists.term() != term) lists.seek(term);
    if (!lists.at_end() && lists.term() == term) lists.take_postings(visit);
  }
}

}  // namespace newsrank::detail
