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
#include "reading/documents/input_wait.hpp"
#include "reading/file_name.hpp"
#include "reading/html/html_page.hpp"
#include "reading/json/json_reader.hpp"
#include "reading/json/json_records.hpp"
#include "reading/records/feed_reader.hpp"
#include "reading/records/table_reader.hpp"

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

// What could be read, appended; 0 at the end, less than 0 for an error.
ssize_t read_some(int fd, std::string& text) {
  constexpr std::size_t kPart = 256 * 1024;
  const std::size_t before = text.size();
  text.resize(before + kPart);
  ssize_t count = 0;
  do {
    count = ::read(fd, text.data() + before, kPart);
  } while (count < 0 && errno == EINTR);
  text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return count;
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
  if (is_lines_name(path)) return read_lines(file.get(), path, {}, sink);
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
  if (read_other_content(path, page, sink, result.counts)) {
    result.feed = begins_feed(buffer_);
    return result;
  }
  if (is_table_name(path)) {
    sink.remark({path, 0, 0, "left out: a table whose first line names no title"});
    return result;
  }
  if (is_xml_name(path)) {
    sink.remark({path, 0, 0, "left out: XML that is no feed"});
    return result;
  }
  FrontMatterFile parts;
  if (const auto problem = split_front_matter(buffer_, parts)) {
    result.counts.documents_seen = 1;
    refuse(sink, path, problem->reason, Locator(buffer_).place_of(problem->offset));
  } else if (parts.format == FrontFormat::none && page == nullptr) {
    result.counts.documents_seen = 1;
    refuse(sink, path, "no front matter: the first line is not ---", {parts.first_line, 1});
  } else {
    const BodyFormat body = is_markdown_name(path) ? BodyFormat::markdown : BodyFormat::other;
    documents_.read({parts.front, parts.body, path, parts.first_line, parts.format, body, page}, sink, result.counts);
  }
  return result;
}

// Whatever is no front matter with a body: feeds, pages in HTML, lists in JSON, tables. False: it is none of these.
bool ArticleReader::read_other_content(std::string_view path, const PagePlace* page, ReadSink& sink,
                                       ReadCounts& counts) {
  const std::string_view text = buffer_;
  YamlTape tape;
  std::optional<TextProblem> problem;
  std::string body;
  SourceDocument document{text, {}, path, 1, FrontFormat::json, BodyFormat::other};
  if (begins_feed(text)) {
    problem = read_feed(text, tape);
  } else if (is_html_page(text)) {
    read_html_page(text, tape, body);
    document = {{}, body, path, 1, FrontFormat::none, BodyFormat::text, page};
  } else if (is_json_list(text)) {
    problem = read_json_records(text, limits_, tape);
  } else if (is_table_name(path) && begins_table(text, limits_.fields)) {
    problem = read_table(text, tape);
  } else {
    return false;
  }
  if (problem) {
    counts.documents_seen = 1;
    refuse(sink, path, problem->reason, Locator(text).place_of(problem->offset));
    return true;
  }
  documents_.read_records(document, tape, sink, counts);
  return true;
}

std::optional<SourceRead> ArticleReader::read_by_content(int fd, std::string_view name, std::string& begun,
                                                         ReadSink& sink) {
  constexpr std::size_t kHead = 64 * 1024;
  begun.clear();
  // No more than the first line, which may be all that comes for long.
  SourceRead result;
  for (bool more = true; more && begun.size() < kHead && begun.find('\n') == std::string::npos;) {
    result.interrupted = !wait_for_input(fd, interrupted_);
    if (result.interrupted) return result;
    more = read_some(fd, begun) > 0;
  }
  if (begins_json_lines(begun)) return read_lines(fd, name, std::move(begun), sink);
  const bool other =
      begins_feed(begun) || is_html_page(begun) || is_json_list(begun) || begins_table(begun, limits_.fields);
  if (!other) return std::nullopt;
  ssize_t count = 1;
  while (count > 0 && begun.size() <= limits_.max_document_bytes) {
    result.interrupted = !wait_for_input(fd, interrupted_);
    if (result.interrupted) return result;
    count = read_some(fd, begun);
  }
  if (count != 0) {
    refuse(sink, name, count < 0 ? cannot_read(errno) : too_large(limits_));
    result.counts.documents_seen = 1;
    return result;
  }
  buffer_ = std::move(begun);
  result.read = true;
  result.content_hash = XXH3_64bits(buffer_.data(), buffer_.size());
  result.counts.bytes = buffer_.size();
  read_other_content(begins_table(buffer_, limits_.fields) ? "-.csv" : name, nullptr, sink, result.counts);
  result.feed = begins_feed(buffer_);
  return result;
}

// One record a line, of a stream of any length.
SourceRead ArticleReader::read_lines(int fd, std::string_view name, std::string begun, ReadSink& sink) {
  SourceRead result;
  std::string text = std::move(begun);
  result.counts.bytes = text.size();
  XXH3_state_t* const hash = XXH3_createState();
  XXH3_64bits_reset(hash);
  XXH3_64bits_update(hash, text.data(), text.size());
  std::size_t line_number = 1;
  bool skipping = false;
  for (ssize_t count = 1; count > 0;) {
    result.interrupted = !wait_for_input(fd, interrupted_);
    if (result.interrupted) break;
    const std::size_t before = text.size();
    count = read_some(fd, text);
    XXH3_64bits_update(hash, text.data() + before, text.size() - before);
    result.counts.bytes += text.size() - before;
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos || (count <= 0 && at < text.size());
         end = text.find('\n', at)) {
      const std::size_t next = end == std::string::npos ? text.size() : end + 1;
      if (!std::exchange(skipping, false))
        read_line(std::string_view(text).substr(at, next - at), name, line_number, sink, result.counts);
      at = next;
      ++line_number;
    }
    text.erase(0, at);
    if (text.size() > limits_.max_document_bytes) {
      if (!std::exchange(skipping, true)) {
        ++result.counts.documents_seen;
        refuse(sink, name, too_large(limits_), {line_number, 0});
      }
      text.clear();
    }
    if (count < 0) refuse(sink, name, cannot_read(errno));
    result.read = count == 0;
  }
  result.content_hash = XXH3_64bits_digest(hash);
  XXH3_freeState(hash);
  return result;
}

void ArticleReader::read_line(std::string_view line, std::string_view name, std::size_t number, ReadSink& sink,
                              ReadCounts& counts) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  YamlTape tape;
  if (const auto problem = read_json(line, limits_, tape)) {
    ++counts.documents_seen;
    return refuse(sink, name, problem->reason, Locator(line, number).place_of(problem->offset));
  }
  documents_.read_records({line, {}, name, number, FrontFormat::json, BodyFormat::other}, tape, sink, counts);
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
  if (result.counts.documents_seen + result.counts.left_out == 0) {
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
    if (document.doubtful_line > 0) {
      sink.remark({std::string(name), document.doubtful_line, 1,
                   "taken for the body of the article before: no key at its beginning is known"});
    }
  }
  for (const std::size_t line : batch.too_large) leave_out(line);
  return counts;
}

}  // namespace newsrank
