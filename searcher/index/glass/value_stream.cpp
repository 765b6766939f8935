// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/value_stream.hpp"

#include <cstdint>
#include <limits>

#include "index/glass/sortable_number.hpp"

namespace newsrank::detail {
namespace {

constexpr std::string_view kChunkKey("\0\xd8", 2);

[[noreturn]] void damaged_value(const char* what) {
  throw Xapian::DatabaseCorruptError(std::string("an entry of the engine is damaged: ") + what);
}

// The key says of which document the first value is.
std::string chunk_prefix(Xapian::valueno slot) {
  std::string prefix(kChunkKey);
  put_length(prefix, slot);
  return prefix;
}

}  // namespace

ValueStream::ValueStream(const GlassTable& table, Xapian::valueno slot) : prefix_(chunk_prefix(slot)), cursor_(table) {}

std::string_view ValueStream::of(Xapian::docid document) {
  if (document < document_ && document >= first_) begin_chunk();
  // Behind the end of this chunk there may be another.
  if (document_ == 0 || document < document_ || !go_to(document)) {
    find_chunk(document);
    go_to(document);
  }
  return document_ == document ? value_ : std::string_view();
}

// The chunk that the document is in, if it has a value.
void ValueStream::find_chunk(Xapian::docid document) {
  first_ = document_ = 0;
  rest_ = ByteReader({});
  cursor_.seek_back(prefix_ + sortable_number(document));
  if (cursor_.at_end() || !cursor_.key().starts_with(prefix_)) return;
  first_ = number_of_sortable(cursor_.key().substr(prefix_.size()));
  if (first_ == 0) damaged_value("it does not begin with a document");
  begin_chunk();
}

// To the first value of the chunk at which the cursor stands.
void ValueStream::begin_chunk() {
  rest_ = ByteReader(cursor_.tag());
  value_ = rest_.view();
  if (!rest_.ok()) damaged_value("a value leads out of it");
  document_ = first_;
}

// False: the chunk ends before it.
bool ValueStream::go_to(Xapian::docid document) {
  while (document_ < document && rest_.left() > 0) {
    const std::uint64_t distance = rest_.length();
    value_ = rest_.view();
    if (!rest_.ok()) damaged_value("a value leads out of it");
    if (distance >= std::numeric_limits<Xapian::docid>::max() - document_)
      damaged_value("a document's number is too great");
    document_ += static_cast<Xapian::docid>(distance) + 1;
  }
  return document_ >= document;
}

}  // namespace newsrank::detail
