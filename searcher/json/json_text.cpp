#include "json/json_text.hpp"

#include <fmt/format.h>

namespace newsrank::detail {

std::string json_text(const Json& value) {
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  // The JSON library leaves DEL and the controls of two bytes, U+0080 to U+009F, as they are.
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool two_bytes = text[at] == '\xC2' && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (text[at] != '\x7F' && !two_bytes) {
      safe += text[at];
      continue;
    }
    if (two_bytes) ++at;
    safe += fmt::format("\\u00{:02x}", static_cast<unsigned char>(text[at]));
  }
  return safe;
}

}  // namespace newsrank::detail
