// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/postings/united_postings.hpp"

#include <algorithm>

#include "index/glass/glass.hpp"

namespace newsrank::detail {

UnitedPostings::UnitedPostings(const IndexReader::Shard& shard, std::vector<std::string> terms)
    : few_(shard.database.get_lastdocid() + std::size_t{1}) {
  std::sort(terms.begin(), terms.end());  // neighbours share blocks
  if (shard.postings) {
    visit_postings(shard.postings, terms,
                   [this](Xapian::docid document, Xapian::termcount occurrences) { add(document, occurrences); });
  } else {
    read(shard.database, terms);
  }
}

void UnitedPostings::read(const Xapian::Database& shard, const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    // The engine keeps the blocks of the last term that was looked up by its frequency.
    if (shard.get_termfreq(term) == 0) continue;
    const auto end = shard.postlist_end(term);
    for (auto posting = shard.postlist_begin(term); posting != end; ++posting) add(*posting, posting.get_wdf());
  }
}

void UnitedPostings::add(Xapian::docid document, Xapian::termcount occurrences) {
  if (document == 0 || document >= few_.size()) throw Xapian::DatabaseCorruptError("a posting is of no document");
  std::uint8_t& few = few_[document];
  if (few + occurrences < kMany) {
    few = static_cast<std::uint8_t>(few + occurrences);
  } else {
    many_[document] += occurrences + (few < kMany ? few : 0);
    few = kMany;
  }
}

Xapian::doccount UnitedPostings::size() const {
  return static_cast<Xapian::doccount>(few_.size()) -
         static_cast<Xapian::doccount>(std::count(few_.begin(), few_.end(), std::uint8_t{0}));
}

Xapian::docid UnitedPostings::first_from(Xapian::docid document, Xapian::termcount at_least) const {
  const auto least = std::max<Xapian::termcount>(at_least, 1);
  const auto byte = static_cast<std::uint8_t>(std::min<Xapian::termcount>(least, kMany));
  auto at = few_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(document, few_.size()));
  while ((at = std::find_if(at, few_.end(), [byte](std::uint8_t few) { return few >= byte; })) != few_.end()) {
    const auto found = static_cast<Xapian::docid>(at - few_.begin());
    if (occurrences(found) >= least) return found;
    ++at;
  }
  return 0;
}

}  // namespace newsrank::detail
