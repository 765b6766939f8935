// SPDX-License-Identifier: GPL-2.0-or-later
// Inflater: unpacks what the engine has packed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_decompressor;

namespace newsrank::detail {

// Threads: one at a time.
class Inflater {
 public:
  Inflater();

  // A raw stream of Deflate, unpacked; valid until the next call. Throws Xapian::DatabaseCorruptError if it is none.
  std::string_view operator()(std::string_view packed);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };

  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
  std::string text_;
};

}  // namespace newsrank::detail
