// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/cooccurrence.hpp"

namespace newsrank::detail {

double count_together(const Xapian::Database& database, const std::string& a, const std::string& b,
                      std::size_t max_steps) {
  Xapian::PostingIterator left = database.postlist_begin(a);
  Xapian::PostingIterator right = database.postlist_begin(b);
  const Xapian::PostingIterator left_end = database.postlist_end(a);
  const Xapian::PostingIterator right_end = database.postlist_end(b);
  double together = 0;
  Xapian::docid seen = 0;
  for (std::size_t steps = 0; left != left_end && right != right_end; ++steps) {
    if (steps == max_steps) return together * static_cast<double>(database.get_lastdocid()) / static_cast<double>(seen);
    seen = *left < *right ? *left : *right;
    if (*left < *right) {
      left.skip_to(*right);
    } else if (*right < *left) {
      right.skip_to(*left);
    } else {
      ++together;
      ++left;
      ++right;
    }
  }
  return together;
}

}  // namespace newsrank::detail
