// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/quality_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "core/byte_codec.hpp"

namespace newsrank::detail {
namespace {

// A float keeps 23 bits of its significand; 12 stay. The leading bits of floats that are not negative order as the
// floats do.
constexpr unsigned kDroppedBits = 23 - 12;

std::uint32_t key_of(float quality) {
  const auto bits = std::bit_cast<std::uint32_t>(quality);
  const std::uint32_t greatest = std::bit_cast<std::uint32_t>(std::numeric_limits<float>::max()) >> kDroppedBits;
  return std::min((bits + (1U << (kDroppedBits - 1))) >> kDroppedBits, greatest);
}

}  // namespace

float quality_as_float(double quality) noexcept {
  if (!(quality > 0)) return 0.0F;
  return static_cast<float>(std::min(quality, double{std::numeric_limits<float>::max()}));
}

void QualityHistogram::add(float quality) {
  ++counts_[key_of(quality)];
  ++total_;
}

void QualityHistogram::remove(float quality) {
  const auto found = counts_.find(key_of(quality));
  if (found == counts_.end()) return;
  if (--found->second == 0) counts_.erase(found);
  --total_;
}

void QualityHistogram::merge(const QualityHistogram& other) {
  for (const auto& [key, count] : other.counts_) counts_[key] += count;
  total_ += other.total_;
}

std::vector<QualityHistogram::Entry> QualityHistogram::entries() const {
  std::vector<Entry> entries;
  entries.reserve(counts_.size());
  for (const auto& [key, count] : counts_) entries.push_back({std::bit_cast<float>(key << kDroppedBits), count});
  return entries;
}

std::string QualityHistogram::encode() const {
  std::string bytes;
  put_length(bytes, counts_.size());
  std::uint32_t previous = 0;
  for (const auto& [key, count] : counts_) {
    put_length(bytes, key - previous);
    put_length(bytes, count);
    previous = key;
  }
  return bytes;
}

Result<QualityHistogram> QualityHistogram::decode(std::string_view bytes) {
  const Error damaged{ErrorCode::index_corrupt, "the quality histogram of the index is damaged",
                      "run newsrank-index --rebuild with the same sources"};
  constexpr std::uint64_t kKeys = 1U << (31 - kDroppedBits);
  constexpr std::uint64_t kMaxCount = std::numeric_limits<std::uint32_t>::max();  // as many as document numbers
  ByteReader in(bytes);
  QualityHistogram histogram;
  const std::uint64_t size = in.length();
  std::uint64_t key = 0;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::uint64_t step = in.length();
    const std::uint64_t count = in.length();
    if (!in.ok() || step >= kKeys || (step == 0 && i > 0) || count == 0 || count > kMaxCount) return damaged;
    key += step;
    if (key >= kKeys) return damaged;
    histogram.counts_.emplace_hint(histogram.counts_.end(), static_cast<std::uint32_t>(key), count);
    histogram.total_ += count;
  }
  if (!in.ok() || in.left() != 0) return damaged;
  return histogram;
}

}  // namespace newsrank::detail
