// SPDX-License-Identifier: GPL-2.0-or-later
// Byte strings of the stored format: LEB128 lengths, strings, little-endian numbers, and a reader that refuses all
// else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::detail {

inline void put_length(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>((value & 0x7f) | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline void put_string(std::string& out, std::string_view text) {
  put_length(out, text.size());
  out.append(text);
}

inline void put_u64(std::string& out, std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xff));
}

// Reads what the put functions wrote. After the first failure everything reads as empty or 0 and ok() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t length() {
    if (!bytes_.empty() && static_cast<unsigned char>(bytes_.front()) < 0x80) return u8();
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      const unsigned byte = u8();
      value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
      if ((byte & 0x80U) == 0) {
        if (byte == 0 && shift > 0) ok_ = false;  // one way only to write a length
        return ok_ ? value : 0;
      }
    }
    ok_ = false;
    return 0;
  }

  // Valid as long as the bytes that are read.
  std::string_view view() {
    const std::uint64_t size = length();
    if (!ok_ || size > bytes_.size()) {
      ok_ = false;
      return {};
    }
    const std::string_view text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return text;
  }

  std::string string() { return std::string(view()); }

  std::uint64_t u64() {
    if (bytes_.size() < 8) {
      ok_ = false;
      return 0;
    }
    std::uint64_t value = 0;
    for (unsigned i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * i);
    bytes_.remove_prefix(8);
    return value;
  }

  unsigned u8() {
    if (bytes_.empty()) {
      ok_ = false;
      return 0;
    }
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }

  void fail() { ok_ = false; }

  std::size_t left() const { return bytes_.size(); }
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace newsrank::detail
