// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/json_writer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// Scalars are the JSON library's to write. Lists and objects of its own are not made: their destructor allocates, which
// ends the program when memory has run out.
std::string scalar_text(const nlohmann::json& scalar) {
  return scalar.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Whether the text stands in JSON as it is: nothing to escape, and valid.
bool is_plain(std::string_view text) {
  bool ascii = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F) return false;
    // The controls of two bytes, U+0080 to U+009F.
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return false;
    ascii = ascii && byte < 0x80;
  }
  return ascii || is_utf8(text);
}

}  // namespace

void JsonWriter::separate() {
  // What is complete ends in none of these.
  constexpr std::string_view kBeginnings = "{[:";
  if (!text_.empty() && kBeginnings.find(text_.back()) == std::string_view::npos) text_ += ',';
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
}

void JsonWriter::plain(std::string_view text) {
  separate();
  text_ += text;
}

void JsonWriter::key(std::string_view name) {
  value(name);
  text_ += ':';
}

void JsonWriter::value(std::nullptr_t) {
  plain("null");
}

void JsonWriter::value(double number) {
  plain(scalar_text(number));
}

void JsonWriter::value(std::string_view text) {
  separate();
  if (is_plain(text)) {
    text_ += '"';
    text_ += text;
    text_ += '"';
    return;
  }
  const std::string quoted = scalar_text(text);
  // The JSON library leaves DEL and the controls of two bytes, U+0080 to U+009F, as they are.
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    const bool two_bytes = quoted[at] == '\xC2' && static_cast<unsigned char>(quoted[at + 1]) < 0xA0;
    if (quoted[at] != '\x7F' && !two_bytes) {
      text_ += quoted[at];
      continue;
    }
    if (two_bytes) ++at;
    text_ += fmt::format("\\u00{:02x}", static_cast<unsigned char>(quoted[at]));
  }
}

}  // namespace newsrank::detail
