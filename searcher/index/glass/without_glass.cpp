// SPDX-License-Identifier: GPL-2.0-or-later
// NEWSRANK_GLASS=OFF: the engine reads everything.
#include "index/glass/glass.hpp"

namespace newsrank::detail {

std::shared_ptr<const PostlistTable> open_postlist_table(const std::string& /*folder*/,
                                                         const Xapian::Database& /*database*/) {
  return nullptr;
}

std::optional<std::uint64_t> newest_revision(const std::string& /*folder*/) {
  return std::nullopt;
}

void visit_terms(const PostlistTables& /*tables*/, std::string_view /*first*/, std::string_view /*end*/,
                 const TermVisit& /*visit*/) {}

void visit_postings(const std::shared_ptr<const PostlistTable>& /*table*/, const std::vector<std::string>& /*terms*/,
                    const PostingVisit& /*visit*/) {}

std::optional<std::string> find_table_damage(const std::string& /*folder*/, WalkDepth /*depth*/) {
  return std::nullopt;
}

}  // namespace newsrank::detail
