// SPDX-License-Identifier: GPL-2.0-or-later
// The stored form of a catalogue: a header of eight 64-bit numbers, then the arrays one after another, everything
// little-endian. The arrays are copied whole, which is what makes an unchanged collection quick to confirm.
#include <xxhash.h>

#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#include "catalogue/catalogue.hpp"

namespace newsrank {
namespace {

static_assert(std::endian::native == std::endian::little, "the stored catalogue is little-endian");
static_assert(sizeof(Mention) == 32 && std::is_trivially_copyable_v<Mention>);

constexpr std::uint64_t kMagic = 0x31'74'61'63'73'77'65'6eU;  // "newscat1"
constexpr std::uint64_t kVersion = 2;
constexpr std::uint64_t kWithoutSources = 1;  // the version before, which is read as well

constexpr std::uint64_t kClean = 1;
constexpr std::uint64_t kSettled = 2;
constexpr unsigned kFileMarkShift = 2;
constexpr unsigned kReadingMarkShift = kFileMarkShift + kMarkBits;
static_assert(kReadingMarkShift + kMarkBits == 64);

std::uint64_t flags_of(const FileStamp& stamp) {
  return (stamp.clean ? kClean : 0U) | (stamp.settled ? kSettled : 0U) |
         (std::uint64_t{stamp.file_mark} << kFileMarkShift) | (std::uint64_t{stamp.reading_mark} << kReadingMarkShift);
}

std::uint32_t mark_in(std::uint64_t flags, unsigned shift) {
  return static_cast<std::uint32_t>((flags >> shift) & ((std::uint64_t{1} << kMarkBits) - 1));
}

struct Header {
  std::uint64_t magic = kMagic;
  std::uint64_t version = kVersion;
  std::uint64_t checksum = 0;  // XXH3 64-bit of all that follows this number
  std::uint64_t path_bytes = 0;
  std::uint64_t files = 0;
  std::uint64_t references = 0;
  std::uint64_t mentions = 0;
  std::uint64_t source_bytes = 0;  // each source with a NUL at its end
};
static_assert(sizeof(Header) == 64);
constexpr std::size_t kChecksummed = 3 * sizeof(std::uint64_t);

struct StoredFile {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t content_hash = 0;
  std::uint64_t flags = 0;
  std::uint64_t path_begin = 0;
  std::uint64_t first_reference = 0;
};
static_assert(sizeof(StoredFile) == 48);

template <typename T>
void put_array(std::string& out, const std::vector<T>& values) {
  if (!values.empty()) out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <typename T>
std::vector<T> take_array(std::string_view& bytes, std::uint64_t count) {
  std::vector<T> values(count);
  if (count > 0) std::memcpy(values.data(), bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
  return values;
}

Error corrupt(std::string_view what) {
  return {ErrorCode::index_corrupt, "the index's catalogue of source files is damaged: " + std::string(what),
          "run newsrank-index --rebuild with all its sources"};
}

// Whether the arrays the header announces fill exactly `bytes`; written so that no sum can overflow.
bool sizes_fit(const Header& header, std::size_t bytes) {
  const std::array<std::pair<std::uint64_t, std::size_t>, 5> parts{{{header.path_bytes, 1},
                                                                    {header.source_bytes, 1},
                                                                    {header.files, sizeof(StoredFile)},
                                                                    {header.mentions, sizeof(Mention)},
                                                                    {header.references, sizeof(std::uint32_t)}}};
  for (const auto& [count, size] : parts) {
    if (count > bytes / size) return false;
    bytes -= count * size;
  }
  return bytes == 0;
}

}  // namespace

std::string Catalogue::serialise() const {
  std::string sources;
  for (const std::string& source : sources_) sources.append(source).push_back('\0');
  std::vector<StoredFile> files;
  files.reserve(files_.size());
  for (const File& file : files_) {
    files.push_back({file.stamp.size, file.stamp.mtime_ns, file.stamp.content_hash, flags_of(file.stamp),
                     file.path_begin, file.first_reference});
  }
  Header header;
  header.path_bytes = paths_.size();
  header.files = files_.size();
  header.references = references_.size();
  header.mentions = mentions_.size();
  header.source_bytes = sources.size();
  std::string out;
  out.reserve(sizeof(Header) + files.size() * sizeof(StoredFile) + mentions_.size() * sizeof(Mention) +
              references_.size() * sizeof(std::uint32_t) + paths_.size() + sources.size());
  out.append(reinterpret_cast<const char*>(&header), sizeof(header));
  put_array(out, files);
  put_array(out, mentions_);
  put_array(out, references_);
  out += paths_;
  out += sources;
  header.checksum = XXH3_64bits(out.data() + kChecksummed, out.size() - kChecksummed);
  std::memcpy(out.data(), &header, sizeof(header));
  return out;
}

Result<Catalogue> Catalogue::parse(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof(header)) return corrupt("it is too short");
  std::memcpy(&header, bytes.data(), sizeof(header));
  const bool earlier = header.version == kWithoutSources;
  if (header.magic != kMagic || (earlier && header.source_bytes != 0)) return corrupt("it does not begin as one");
  if (header.version != kVersion && !earlier) {
    return Error{ErrorCode::schema_mismatch, "the index's catalogue was written by another version of newsrank",
                 "run newsrank-index --rebuild with all its sources"};
  }
  if (header.checksum != XXH3_64bits(bytes.data() + kChecksummed, bytes.size() - kChecksummed)) {
    return corrupt("its checksum is wrong");
  }
  bytes.remove_prefix(sizeof(header));
  if (!sizes_fit(header, bytes.size())) return corrupt("its parts do not add up");

  Catalogue result;
  result.files_.reserve(header.files);
  for (const StoredFile& file : take_array<StoredFile>(bytes, header.files)) {
    const FileStamp stamp{file.size,
                          file.mtime_ns,
                          file.content_hash,
                          (file.flags & kClean) != 0,
                          (file.flags & kSettled) != 0,
                          mark_in(file.flags, kFileMarkShift),
                          mark_in(file.flags, kReadingMarkShift)};
    result.files_.push_back({stamp, file.path_begin, file.first_reference});
  }
  result.mentions_ = take_array<Mention>(bytes, header.mentions);
  result.references_ = take_array<std::uint32_t>(bytes, header.references);
  result.paths_ = bytes.substr(0, header.path_bytes);
  bytes.remove_prefix(header.path_bytes);
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\0');
    if (end == std::string_view::npos) return corrupt("its parts contradict each other");
    result.sources_.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  if (!result.valid()) return corrupt("its parts contradict each other");
  return result;
}

// Everything the class promises, so that no later code can be led outside the arrays.
bool Catalogue::valid() const {
  if (files_.empty()) return paths_.empty() && references_.empty() && mentions_.empty();
  if (files_.front().path_begin != 0 || files_.front().first_reference != 0) return false;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const std::uint64_t path_end = i + 1 < files_.size() ? files_[i + 1].path_begin : paths_.size();
    const std::uint64_t reference_end = i + 1 < files_.size() ? files_[i + 1].first_reference : references_.size();
    if (path_end <= files_[i].path_begin || path_end > paths_.size()) return false;
    if (reference_end < files_[i].first_reference || reference_end > references_.size()) return false;
    if (i > 0 && path(i - 1) >= path(i)) return false;
    std::uint64_t least = 0;
    for (std::uint64_t r = files_[i].first_reference; r < reference_end; ++r) {
      if (references_[r] < least || references_[r] >= mentions_.size()) return false;
      least = std::uint64_t{references_[r]} + 1;
    }
  }
  for (std::size_t i = 1; i < mentions_.size(); ++i) {
    if (mentions_[i - 1] >= mentions_[i]) return false;
  }
  return true;
}

}  // namespace newsrank
