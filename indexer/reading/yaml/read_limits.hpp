// ReadLimits: what a reader accepts from files it does not trust.
#pragma once

#include <cstddef>

namespace newsrank {

struct ReadLimits {
  std::size_t max_document_bytes = std::size_t{16} << 20;  // of one document with its body
  std::size_t max_depth = 64;                              // of lists and mappings in each other
  bool strict = false;                                     // what is worth a remark is a problem
};

}  // namespace newsrank
