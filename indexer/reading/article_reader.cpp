// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/article_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/file_descriptor.hpp"
#include "reading/file_name.hpp"

namespace newsrank {
namespace {

void refuse(ReadSink& sink, std::string_view path, std::string reason, const Place& place = {}) {
  sink.problem({std::string(path), place.line, place.column, std::move(reason)});
}

std::string cannot_read(int error) {
  return "cannot be read: " + std::generic_category().message(error);
}

std::string too_large(const ReadLimits& limits) {
  return "larger than the limit of " + std::to_string(limits.max_document_bytes) + " bytes for one document";
}

}  // namespace

ArticleReader::ArticleReader(const ReadLimits& limits, BlockCache& cache, ReadMode mode,
                             std::function<bool()> interrupted)
    : limits_(limits), interrupted_(std::move(interrupted)), documents_(limits, cache, mode) {}

SourceRead ArticleReader::read_file(const std::string& path, ReadSink& sink, const PagePlace* page) {
  // Not blocking: what was a file when it was found may be a pipe by now.
  const detail::FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0) {
    refuse(sink, path, cannot_read(errno));
    return {};
  }
  if (!S_ISREG(status.st_mode)) {
    refuse(sink, path, "not a file");
    return {};
  }
  if (is_stream_name(path)) return read_stream(file.get(), path, sink);
  return read_article_file(file.get(), static_cast<std::uint64_t>(status.st_size), path, sink, page);
}

SourceRead ArticleReader::read_article_file(int fd, std::uint64_t size, const std::string& path, ReadSink& sink,
                                            const PagePlace* page) {
  SourceRead result;
  if (!read_all(fd, size, path, sink)) {
    result.counts.documents_seen = 1;
    return result;
  }
  result.read = true;
  result.content_hash = XXH3_64bits(buffer_.data(), buffer_.size());
  result.counts.bytes = buffer_.size();
  FrontMatterFile parts;
  if (const auto problem = split_front_matter(buffer_, parts)) {
    result.counts.documents_seen = 1;
    refuse(sink, path, problem->reason, Locator(buffer_).place_of(problem->offset));
  } else if (parts.format == FrontFormat::none && page == nullptr) {
    result.counts.documents_seen = 1;
    refuse(sink, path, "no front matter: the first line is not ---", {parts.first_line, 1});
  } else {
    documents_.read({parts.front, parts.body, path, parts.first_line, parts.format, page}, sink, result.counts);
  }
  return result;
}

// Fills buffer_ with the file, which may grow or shrink meanwhile.
bool ArticleReader::read_all(int fd, std::uint64_t size, const std::string& path, ReadSink& sink) {
  std::size_t filled = 0;
  while (size <= limits_.max_document_bytes && filled <= limits_.max_document_bytes) {
    // One byte more than expected, so that the end is seen without another turn.
    if (filled == buffer_.size() || filled == 0) {
      buffer_.resize(
          std::max<std::size_t>({buffer_.size(), static_cast<std::size_t>(size) + 1, filled + filled / 2 + 1}));
    }
    const ssize_t count = ::read(fd, buffer_.data() + filled, buffer_.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      refuse(sink, path, cannot_read(errno));
      return false;
    }
    if (count == 0) {
      buffer_.resize(filled);
      return true;
    }
    filled += static_cast<std::size_t>(count);
  }
  refuse(sink, path, too_large(limits_));
  return false;
}

SourceRead ArticleReader::read_stream(int fd, std::string_view name, ReadSink& sink) {
  SourceRead result;
  DocumentSplitter splitter(fd, limits_, DocumentSplitter::kDefaultBatchBytes, interrupted_);
  DocumentBatch batch;
  while (splitter.next(batch)) result.counts += read_batch(batch, name, sink);
  result.counts.bytes = splitter.bytes_read();
  if (!splitter.failure().empty()) refuse(sink, name, splitter.failure());
  result.interrupted = splitter.failure().empty() && !splitter.at_end();
  if (!splitter.at_end()) return result;
  if (result.counts.documents_seen == 0) {
    result.counts.documents_seen = 1;
    refuse(sink, name, "the file is empty", {1, 1});
  }
  result.read = true;
  result.content_hash = splitter.content_hash();
  return result;
}

ReadCounts ArticleReader::read_batch(const DocumentBatch& batch, std::string_view name, ReadSink& sink) {
  ReadCounts counts;
  counts.bytes = batch.text.size();
  const auto leave_out = [&](std::size_t line) {
    ++counts.documents_seen;
    refuse(sink, name, too_large(limits_), {line, 0});
  };
  for (const BatchDocument& document : split_batch(batch)) {
    if (document.yaml.size() + document.body.size() > limits_.max_document_bytes) {
      leave_out(document.first_line);
    } else {
      documents_.read({document.yaml, document.body, name, document.first_line}, sink, counts);
    }
  }
  for (const std::size_t line : batch.too_large) leave_out(line);
  return counts;
}

}  // namespace newsrank
