// SPDX-License-Identifier: GPL-2.0-or-later
// Catalogue: which source file says what about which article, as of the last commit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/error.hpp"
#include "reading/fields/mention.hpp"

namespace newsrank {

// What tells whether a file changed.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;       // last modification, nanoseconds since 1970-01-01T00:00:00Z
  std::uint64_t content_hash = 0;  // XXH3 64-bit
  bool clean = true;    // nothing in it had to be skipped; other files are read again in each run, to report it again
  bool settled = true;  // modified long enough before it was read that size and time identify the content
  std::uint32_t file_mark = 0;     // hash of inode and time of status change, kMarkBits wide; 0: not known
  std::uint32_t reading_mark = 0;  // likewise of what else decides how it is read: its site, options

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

inline constexpr unsigned kMarkBits = 31;

// Plain arrays: 32 bytes for each distinct mention, 4 for each place that says it, about 48 and the path for a file.
// Built once by CatalogueBuilder or parse(), then only read; safe to read from many threads.
class Catalogue {
 public:
  std::size_t file_count() const { return files_.size(); }

  // Files are in ascending order of their paths (bytes).
  std::string_view path(std::size_t file) const;
  const FileStamp& stamp(std::size_t file) const { return files_[file].stamp; }

  // The file's mentions: ascending, distinct positions in mentions().
  std::span<const std::uint32_t> references(std::size_t file) const;

  // The number of the file of that path, or file_count().
  std::size_t find(std::string_view path) const;

  // Every distinct mention of any file, ascending: all mentions of one article stand together, the winner last.
  const std::vector<Mention>& mentions() const { return mentions_; }

  // What the runs were told to read, as catalogue keys, sorted; nothing where an earlier program wrote the catalogue.
  const std::vector<std::string>& sources() const { return sources_; }

  // How many different articles are mentioned.
  std::size_t article_count() const;

  // One byte string with version and checksum. parse() reads it in one pass; error: index_corrupt for bytes that
  // serialise() does not write.
  std::string serialise() const;
  static Result<Catalogue> parse(std::string_view bytes);

 private:
  friend class CatalogueBuilder;

  struct File {
    FileStamp stamp;
    std::uint64_t path_begin = 0;
    std::uint64_t first_reference = 0;
  };
  bool valid() const;

  std::string paths_;  // one after another; a path ends where the next begins, so do references
  std::vector<std::string> sources_;
  std::vector<File> files_;
  std::vector<std::uint32_t> references_;
  std::vector<Mention> mentions_;
};

// Makes a catalogue from the kept files of an earlier one and newly read files.
class CatalogueBuilder {
 public:
  // `read` holds the mentions that add_read() refers to. Both must outlive the builder and stay as they are.
  CatalogueBuilder(const Catalogue& earlier, const std::vector<Mention>& read) : earlier_(earlier), read_(read) {}

  // Takes over file number `file` of the earlier catalogue; with `stamp`, as what it is known by from now on.
  void add_kept(std::size_t file) { add_kept(file, earlier_.stamp(file)); }
  void add_kept(std::size_t file, const FileStamp& stamp);

  // `references` are positions in `read`, in any order, also repeated.
  void add_read(std::string path, const FileStamp& stamp, std::vector<std::uint32_t> references);

  // What Catalogue::sources() returns; those of the earlier catalogue until it is called.
  void set_sources(std::vector<std::string> sources) { sources_ = std::move(sources); }

  // The catalogue of all files added; each path must have been added once only. Ends the builder's use.
  Catalogue finish();

 private:
  struct Entry {
    std::string path;
    FileStamp stamp;
    std::size_t kept = 0;  // number in the earlier catalogue
    bool is_read = false;
    std::vector<std::uint32_t> references;
  };
  void merge_mentions(Catalogue& result, std::vector<std::uint32_t>& kept_to_new,
                      std::vector<std::uint32_t>& read_to_new) const;

  const Catalogue& earlier_;
  const std::vector<Mention>& read_;
  std::vector<std::string> sources_ = earlier_.sources();
  std::vector<Entry> entries_;
};

}  // namespace newsrank
