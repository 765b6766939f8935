// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/document_splitter.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "reading/documents/document_lines.hpp"
#include "reading/documents/input_wait.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kReadBytes = std::size_t{256} << 10;
constexpr std::size_t kPage = 4096;

std::size_t count_lines(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) ++count;
  return count;
}

// Asked of every line, of which nearly all begin otherwise.
std::size_t length_of_separator(std::string_view line) {
  const bool likely =
      !line.empty() && (line.front() == '-' || line.front() == '.' || line.front() == kByteOrderMark.front());
  return likely ? separator_length(line) : 0;
}

// What follows a separator on its line.
std::string_view inline_content(std::string_view line, std::size_t separator) {
  line.remove_prefix(separator);
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line;
}

// What stands between two separators.
struct Section {
  std::string_view text;
  std::size_t first_line = 1;
  bool mapping = false;   // begins with a key
  bool key_like = false;  // begins with what may be one
  bool comments = true;   // and directives and blank lines, nothing else
  bool blank = true;
};

Section section_of(std::string_view text, std::size_t first_line, const FieldMap* fields) {
  Section section{text, first_line};
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = line_at(text, at);
    at += line.size();
    if (!is_blank(line) && !line.starts_with('%')) section.blank = false;
    const LineSense sense = sense_of(line, !section.key_like, fields);
    if (sense == LineSense::undecided) continue;
    section.comments = false;
    section.key_like = section.key_like || sense == LineSense::maybe;
    if (sense == LineSense::maybe) continue;
    section.mapping = sense == LineSense::mapping;
    break;
  }
  return section;
}

std::vector<Section> sections_of(std::string_view text, std::size_t first_line, const FieldMap* fields) {
  std::vector<Section> sections;
  std::size_t begin = 0;
  std::size_t begin_line = first_line;
  std::size_t line_number = first_line;
  for (std::size_t at = 0; at < text.size(); ++line_number) {
    const std::string_view line = line_at(text, at);
    if (const std::size_t length = length_of_separator(line); length > 0) {
      sections.push_back(section_of(text.substr(begin, at - begin), begin_line, fields));
      const bool alone = is_fence(line);
      const std::size_t content = inline_content(line, length).size();
      begin = at + line.size() - (alone ? 0 : content);
      begin_line = line_number + (alone ? 1 : 0);
    }
    at += line.size();
  }
  sections.push_back(section_of(text.substr(begin), begin_line, fields));
  return sections;
}

}  // namespace

std::vector<BatchDocument> split_batch(const DocumentBatch& batch) {
  std::vector<BatchDocument> documents;
  bool may_have_body = false;
  for (const Section& section : sections_of(batch.text, batch.first_line, batch.fields)) {
    if (section.blank || (section.comments && documents.empty())) continue;
    if (section.mapping || !may_have_body) {
      documents.push_back({without_mark(section.text), {}, section.first_line});
      may_have_body = section.mapping;
    } else if (std::string_view& body = documents.back().body; body.empty()) {
      body = section.text;
      if (section.key_like) documents.back().doubtful_line = section.first_line;
    } else {  // a rule across the body: both parts and what is between them
      body = {body.data(), static_cast<std::size_t>(section.text.data() + section.text.size() - body.data())};
    }
  }
  return documents;
}

struct DocumentSplitter::Hash {
  Hash() { XXH3_64bits_reset(state.get()); }

  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state{XXH3_createState(), XXH3_freeState};
};

DocumentSplitter::DocumentSplitter(int fd, const ReadLimits& limits, std::size_t batch_bytes,
                                   std::function<bool()> interrupted)
    : fd_(fd),
      limits_(limits),
      batch_bytes_(batch_bytes),
      hash_(std::make_unique<Hash>()),
      is_interrupted_(std::move(interrupted)) {}

DocumentSplitter::~DocumentSplitter() = default;

std::uint64_t DocumentSplitter::content_hash() const {
  return XXH3_64bits_digest(hash_->state.get());
}

bool DocumentSplitter::next(DocumentBatch& batch) {
  batch = {};
  for (bool complete = false; !complete;) {
    if (skipping_) skip();
    const std::size_t cut = cut_.value_or(0);
    const bool too_large = buffer_.size() - cut > limits_.max_document_bytes && !undecided_part_fits();
    if (skipping_) {
      complete = at_end_;
    } else if (cut >= batch_bytes_ || (cut > 0 && too_large)) {
      emit(cut, batch);
      complete = true;
    } else if (too_large && separator_ && *separator_ - cut <= limits_.max_document_bytes && *separator_ > 0) {
      // What follows is too large for a document of its own, whatever it turns out to be: what stands before is
      // complete.
      cut_ = std::exchange(separator_, std::nullopt);
    } else if (too_large) {
      too_large_.push_back(line_ + (is_fence(line_at(buffer_, 0)) ? 1 : 0));
      cut_.reset();
      skipping_ = true;
      continue;
    } else if (at_end_) {
      emit(buffer_.size(), batch);
      complete = true;
    }
    if (!complete && !at_end_) read_more();
    if (interrupted_) return false;
  }
  batch.too_large = std::exchange(too_large_, {});
  ended_ = batch.text.empty() && batch.too_large.empty();
  return !ended_;
}

