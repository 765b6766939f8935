// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/positions.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/byte_codec.hpp"

// The last position as a length; of several, a stream of bits follows, the lowest first: the first position, how many
// there are, and those between, the middle one first, then the middle one of each half. Each is a number out of as many
// as there may be, in as few bits as these take (interpolative coding).
namespace newsrank::detail {
namespace {

// Positions side by side take no bits: what is said of their number must not cost all memory.
constexpr std::uint64_t kMostPositions = std::uint64_t{1} << 24U;

[[noreturn]] void damaged_positions() {
  throw Xapian::DatabaseCorruptError("a list of positions of the engine is damaged");
}

class BitStream {
 public:
  explicit BitStream(std::string_view bytes) : bytes_(bytes) {}

  // One of `count` numbers from 0 on. Those in the middle take a bit less where their number is no power of two.
  std::uint64_t number_of(std::uint64_t count) {
    const auto bits = static_cast<unsigned>(std::bit_width(count - 1));
    const std::uint64_t spare = (std::uint64_t{1} << bits) - count;
    if (spare == 0) return take(bits);
    const std::uint64_t middle = (count - spare) / 2;
    const std::uint64_t number = take(bits - 1);
    return number < middle && take(1) == 1 ? number + middle + spare : number;
  }

 private:
  std::uint64_t take(unsigned bits) {
    while (held_ < bits) {
      if (bytes_.empty()) damaged_positions();
      waiting_ |= std::uint64_t{static_cast<unsigned char>(bytes_.front())} << held_;
      bytes_.remove_prefix(1);
      held_ += 8;
    }
    const std::uint64_t taken = waiting_ & ((std::uint64_t{1} << bits) - 1);
    waiting_ >>= bits;
    held_ -= bits;
    return taken;
  }

  std::string_view bytes_;
  std::uint64_t waiting_ = 0;
  unsigned held_ = 0;  // bits of waiting_
};

// Those between two that are known and leave room for them.
void fill(std::vector<Xapian::termpos>& positions, std::size_t first, std::size_t last, BitStream& bits) {
  while (first + 1 < last) {
    const std::size_t middle = first + (last - first) / 2;
    const std::uint64_t room = positions[last] - positions[first] - (last - first) + 1;
    positions[middle] = static_cast<Xapian::termpos>(positions[first] + (middle - first) + bits.number_of(room));
    fill(positions, first, middle, bits);
    first = middle;
  }
}

}  // namespace

void unpack_positions(std::string_view packed, std::vector<Xapian::termpos>& positions) {
  ByteReader head(packed);
  const std::uint64_t last = head.length();
  if (!head.ok() || last > std::numeric_limits<Xapian::termpos>::max()) damaged_positions();
  positions.assign(1, static_cast<Xapian::termpos>(last));
  if (head.left() == 0) return;
  if (last == 0) damaged_positions();
  BitStream bits(packed.substr(packed.size() - head.left()));
  const std::uint64_t first = bits.number_of(last);
  if (first >= last) damaged_positions();
  const std::uint64_t count = bits.number_of(last - first) + 2;
  if (count > kMostPositions || count > last - first + 1) damaged_positions();
  positions.resize(static_cast<std::size_t>(count));
  positions.front() = static_cast<Xapian::termpos>(first);
  positions.back() = static_cast<Xapian::termpos>(last);
  fill(positions, 0, positions.size() - 1, bits);
}

}  // namespace newsrank::detail
