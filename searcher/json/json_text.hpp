// The JSON library as newsrank uses it: members keep their order, text is one line of valid UTF-8.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace newsrank::detail {

using Json = nlohmann::ordered_json;

// On one line; invalid UTF-8 is written as U+FFFD, and all control characters are escaped: a terminal shows the text.
std::string json_text(const Json& value);

// The value, or null.
template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace newsrank::detail