// Whether what follows the last separator, body or document, is within the limit as far as it is known, and so is what
// stands before.
bool DocumentSplitter::undecided_part_fits() const {
  const std::size_t cut = cut_.value_or(0);
  return separator_ && *separator_ - cut <= limits_.max_document_bytes &&
         buffer_.size() - *separator_ <= limits_.max_document_bytes;
}

void DocumentSplitter::begin_with(std::string_view text) {
  buffer_.append(text);
  XXH3_64bits_update(hash_->state.get(), text.data(), text.size());
  read_ += text.size();
  scan();
}

void DocumentSplitter::read_more() {
  interrupted_ = !wait_for_input(fd_, is_interrupted_);
  if (interrupted_) return;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kReadBytes);
  ssize_t count = 0;
  do {
    count = ::read(fd_, buffer_.data() + before, kReadBytes);
  } while (count < 0 && errno == EINTR);
  if (count < 0) failure_ = "cannot be read: " + std::generic_category().message(errno);
  const auto size = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  buffer_.resize(before + size);
  check_source(std::string_view(buffer_).substr(before));
  if (size == 0 || !failure_.empty()) at_end_ = true;
  XXH3_64bits_update(hash_->state.get(), buffer_.data() + before, size);
  read_ += size;
  // Of what breaks off the last document is not known to be complete.
  if (!failure_.empty()) buffer_.resize(skipping_ ? 0 : cut_.value_or(0));
  scan();
}

// What claims to be a file may be a hole of any size, or have no end at all (/proc/self/pagemap).
void DocumentSplitter::check_source(std::string_view bytes) {
  if (bytes.empty()) return;
  if (read_ == 0 && bytes.size() >= kPage && bytes.substr(0, kPage).find_first_not_of('\0') == std::string_view::npos) {
    failure_ = "begins with zeros: it is no text";
  }
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return;
  const std::uint64_t known = read_ + bytes.size();
  if (known > limits_.max_file_bytes) {
    failure_ = "larger than the limit of " + std::to_string(limits_.max_file_bytes) + " bytes for one file";
  } else if (known > static_cast<std::uint64_t>(status.st_size) + limits_.max_document_bytes) {
    failure_ = "holds more than the size it claims";
  }
}

// Looks at the lines that have become complete.
void DocumentSplitter::scan() {
  while (scanned_ < buffer_.size()) {
    const std::size_t end = buffer_.find('\n', std::max(scanned_, searched_));
    if (end == std::string::npos && !at_end_) {
      searched_ = buffer_.size();
      const std::string_view beginning = std::string_view(buffer_).substr(scanned_);
      if (separator_ && !inside_line_ && is_decided_by(beginning)) scan_line(scanned_, buffer_.size());
      return;
    }
    const std::size_t next = end == std::string::npos ? buffer_.size() : end + 1;
    if (!std::exchange(inside_line_, false)) scan_line(scanned_, next);
    scanned_ = next;
  }
}

void DocumentSplitter::scan_line(std::size_t line, std::size_t end) {
  std::string_view text = std::string_view(buffer_).substr(line, end - line);
  if (const std::size_t length = length_of_separator(text); length > 0) {
    separator_ = line;
    key_like_ = false;
    text = inline_content(text, length);
  }
  if (!separator_) return;
  const LineSense sense = sense_of(text, !key_like_, limits_.fields);
  key_like_ = key_like_ || sense == LineSense::maybe;
  if (sense == LineSense::undecided || sense == LineSense::maybe) return;
  if (sense == LineSense::mapping) cut_ = separator_;
  separator_.reset();
}

void DocumentSplitter::emit(std::size_t size, DocumentBatch& batch) {
  batch.text.assign(buffer_, 0, size);
  batch.first_line = line_;
  batch.fields = limits_.fields;
  drop(size);
}

void DocumentSplitter::drop(std::size_t size) {
  const auto move_back = [size](std::optional<std::size_t>& place) {
    if (place && *place < size) place.reset();
    if (place) *place -= size;
  };
  line_ += count_lines(std::string_view(buffer_).substr(0, size));
  buffer_.erase(0, size);
  scanned_ -= std::min(scanned_, size);
  searched_ -= std::min(searched_, size);
  move_back(cut_);
  move_back(separator_);
}

// Forgets what is known to belong to the document that is too large, and ends the skipping where the next one begins.
void DocumentSplitter::skip() {
  if (cut_) {
    drop(*cut_);
    cut_.reset();
    skipping_ = false;
    return;
  }
  drop(separator_.value_or(scanned_));
  if (buffer_.size() <= limits_.max_document_bytes) return;
  inside_line_ = scanned_ < buffer_.size();
  drop(buffer_.size());
}

}  // namespace newsrank
