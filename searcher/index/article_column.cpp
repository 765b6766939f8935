// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/article_column.hpp"

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

#include "core/byte_codec.hpp"
#include "core/file_descriptor.hpp"
#include "core/regular_file.hpp"
#include "core/xapian_guard.hpp"
#include "index/article_words.hpp"
#include "index/quality_histogram.hpp"
#include "newsrank/schema.hpp"

// Layout: the header, then one entry for each document from 1.
namespace newsrank::detail {
namespace {

static_assert(std::endian::native == std::endian::little, "the column is mapped as it is stored");

struct Header {
  std::array<char, 8> magic{'N', 'R', 'C', 'O', 'L', 'U', '0', '3'};
  std::uint64_t count = 0;
  std::uint64_t commit = 0;
  std::uint64_t checksum = 0;  // see checksum_of()
};
static_assert(sizeof(Header) == 32 && sizeof(ColumnEntry) == 16);

// XXH3 64-bit hash of the entries; its seed is that of the database's identity.
std::uint64_t checksum_of(const void* entries, std::size_t size, const std::string& uuid) {
  return XXH3_64bits_withSeed(entries, size, XXH3_64bits(uuid.data(), uuid.size()));
}

bool is_sound(const char* bytes, std::size_t size, std::uint64_t commit, const std::string& uuid) {
  Header header;
  std::memcpy(&header, bytes, sizeof header);
  const std::size_t data_size = size - sizeof header;
  return header.magic == Header{}.magic && header.commit == commit && data_size % sizeof(ColumnEntry) == 0 &&
         header.count == data_size / sizeof(ColumnEntry) &&
         header.checksum == checksum_of(bytes + sizeof header, data_size, uuid);
}

// What the members of an entry are made of.
struct ColumnMember {
  Xapian::valueno slot;
  void (*set)(ColumnEntry& entry, const std::string& value);
};
constexpr std::array kColumnMembers{
    ColumnMember{kQualitySlot,
                 [](ColumnEntry& entry, const std::string& value) {
                   entry.quality = quality_as_float(Xapian::sortable_unserialise(value));
                 }},
    ColumnMember{kWordsSlot,
                 [](ColumnEntry& entry, const std::string& value) { entry.title = TitleSketch::of(value).stored(); }},
    ColumnMember{kStoryNameSlot, [](ColumnEntry& entry, const std::string& value) { entry.story = story_of(value); }},
};

}  // namespace

std::uint64_t story_of(const std::string& value) {
  ByteReader in(value);
  const std::uint64_t story = in.u64();
  return in.ok() ? story : 0;
}

std::string story_value(std::uint64_t story) {
  std::string value;
  if (story != 0) put_u64(value, story);
  return value;
}

ColumnEntry column_entry(const Xapian::Document& document) {
  ColumnEntry entry;
  for (const ColumnMember& member : kColumnMembers) {
    const std::string value = document.get_value(member.slot);
    if (!value.empty()) member.set(entry, value);
  }
  return entry;
}

Result<ArticleColumn> ArticleColumn::open(const std::string& path, std::uint64_t commit, const std::string& uuid) {
  const FileDescriptor file(open_regular(path, O_RDONLY | O_NOFOLLOW));
  if (!file) return Error{ErrorCode::io, fmt::format("cannot open {}: {}", path, std::strerror(errno)), ""};
  struct stat status {};
  const bool known = ::fstat(file.get(), &status) == 0;
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  ArticleColumn column;
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
  column.entries_ = {reinterpret_cast<const ColumnEntry*>(bytes + sizeof(Header)),
                     (size - sizeof(Header)) / sizeof(ColumnEntry)};
  return column;
}

Result<ArticleColumn> ArticleColumn::from_database(const Xapian::Database& shard) {
  return guarded([&] {
    ArticleColumn column;
    column.owned_.assign(shard.get_lastdocid(), {});
    for (const ColumnMember& member : kColumnMembers) {
      const auto end = shard.valuestream_end(member.slot);
      for (auto value = shard.valuestream_begin(member.slot); value != end; ++value) {
        const std::size_t index = std::size_t{value.get_docid()} - 1;
        if (index >= column.owned_.size()) throw Xapian::DatabaseCorruptError("a value is of no document");
        member.set(column.owned_[index], *value);
      }
    }
    column.entries_ = column.owned_;
    return column;
  });
}

std::string ArticleColumn::to_bytes(std::span<const ColumnEntry> entries, std::uint64_t commit,
                                    const std::string& uuid) {
  Header header;
  header.count = entries.size();
  header.commit = commit;
  header.checksum = checksum_of(entries.data(), entries.size_bytes(), uuid);
  std::string bytes(sizeof header + entries.size_bytes(), '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  if (!entries.empty()) std::memcpy(bytes.data() + sizeof header, entries.data(), entries.size_bytes());
  return bytes;
}

ArticleColumn::ArticleColumn(ArticleColumn&& other) noexcept {
  *this = std::move(other);
}

ArticleColumn& ArticleColumn::operator=(ArticleColumn&& other) noexcept {
  std::swap(mapping_, other.mapping_);
  std::swap(mapping_size_, other.mapping_size_);
  std::swap(owned_, other.owned_);
  std::swap(entries_, other.entries_);
  return *this;
}

ArticleColumn::~ArticleColumn() {
  if (mapping_ != nullptr) ::munmap(mapping_, mapping_size_);
}

}  // namespace newsrank::detail
