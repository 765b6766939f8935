// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/read_sink.hpp"

namespace newsrank {

ReadCounts& ReadCounts::operator+=(const ReadCounts& other) {
  bytes += other.bytes;
  documents_seen += other.documents_seen;
  documents_accepted += other.documents_accepted;
  related_seen += other.related_seen;
  related_accepted += other.related_accepted;
  left_out += other.left_out;
  placed += other.placed;
  return *this;
}

}  // namespace newsrank
