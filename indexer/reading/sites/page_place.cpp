// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/sites/page_place.hpp"

#include <string_view>

#include "core/text/printable.hpp"
#include "core/text/utf8.hpp"

namespace newsrank {

std::string identity_of_path(const std::string& path) {
  return detail::printable(path, detail::is_utf8(path) ? detail::Unshown::blank : detail::Unshown::percent);
}

std::string file_address(const std::string& path) {
  constexpr std::string_view kUnreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string address = "file://";
  for (const char c : path) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      address += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    address.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
  }
  return address;
}

}  // namespace newsrank
