// SPDX-License-Identifier: GPL-2.0-or-later
// ArticleReader: from files and streams to articles. Start here to read anything.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "reading/block_cache.hpp"
#include "reading/document_reader.hpp"
#include "reading/documents/document_splitter.hpp"
#include "reading/read_sink.hpp"
#include "reading/yaml/read_limits.hpp"

namespace newsrank {

// What became of one file or stream.
struct SourceRead {
  bool read = false;               // to its end; false: a problem says why not
  bool interrupted = false;        // then nothing says why
  ReadCounts counts;               // bytes are those read
  std::uint64_t content_hash = 0;  // XXH3 64-bit hash of its bytes, if read
  bool feed = false;               // which lists only what is new
};

// Reads sources one after another. One per thread; the cache is shared by all readers of a run, must outlive them, and
// must be a new one for every ReadSink that is to get every record. Nothing a source holds stops it: what cannot be
// used is reported to the sink as a Problem.
class ArticleReader {
 public:
  // `interrupted` ends the reading of a stream; it may be empty.
  ArticleReader(const ReadLimits& limits, BlockCache& cache, ReadMode mode = ReadMode::selective,
                std::function<bool()> interrupted = {});

  // A file: .yml and .yaml are streams of documents, any other name is front matter and a body. Without a `page` such a
  // file must state title and address itself.
  SourceRead read_file(const std::string& path, ReadSink& sink, const PagePlace* page = nullptr);

  // What standard input or a file of lines holds, recognised by its content: JSON Lines, JSON, a feed, a page in HTML
  // or a table. Nothing if it is none of these, a stream of YAML that is: `begun` is then what was read of it.
  std::optional<SourceRead> read_by_content(int fd, std::string_view name, std::string& begun, ReadSink& sink);

  // A stream to its end, from an open file descriptor. Several threads can share a long one: one of them calls
  // DocumentSplitter::next(), each batch goes to the read_batch() of any.
  SourceRead read_stream(int fd, std::string_view name, ReadSink& sink);
  ReadCounts read_batch(const DocumentBatch& batch, std::string_view name, ReadSink& sink);

 private:
  SourceRead read_article_file(int fd, std::uint64_t size, const std::string& path, ReadSink& sink,
                               const PagePlace* page);
  void read_line(std::string_view line, std::string_view name, std::size_t number, ReadSink& sink, ReadCounts& counts);
  SourceRead read_lines(int fd, std::string_view name, std::string begun, ReadSink& sink);
  bool read_other_content(std::string_view path, const PagePlace* page, ReadSink& sink, ReadCounts& counts);
  bool read_all(int fd, std::uint64_t size, const std::string& path, ReadSink& sink);

  ReadLimits limits_;
  std::function<bool()> interrupted_;
  DocumentReader documents_;
  std::string buffer_;
};

}  // namespace newsrank
