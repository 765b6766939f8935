// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/read_stage.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "core/file_descriptor.hpp"
#include "reading/article_reader.hpp"
#include "reading/file_name.hpp"
#include "reading/sites/page_place.hpp"
#include "run/batch_queue.hpp"
#include "run/read_parts.hpp"

namespace newsrank {
namespace {

using State = FileOutcome::State;

// Streams from this size on are shared by all workers; smaller ones are as quickly read by one.
constexpr std::uint64_t kLongStream = std::uint64_t{1} << 20U;
constexpr std::size_t kBatchesPerJob = 2;

class ReadPool {
 public:
  ReadPool(const ReadStageInput& input, const ReadStageOutput& output)
      : input_(input), output_(output), queue_(kBatchesPerJob * input.jobs, input.jobs) {
    result_.outcomes.resize(input.to_read.size());
    for (const std::size_t file : input.to_read) bytes_total_ += input.found[file].size;
  }

  Result<ReadStageResult> run();

 private:
  void work();
  bool stopped() const { return failed_ || (input_.interrupted && input_.interrupted()); }
  void fail(Error error);
  void report_until_done();

  const FoundFile& file(std::size_t number) const { return input_.found[input_.to_read[number]]; }
  FileStamp stamp(std::size_t number, std::uint64_t content_hash, bool clean, bool placed) const;

  void read_one(ArticleReader& reader, std::size_t number);
  bool read_shared(ArticleReader& reader, std::size_t number);
  void finish(std::size_t number, const SourceRead& read, GatheringSink& sink);
  std::vector<Mention> earlier_besides(std::size_t number, const std::set<IdentityHash>& said) const;
  void cut(ArticleReader& reader, int fd, const std::shared_ptr<Stream>& stream, std::string_view begun = {});
  void read_batch(ArticleReader& reader, const StreamBatch& part);
  void leave(Stream& stream);

  void complete(std::size_t number, const FileStamp& stamp, std::vector<std::uint32_t> references,
                const ReadCounts& counts);
  std::vector<std::uint32_t> intern(const std::vector<Mention>& mentions);

  const ReadStageInput& input_;
  const ReadStageOutput& output_;
  BatchQueue<StreamBatch> queue_;
  BlockCache cache_;
  std::uint64_t bytes_total_ = 0;

  std::atomic<std::size_t> next_{0};
  std::atomic<std::uint64_t> files_done_{0};
  std::atomic<std::uint64_t> bytes_done_{0};
  std::atomic<bool> failed_{false};

