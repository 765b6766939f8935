// SPDX-License-Identifier: GPL-2.0-or-later
// ValueStream: the values of one slot in the engine's table of posting lists.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "core/byte_codec.hpp"
#include "index/glass/glass_table.hpp"

namespace newsrank::detail {

// Values stand in chunks, each with those of some dozen documents one after another. Threads: one at a time. Throws
// what GlassCursor does.
class ValueStream {
 public:
  // The table must outlive it.
  ValueStream(const GlassTable& table, Xapian::valueno slot);

  // Empty if the document (not 0) has none. Valid until the next call. Quick if that is near, above all if it is not
  // before the last one.
  std::string_view of(Xapian::docid document);

 private:
  void find_chunk(Xapian::docid document);
  void begin_chunk();
  bool go_to(Xapian::docid document);

  std::string prefix_;  // of the keys of the slot's chunks
  GlassCursor cursor_;
  Xapian::docid first_ = 0;     // of the chunk; 0: none was begun
  ByteReader rest_{{}};         // of the chunk, behind the value
  Xapian::docid document_ = 0;  // whose value it is; 0: likewise
  std::string_view value_;
};

}  // namespace newsrank::detail
