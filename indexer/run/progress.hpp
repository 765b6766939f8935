// SPDX-License-Identifier: GPL-2.0-or-later
// RunProgress: where a run stands while it goes on.
#pragma once

#include <cstdint>

namespace newsrank {

// Where a run stands. Bytes and articles are known in the stage they belong to.
struct RunProgress {
  enum class Stage : std::uint8_t { reading, storing };
  Stage stage = Stage::reading;
  std::uint64_t files_done = 0;
  std::uint64_t files_total = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;  // of the files to read; 0 if unknown (standard input)
  std::uint64_t articles_done = 0;
  std::uint64_t articles_total = 0;
};

}  // namespace newsrank