  std::mutex mutex_;  // of the members below
  std::condition_variable worker_ended_;
  std::size_t workers_ = 0;
  ReadStageResult result_;
  std::optional<Error> error_;
};

Result<ReadStageResult> ReadPool::run() {
  workers_ = input_.jobs;
  std::vector<std::thread> threads;
  threads.reserve(input_.jobs);
  for (unsigned i = 0; i < input_.jobs; ++i) {
    try {
      threads.emplace_back([this] { work(); });
    } catch (const std::exception&) {  // as many as the system allows; one at least, which is this one
      const std::size_t missing = input_.jobs - i;
      for (std::size_t k = 1; k < missing; ++k) queue_.producer_ends();
      {
        const std::lock_guard lock(mutex_);
        workers_ -= missing - 1;
      }
      work();
      break;
    }
  }
  report_until_done();
  for (std::thread& thread : threads) thread.join();
  if (error_) return std::move(*error_);
  return std::move(result_);
}

void ReadPool::report_until_done() {
  std::unique_lock lock(mutex_);
  while (!worker_ended_.wait_for(lock, std::chrono::milliseconds(50), [this] { return workers_ == 0; })) {
    if (!input_.progress) continue;
    lock.unlock();
    RunProgress progress;
    progress.files_done = files_done_;
    progress.files_total = input_.to_read.size();
    progress.bytes_done = bytes_done_;
    progress.bytes_total = bytes_total_;
    input_.progress(progress);
    lock.lock();
  }
}

void ReadPool::fail(Error error) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = std::move(error);
  failed_ = true;
}

void ReadPool::work() {
  bool producing = true;
  try {
    ArticleReader reader(input_.limits, cache_, ReadMode::selective, [this] { return stopped(); });
    for (;;) {
      // Batches first: they hold memory.
      if (auto part = queue_.take()) {
        read_batch(reader, *part);
        continue;
      }
      if (stopped()) break;
      const std::size_t number = next_.fetch_add(1);
      if (number >= input_.to_read.size()) break;
      read_one(reader, number);
    }
    producing = false;
    queue_.producer_ends();
    while (auto part = queue_.wait_and_take()) read_batch(reader, *part);
  } catch (const std::bad_alloc&) {
    fail({ErrorCode::io, "reading failed: out of memory", "run again with fewer --jobs"});
    if (producing) queue_.producer_ends();
  } catch (const std::exception& failure) {
    fail({ErrorCode::internal, std::string("reading failed: ") + failure.what(), "run again with fewer --jobs"});
    if (producing) queue_.producer_ends();
  }
  const std::lock_guard lock(mutex_);
  --workers_;
  worker_ended_.notify_all();
}

FileStamp ReadPool::stamp(std::size_t number, std::uint64_t content_hash, bool clean, bool placed) const {
  FileStamp stamp = make_stamp(file(number).size, file(number).mtime_ns, input_.now_ns);
  stamp.content_hash = content_hash;
  stamp.clean = clean;
  stamp.file_mark = file(number).file_mark;
  stamp.reading_mark = placed ? file(number).place_mark : file(number).reading_mark;
  return stamp;
}

void ReadPool::read_one(ArticleReader& reader, std::size_t number) {
  const FoundFile& found = file(number);
  const bool stream = found.key == "-" || is_stream_name(found.shown);
  if (found.key == "-" || (stream && found.size >= kLongStream)) {
    if (read_shared(reader, number)) return;
  }
  GatheringSink sink(output_.records);
  const PagePlace page{file_address(found.key), found.site.get(), found.site_path, found.source_path};
  const SourceRead read = reader.read_file(found.shown, sink, &page);
  if (read.interrupted) return;  // left for the next run, which reports its problems
  bytes_done_ += found.size;
  finish(number, read, sink);
}

void ReadPool::finish(std::size_t number, const SourceRead& read, GatheringSink& sink) {
  const FoundFile& found = file(number);
  const bool clean = sink.problems.empty();
  output_.problems.add(std::move(sink.problems));
  output_.remarks.add(std::move(sink.remarks), sink.unused_keys);
  if (read.feed || input_.keep) {
    std::set<IdentityHash> said;
    for (const Mention& mention : sink.mentions) said.insert(mention.identity);
    const std::vector<Mention> earlier = earlier_besides(number, said);
    sink.mentions.insert(sink.mentions.end(), earlier.begin(), earlier.end());
  }
  // What is too large holds no article, now and whenever it is read; anything else may be readable the next time.
  const bool too_large = !read.read && !is_stream_name(found.shown) && found.size > input_.limits.max_document_bytes;
  if (read.read || too_large) {
    complete(number, stamp(number, read.content_hash, clean, read.counts.placed > 0), intern(sink.mentions),
             read.counts);
  } else {
    const std::lock_guard lock(mutex_);
    result_.outcomes[number].state = State::failed;
    ++files_done_;
  }
}

// What the file said in an earlier run of articles that it does not mention any more: a feed lists only its newest.
std::vector<Mention> ReadPool::earlier_besides(std::size_t number, const std::set<IdentityHash>& said) const {
  std::vector<Mention> kept;
  const std::size_t known = input_.catalogue.find(file(number).key);
  if (known == input_.catalogue.file_count()) return kept;
  for (const std::uint32_t reference : input_.catalogue.references(known)) {
    const Mention& earlier = input_.catalogue.mentions()[reference];
    if (!said.contains(earlier.identity)) kept.push_back(earlier);
  }
  return kept;
}

// False if the file cannot be opened as a stream: then read_one() says why.
bool ReadPool::read_shared(ArticleReader& reader, std::size_t number) {
  const FoundFile& found = file(number);
  auto stream = std::make_shared<Stream>();
  stream->number = number;
  stream->name = found.shown;
  if (found.key == "-") {
    std::string begun;
    GatheringSink sink(output_.records);
    if (const auto read = reader.read_by_content(STDIN_FILENO, found.shown, begun, sink)) {
      if (!read->interrupted) finish(number, *read, sink);
    } else {
      cut(reader, STDIN_FILENO, stream, begun);
    }
    return true;
  }
  const detail::FileDescriptor opened(::open(found.shown.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  const bool usable = opened && ::fstat(opened.get(), &status) == 0 && S_ISREG(status.st_mode);
  if (usable) cut(reader, opened.get(), stream);
  return usable;
}

void ReadPool::cut(ArticleReader& reader, int fd, const std::shared_ptr<Stream>& stream, std::string_view begun) {
  DocumentSplitter splitter(fd, input_.limits, DocumentSplitter::kDefaultBatchBytes, [this] { return stopped(); });
  splitter.begin_with(begun);
  StreamBatch part{stream, {}};
  while (!stopped() && splitter.next(part.batch)) {
    part.stream = stream;
    ++stream->parts;
    if (!queue_.offer(part)) read_batch(reader, part);
    part = {stream, {}};
  }
  stream->failure = splitter.failure();
  // Ctrl-C ends the program that feeds a pipe, too: the end of a pipe then is not the end of what it carries.
  stream->complete = splitter.at_end() && !(fd == STDIN_FILENO && stopped());
  stream->content_hash = splitter.content_hash();
  {
    const std::lock_guard lock(stream->mutex);
    stream->counts.bytes = splitter.bytes_read();
  }
  leave(*stream);
}

void ReadPool::read_batch(ArticleReader& reader, const StreamBatch& part) {
  GatheringSink sink(output_.records);
  ReadCounts counts = reader.read_batch(part.batch, part.stream->name, sink);
  output_.remarks.add(std::move(sink.remarks), sink.unused_keys);
  bytes_done_ += counts.bytes;
  counts.bytes = 0;  // counted by who cuts the stream
  const std::vector<std::uint32_t> references = intern(sink.mentions);
  {
    Stream& stream = *part.stream;
    const std::lock_guard lock(stream.mutex);
    stream.counts += counts;
    stream.references.insert(stream.references.end(), references.begin(), references.end());
    std::move(sink.problems.begin(), sink.problems.end(), std::back_inserter(stream.problems));
    if (input_.keep) {
      for (const Mention& mention : sink.mentions) stream.said.push_back(mention.identity);
    }
  }
  leave(*part.stream);
}

void ReadPool::leave(Stream& stream) {
  if (--stream.parts > 0) return;
  const std::lock_guard stream_lock(stream.mutex);
  if (!stream.failure.empty()) {
    stream.problems.push_back({stream.name, 0, 0, stream.failure});
  } else if (stream.complete && stream.counts.documents_seen + stream.counts.left_out == 0) {
    stream.counts.documents_seen = 1;
    stream.problems.push_back({stream.name, 1, 1, "the file is empty"});
  }
  const bool clean = stream.problems.empty();
  if (stream.failure.empty() && !stream.complete) return;  // left for the next run, which reports its problems
  output_.problems.add(std::move(stream.problems));
  if (stream.failure.empty()) {
    if (input_.keep) {
      const std::vector<std::uint32_t> references =
          intern(earlier_besides(stream.number, {stream.said.begin(), stream.said.end()}));
      stream.references.insert(stream.references.end(), references.begin(), references.end());
    }
    complete(stream.number, stamp(stream.number, stream.content_hash, clean, false), std::move(stream.references),
             stream.counts);
    return;
  }
  const std::lock_guard lock(mutex_);
  result_.outcomes[stream.number].state = State::failed;
  ++files_done_;
}

void ReadPool::complete(std::size_t number, const FileStamp& stamp, std::vector<std::uint32_t> references,
                        const ReadCounts& counts) {
  const std::size_t known = input_.catalogue.find(file(number).key);
  bool unchanged = false;
  if (known < input_.catalogue.file_count()) {
    const FileStamp& before = input_.catalogue.stamp(known);
    unchanged = before.clean && stamp.clean && before.content_hash == stamp.content_hash &&
                before.reading_mark == stamp.reading_mark;
  }
  const std::lock_guard lock(mutex_);
  FileOutcome& outcome = result_.outcomes[number];
  outcome.state = unchanged ? State::unchanged : State::read;
  outcome.stamp = stamp;
  if (!unchanged) {
    outcome.references = std::move(references);
    result_.counts += counts;
  }
  ++files_done_;
}

std::vector<std::uint32_t> ReadPool::intern(const std::vector<Mention>& mentions) {
  std::vector<std::uint32_t> numbers;
  if (!output_.mentions.intern(mentions, numbers)) {
    fail({ErrorCode::internal, "more than 4,294,967,295 different mentions in one run",
          "index the sources in several runs"});
  }
  return numbers;
}

}  // namespace

Result<ReadStageResult> read_files(const ReadStageInput& input, const ReadStageOutput& output) {
  if (input.to_read.empty()) return ReadStageResult{};
  return ReadPool(input, output).run();
}

}  // namespace newsrank
