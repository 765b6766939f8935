// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a catalogue of source files. They get the checksum that they need to be looked at; what is read keeps
// the promises of Catalogue and is written as it was.
#include <xxhash.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "catalogue/catalogue.hpp"

namespace {

constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kChecksumAt = 16;
constexpr std::size_t kChecksummed = 24;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const newsrank::Catalogue& catalogue) {
  for (std::size_t file = 0; file < catalogue.file_count(); ++file) {
    require(catalogue.find(catalogue.path(file)) == file);
    for (const std::uint32_t reference : catalogue.references(file)) require(reference < catalogue.mentions().size());
  }
  require(catalogue.article_count() <= catalogue.mentions().size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size >= kChecksummed) {
    const std::uint64_t checksum = XXH3_64bits(bytes.data() + kChecksummed, size - kChecksummed);
    std::memcpy(bytes.data() + kChecksumAt, &checksum, sizeof(checksum));
  }
  const auto catalogue = newsrank::Catalogue::parse(bytes);
  if (!catalogue) return 0;
  check(*catalogue);
  // What an earlier version wrote differs in the version alone.
  const std::string written = catalogue->serialise();
  if (written.size() >= kChecksummed) std::memcpy(bytes.data() + kVersionAt, written.data() + kVersionAt, 8);
  require(written == bytes);
  return 0;
}
