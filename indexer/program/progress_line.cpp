// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace newsrank {
namespace {

std::string remaining(double share, double seconds) {
  if (share <= 0 || share >= 1 || seconds < 1) return "";
  const auto left = static_cast<std::uint64_t>(seconds * (1 - share) / share + 0.5);
  if (left >= 3600) return fmt::format(", {}:{:02}:{:02} left", left / 3600, left / 60 % 60, left % 60);
  return fmt::format(", {}:{:02} left", left / 60, left % 60);
}

// "[#####---------------]  25%"; empty if the whole is not known.
std::string bar_of(double share) {
  constexpr std::size_t kCells = 20;
  if (share < 0) return "";
  const auto filled = static_cast<std::size_t>(share * kCells);
  return fmt::format(" [{}{}] {:3.0f}%", std::string(filled, '#'), std::string(kCells - filled, '-'),
                     std::floor(share * 100));
}

// Less than 0: not known.
double share_of(std::uint64_t done, std::uint64_t total) {
  return total == 0 ? -1 : std::min(static_cast<double>(done) / static_cast<double>(total), 1.0);
}

}  // namespace

std::string format_progress(const RunProgress& progress, double seconds) {
  if (progress.stage == RunProgress::Stage::storing) {
    const double share = share_of(progress.articles_done, progress.articles_total);
    return fmt::format("storing{} {} of {} articles{}", bar_of(share), progress.articles_done, progress.articles_total,
                       remaining(share, seconds));
  }
  const double megabytes = static_cast<double>(progress.bytes_done) / 1e6;
  const double share = share_of(progress.bytes_done, progress.bytes_total);
  return fmt::format("reading{} {} of {} files, {:.1f} MB/s{}", bar_of(share), progress.files_done,
                     progress.files_total, seconds > 0 ? megabytes / seconds : 0, remaining(share, seconds));
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
