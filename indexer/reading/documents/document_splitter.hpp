// SPDX-License-Identifier: GPL-2.0-or-later
// Where documents begin and end in a stream of any length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/read_limits.hpp"

namespace newsrank {

// Some complete articles of a stream. Separators are lines that begin with `---` (alone or before white space) and
// `...`. What follows a document and does not begin with a key (comment lines aside), or begins with keys of which none
// is in the field map, is not YAML but the other's body; so the articles' files can be concatenated to a stream.
struct DocumentBatch {
  std::string text;
  std::size_t first_line = 1;
  std::vector<std::size_t> too_large;  // first lines of documents left out
  const FieldMap* fields = nullptr;    // that says which keys begin a document; null: the built-in one
};

// One document of a batch.
struct BatchDocument {
  std::string_view yaml;
  std::string_view body;
  std::size_t first_line = 1;
  std::size_t doubtful_line = 0;  // of a body that looks like the keys of a document; 0: there is none
};

// The documents of a batch, blank ones left out. They point into `batch`.
std::vector<BatchDocument> split_batch(const DocumentBatch& batch);

// Cuts a stream into batches of about `batch_bytes`, holding no more of it than that and two documents. One thread.
class DocumentSplitter {
 public:
  static constexpr std::size_t kDefaultBatchBytes = std::size_t{512} << 10;

  // Reads from the open file descriptor `fd`, which stays the caller's. `interrupted` is asked before each read and
  // several times a second while there is nothing to read; it may be empty.
  DocumentSplitter(int fd, const ReadLimits& limits, std::size_t batch_bytes = kDefaultBatchBytes,
                   std::function<bool()> interrupted = {});
  ~DocumentSplitter();
  DocumentSplitter(const DocumentSplitter&) = delete;
  DocumentSplitter& operator=(const DocumentSplitter&) = delete;

  // What was read of the stream already; before the first next().
  void begin_with(std::string_view text);

  // False at the end of the stream, if it cannot be read any further, and after an interruption.
  bool next(DocumentBatch& batch);

  // Whether all of it was cut.
  bool at_end() const { return ended_ && failure_.empty(); }
  const std::string& failure() const { return failure_; }  // why it cannot be read to its end, or empty
  std::uint64_t bytes_read() const { return read_; }       // so far
  std::uint64_t content_hash() const;                      // XXH3 64-bit of what was read so far

 private:
  struct Hash;

  void read_more();
  void check_source(std::string_view bytes);
  bool undecided_part_fits() const;
  void scan();
  void scan_line(std::size_t line, std::size_t end);
  void emit(std::size_t size, DocumentBatch& batch);
  void drop(std::size_t size);
  void skip();

  int fd_;
  ReadLimits limits_;
  std::size_t batch_bytes_;
  std::unique_ptr<Hash> hash_;
  std::function<bool()> is_interrupted_;
  bool interrupted_ = false;
  bool ended_ = false;
  std::string failure_;
  std::uint64_t read_ = 0;
  bool at_end_ = false;

  std::string buffer_;                    // begins where a document does, unless skipping_
  std::size_t line_ = 1;                  // number of its first line
  std::size_t scanned_ = 0;               // up to here lines have been looked at
  std::size_t searched_ = 0;              // up to here there is no further end of a line
  std::optional<std::size_t> cut_;        // the last place where a document begins, if one was found
  std::optional<std::size_t> separator_;  // the last one, if what follows it is not decided yet
  bool key_like_ = false;                 // what follows the separator began with what may be a key
  bool skipping_ = false;                 // inside a document that is too large
  bool inside_line_ = false;              // skipping, and the buffer begins within a line
  std::vector<std::size_t> too_large_;
};

}  // namespace newsrank
