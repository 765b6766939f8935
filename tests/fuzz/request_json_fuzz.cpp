// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as the JSON of a C program's request and of its options for opening: read or refused, never worse, and a
// refusal says why.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json/request_json.hpp"

namespace {

template <typename T>
void check(const newsrank::Result<T>& result) {
  if (result) return;
  if (result.error().message.empty() || result.error().code != newsrank::ErrorCode::invalid_argument) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(newsrank::detail::read_request("salt", text));
  check(newsrank::detail::read_open_options(text));
  return 0;
}
