// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as the stored record of an article: what is read is read as the same from its own record, all else is
// refused.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "newsrank/article.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto article = newsrank::decode_article({reinterpret_cast<const char*>(data), size});
  if (!article) {
    if (article.error().code != newsrank::ErrorCode::index_corrupt) std::abort();
    return 0;
  }
  const std::string record = newsrank::encode_article(*article);
  const auto again = newsrank::decode_article(record);
  if (!again || newsrank::encode_article(*again) != record) std::abort();
  return 0;
}
