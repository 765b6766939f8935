// SPDX-License-Identifier: GPL-2.0-or-later
// Lines of a text file as records of fields, with errors that name the file and the line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// The largest file that is read, in bytes; larger ones are an error.
inline constexpr std::size_t kMaxJudgingFileBytes = std::size_t{1} << 30;

// The whole content of a file, pipe or (path "-") standard input. Errors: io, invalid_argument (too large).
Result<std::string> read_text_file(const std::string& path);

// `text` made fit for a message: at most 60 bytes, everything but printable ASCII shown as '?'.
std::string quotable(std::string_view text);

// Walks over the lines of `content`, which must outlive it and every view taken from it. Blank lines are skipped, a
// carriage return before the line end and a byte order mark at the start are dropped.
class RecordReader {
 public:
  // `source` names the content in errors.
  RecordReader(std::string_view content, std::string_view source);

  // Goes to the next line that is not blank; false at the end.
  bool next();

  // The present line, without its end.
  std::string_view text() const { return text_; }
  // The present line's parts between white space.
  std::vector<std::string_view> fields() const;
  // False if the line holds a control character other than a tab.
  bool is_clean() const;

  // An invalid_argument error about the present line.
  Error fail(std::string_view message, std::string_view hint) const;

 private:
  std::string_view rest_;
  std::string_view text_;
  std::string source_;
  std::size_t line_ = 0;
};

}  // namespace newsrank::detail
