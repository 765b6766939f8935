// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/inflater.hpp"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <new>

namespace newsrank::detail {
namespace {

constexpr std::size_t kFirstSize = 4'096;
// No byte of the stream can stand for more than 1,032.
constexpr std::size_t kMostOfByte = 1'032;

}  // namespace

void Inflater::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

Inflater::Inflater() : decompressor_(libdeflate_alloc_decompressor()) {
  if (!decompressor_) throw std::bad_alloc();
}

// How long the text is is not said: there is room for twice as much until it suffices.
std::string_view Inflater::operator()(std::string_view packed) {
  const std::size_t most = (packed.size() + 1) * kMostOfByte;
  if (text_.size() < kFirstSize) text_.resize(kFirstSize);
  for (;;) {
    std::size_t size = 0;
    const libdeflate_result result = libdeflate_deflate_decompress(decompressor_.get(), packed.data(), packed.size(),
                                                                   text_.data(), text_.size(), &size);
    if (result == LIBDEFLATE_SUCCESS) return std::string_view(text_).substr(0, size);
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || text_.size() >= most)
      throw Xapian::DatabaseCorruptError("an entry of the engine cannot be unpacked");
    text_.resize(std::min(2 * text_.size(), most));
  }
}

}  // namespace newsrank::detail
