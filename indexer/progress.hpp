// Progress: one line on a terminal that is redrawn while a run goes on.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

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

// The line for a state reached after `seconds` in its stage.
std::string format_progress(const RunProgress& progress, double seconds);

// Draws on standard error, at most 10 times a second; nothing at all if that is no terminal or `enabled` is false.
// Threads: one at a time.
class ProgressLine {
 public:
  explicit ProgressLine(bool enabled);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const RunProgress& progress);

  // Takes the line away, so that other output can follow.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  bool drawn_ = false;
  RunProgress::Stage stage_ = RunProgress::Stage::reading;
  Clock::time_point stage_begin_ = Clock::now();
  Clock::time_point last_;
};

}  // namespace newsrank
