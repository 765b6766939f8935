// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace newsrank {
namespace {

std::string remaining(double done, double total, double seconds) {
  if (done <= 0 || total <= done || seconds < 1) return "";
  const auto left = static_cast<std::uint64_t>(seconds * (total - done) / done + 0.5);
  if (left >= 3600) return fmt::format(", {}:{:02}:{:02} left", left / 3600, left / 60 % 60, left % 60);
  return fmt::format(", {}:{:02} left", left / 60, left % 60);
}

}  // namespace

std::string format_progress(const RunProgress& progress, double seconds) {
  if (progress.stage == RunProgress::Stage::storing) {
    return fmt::format(
        "storing {} of {} articles{}", progress.articles_done, progress.articles_total,
        remaining(static_cast<double>(progress.articles_done), static_cast<double>(progress.articles_total), seconds));
  }
  const double megabytes = static_cast<double>(progress.bytes_done) / 1e6;
  return fmt::format(
      "reading {} of {} files, {:.1f} MB, {:.1f} MB/s{}", progress.files_done, progress.files_total, megabytes,
      seconds > 0 ? megabytes / seconds : 0,
      remaining(static_cast<double>(progress.bytes_done), static_cast<double>(progress.bytes_total), seconds));
}

ProgressLine::ProgressLine(bool enabled) : enabled_(enabled && ::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(const RunProgress& progress) {
  if (!enabled_) return;
  const auto now = Clock::now();
  if (progress.stage != stage_) {
    stage_ = progress.stage;
    stage_begin_ = now;
  }
  if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - stage_begin_).count();
  fmt::print(stderr, "\r\x1b[K{}", format_progress(progress, seconds));
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (!drawn_) return;
  drawn_ = false;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
}

}  // namespace newsrank
