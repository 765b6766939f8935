// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/sortable_number.hpp"

#include <bit>
#include <cstdint>
#include <limits>

namespace newsrank::detail {
namespace {

// The number of leading ones tells how many bytes there are beyond two; after them and a zero come the bits of the
// number, the highest first.
constexpr unsigned kLeastBits = 15;
constexpr unsigned kMoreBits = 7;  // of each further byte
constexpr unsigned kMostOnes = 3;

}  // namespace

std::string sortable_number(Xapian::docid number) {
  unsigned ones = 0;
  while (std::uint64_t{number} >> (kLeastBits + kMoreBits * ones) != 0) ++ones;
  std::string bytes;
  for (unsigned i = ones + 2; i-- > 0;) bytes.push_back(static_cast<char>(std::uint64_t{number} >> (8 * i)));
  bytes.front() = static_cast<char>(static_cast<unsigned char>(bytes.front()) | (0xff00U >> ones & 0xffU));
  return bytes;
}

Xapian::docid number_of_sortable(std::string_view bytes) {
  const auto head = static_cast<unsigned char>(bytes.empty() ? 0 : bytes.front());
  const auto ones = static_cast<unsigned>(std::countl_one(head));
  if (ones > kMostOnes || bytes.size() != ones + 2)
    throw Xapian::DatabaseCorruptError("an entry of the engine is damaged: it does not begin with a document");
  std::uint64_t value = head & (0x7fU >> ones);
  for (const char byte : bytes.substr(1)) value = value << 8U | static_cast<unsigned char>(byte);
  if (value > std::numeric_limits<Xapian::docid>::max())
    throw Xapian::DatabaseCorruptError("an entry of the engine is damaged: a document's number is too great");
  return static_cast<Xapian::docid>(value);
}

}  // namespace newsrank::detail
