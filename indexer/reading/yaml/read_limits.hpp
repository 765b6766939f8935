// SPDX-License-Identifier: GPL-2.0-or-later
// ReadLimits: what a reader accepts from files it does not trust.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsrank {

class FieldMap;

struct ReadLimits {
  std::size_t max_document_bytes = std::size_t{16} << 20;  // of one document with its body
  std::size_t max_depth = 64;                              // of lists and mappings in each other
  std::size_t max_values = 1'000'000;                      // keys and values of one document
  std::size_t max_entries = 200'000;                       // of one related list
  std::uint64_t max_file_bytes = std::uint64_t{64} << 30;  // of one file, however many documents it holds
  bool strict = false;                                     // what is worth a remark is a problem
  const FieldMap* fields = nullptr;                        // what keys mean; null: as the built-in map says
};

}  // namespace newsrank
