// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <utility>

#include "index/glass/glass.hpp"
#include "index/glass/glass_table.hpp"
#include "index/glass/positions.hpp"
#include "index/glass/posting_lists.hpp"
#include "index/glass/sortable_number.hpp"

namespace newsrank::detail {

// The key of an entry is the term's, a zero byte, and the document.
struct TermPositions::Private {
  Private(std::shared_ptr<const GlassTable> of_positions, std::string_view term)
      : table(std::move(of_positions)), cursor(*table), key(posting_key(term) + '\0'), prefix(key.size()) {}

  std::shared_ptr<const GlassTable> table;
  GlassCursor cursor;
  std::string key;
  std::size_t prefix;
  std::vector<Xapian::termpos> positions;
};

TermPositions::TermPositions(std::shared_ptr<const GlassTable> table, std::string_view term)
    : self_(std::make_unique<Private>(std::move(table), term)) {}

TermPositions::TermPositions(TermPositions&&) noexcept = default;
TermPositions::~TermPositions() = default;

const std::vector<Xapian::termpos>& TermPositions::in(Xapian::docid document) {
  self_->key.resize(self_->prefix);
  self_->key += sortable_number(document);
  self_->cursor.seek(self_->key);
  self_->positions.clear();
  if (!self_->cursor.at_end() && self_->cursor.key() == self_->key)
    unpack_positions(self_->cursor.tag(), self_->positions);
  return self_->positions;
}

}  // namespace newsrank::detail
