#include "ranking/united_postings.hpp"

#include <algorithm>

namespace newsrank::detail {
namespace {

Xapian::doccount estimate(Xapian::doccount a, Xapian::doccount b, Xapian::doccount size) {
  if (size == 0) return 0;
  const auto left = static_cast<double>(a);
  const auto right = static_cast<double>(b);
  return static_cast<Xapian::doccount>(left + right - left * right / static_cast<double>(size) + 0.5);
}

}  // namespace

UnitedPostings::UnitedPostings(const IndexReader::Shard& shard, std::vector<std::string> terms)
    : few_(shard.database.get_lastdocid() + std::size_t{1}) {
  std::sort(terms.begin(), terms.end());  // neighbours share blocks
  if (shard.postings) {
    PostingLists lists(shard.postings);
    read(lists, terms);
  } else {
    read(shard.database, terms);
  }
}

void UnitedPostings::read(PostingLists& lists, const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    if (lists.at_end() || lists.term() != term) lists.seek(term);
    if (lists.at_end() || lists.term() != term) continue;
    lists.take_postings([this](Xapian::docid document, Xapian::termcount occurrences) { add(document, occurrences); });
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
  std::uint8_t& few = few_[document];
  if (few + occurrences < kMany) {
    few = static_cast<std::uint8_t>(few + occurrences);
  } else {
    many_[document] += occurrences + (few < kMany ? few : 0);
    few = kMany;
  }
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

TermFrequency estimate_union(std::vector<TermFrequency> terms, Xapian::doccount shard_size, Xapian::doccount size) {
  // The engine pairs the two rarest lists until one is left, as a Huffman code is made; so do the same steps on a heap.
  const auto rarest_on_top = [](const TermFrequency& a, const TermFrequency& b) { return a.in_shard > b.in_shard; };
  std::make_heap(terms.begin(), terms.end(), rarest_on_top);
  while (terms.size() > 1) {
    std::pop_heap(terms.begin(), terms.end(), rarest_on_top);
    const TermFrequency right = terms.back();
    terms.pop_back();
    std::pop_heap(terms.begin(), terms.end(), rarest_on_top);
    const TermFrequency left = terms.back();
    terms.back() = {estimate(left.in_shard, right.in_shard, shard_size), estimate(left.in_all, right.in_all, size)};
    std::push_heap(terms.begin(), terms.end(), rarest_on_top);
  }
  return terms.empty() ? TermFrequency{} : terms.front();
}

}  // namespace newsrank::detail
