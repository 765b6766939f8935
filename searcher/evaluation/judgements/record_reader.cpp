// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/judgements/record_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "core/text/printable.hpp"

namespace newsrank::detail {

namespace {

constexpr std::string_view kWhiteSpace = " \t\v\f";

struct FileCloser {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

Error io_error(const std::string& path, int code) {
  return {ErrorCode::io, fmt::format("cannot read '{}': {}", quotable(path), std::generic_category().message(code)),
          "check the path and its permissions"};
}

Result<std::string> read_all(std::FILE* file, const std::string& path) {
  constexpr std::size_t kChunk = std::size_t{1} << 16;
  std::string content;
  for (;;) {
    const std::size_t size = content.size();
    content.resize(size + kChunk);
    errno = 0;
    const std::size_t got = std::fread(content.data() + size, 1, kChunk, file);
    content.resize(size + got);
    if (content.size() > kMaxJudgingFileBytes) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("'{}' is larger than {} bytes", quotable(path), kMaxJudgingFileBytes),
                   "split the file by queries"};
    }
    if (got < kChunk) {
      if (std::ferror(file) != 0) return io_error(path, errno);
      return content;
    }
  }
}

}  // namespace

Result<std::string> read_text_file(const std::string& path) {
  if (path == "-") return read_all(stdin, path);
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return io_error(path, errno);
  return read_all(file.get(), path);
}

std::string quotable(std::string_view text) {
  constexpr std::size_t kMaxBytes = 60;
  return printable_start(text, kMaxBytes);
}

RecordReader::RecordReader(std::string_view content, std::string_view source) : rest_(content), source_(source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

bool RecordReader::next() {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('\n');
    text_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++line_;
    if (text_.ends_with('\r')) text_.remove_suffix(1);
    if (text_.find_first_not_of(kWhiteSpace) != std::string_view::npos) return true;
  }
  return false;
}

std::vector<std::string_view> RecordReader::fields() const {
  std::vector<std::string_view> fields;
  std::size_t begin = text_.find_first_not_of(kWhiteSpace);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(text_.find_first_of(kWhiteSpace, begin), text_.size());
    fields.push_back(text_.substr(begin, end - begin));
    begin = text_.find_first_not_of(kWhiteSpace, end);
  }
  return fields;
}

bool RecordReader::is_clean() const {
  return std::none_of(text_.begin(), text_.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

Error RecordReader::fail(std::string_view message, std::string_view hint) const {
  return {ErrorCode::invalid_argument, fmt::format("{}:{}: {}", quotable(source_), line_, message), std::string(hint)};
}

}  // namespace newsrank::detail
