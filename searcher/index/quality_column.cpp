// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/quality_column.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>
#include <xxhash.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/file_descriptor.hpp"
#include "core/regular_file.hpp"
#include "core/xapian_guard.hpp"
#include "index/quality_histogram.hpp"
#include "newsrank/schema.hpp"

// Layout: the header, then one little-endian float for each document from 1.
namespace newsrank::detail {
namespace {

static_assert(std::endian::native == std::endian::little, "the column is mapped as it is stored");

struct Header {
  std::array<char, 8> magic{'N', 'R', 'Q', 'U', 'A', 'L', '0', '2'};
  std::uint64_t count = 0;
  std::uint64_t commit = 0;
  std::uint64_t checksum = 0;  // see checksum_of()
};
static_assert(sizeof(Header) == 32);

// XXH3 64-bit hash of the floats; its seed is that of the database's identity.
std::uint64_t checksum_of(const void* floats, std::size_t size, const std::string& uuid) {
  return XXH3_64bits_withSeed(floats, size, XXH3_64bits(uuid.data(), uuid.size()));
}

bool is_sound(const char* bytes, std::size_t size, std::uint64_t commit, const std::string& uuid) {
  Header header;
  std::memcpy(&header, bytes, sizeof header);
  const std::size_t data_size = size - sizeof header;
  // Columns of earlier programs have checksums without a seed.
  constexpr std::array<char, 8> kWithoutSeed{'N', 'R', 'Q', 'U', 'A', 'L', '0', '1'};
  const bool seeded = header.magic == Header{}.magic;
  const auto* const floats = bytes + sizeof header;
  const std::uint64_t checksum = seeded ? checksum_of(floats, data_size, uuid) : XXH3_64bits(floats, data_size);
  return (seeded || header.magic == kWithoutSeed) && header.commit == commit && data_size % sizeof(float) == 0 &&
         header.count == data_size / sizeof(float) && header.checksum == checksum;
}

}  // namespace

Result<QualityColumn> QualityColumn::open(const std::string& path, std::uint64_t commit, const std::string& uuid) {
  const FileDescriptor file(open_regular(path, O_RDONLY | O_NOFOLLOW));
  if (!file) return Error{ErrorCode::io, fmt::format("cannot open {}: {}", path, std::strerror(errno)), ""};
  struct stat status {};
  const bool known = ::fstat(file.get(), &status) == 0;
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  QualityColumn column;
  if (size >= sizeof(Header)) {
    void* const mapping = ::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file.get(), 0);
    if (mapping != MAP_FAILED) {
      column.mapping_ = mapping;
      column.mapping_size_ = size;
    }
  }
  const char* const bytes = static_cast<const char*>(column.mapping_);
  if (bytes == nullptr || !is_sound(bytes, size, commit, uuid)) {
    return Error{ErrorCode::index_corrupt, fmt::format("{} is damaged", path), ""};
  }
  column.qualities_ = {reinterpret_cast<const float*>(bytes + sizeof(Header)), (size - sizeof(Header)) / sizeof(float)};
  return column;
}

Result<QualityColumn> QualityColumn::from_database(const Xapian::Database& shard) {
  return guarded([&] {
    QualityColumn column;
    column.owned_.assign(shard.get_lastdocid(), kUnknownQuality);
    const auto end = shard.valuestream_end(kQualitySlot);
    for (auto value = shard.valuestream_begin(kQualitySlot); value != end; ++value) {
      const std::size_t index = std::size_t{value.get_docid()} - 1;
      if (index >= column.owned_.size()) throw Xapian::DatabaseCorruptError("a value is of no document");
      column.owned_[index] = quality_as_float(Xapian::sortable_unserialise(*value));
    }
    column.qualities_ = column.owned_;
    return column;
  });
}

std::string QualityColumn::to_bytes(std::span<const float> qualities, std::uint64_t commit, const std::string& uuid) {
  Header header;
  header.count = qualities.size();
  header.commit = commit;
  header.checksum = checksum_of(qualities.data(), qualities.size_bytes(), uuid);
  std::string bytes(sizeof header + qualities.size_bytes(), '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  if (!qualities.empty()) std::memcpy(bytes.data() + sizeof header, qualities.data(), qualities.size_bytes());
  return bytes;
}

QualityColumn::QualityColumn(QualityColumn&& other) noexcept {
  *this = std::move(other);
}

QualityColumn& QualityColumn::operator=(QualityColumn&& other) noexcept {
  std::swap(mapping_, other.mapping_);
  std::swap(mapping_size_, other.mapping_size_);
  std::swap(owned_, other.owned_);
  std::swap(qualities_, other.qualities_);
  return *this;
}

QualityColumn::~QualityColumn() {
  if (mapping_ != nullptr) ::munmap(mapping_, mapping_size_);
}

}  // namespace newsrank::detail
