// SPDX-License-Identifier: GPL-2.0-or-later
// JSON values as they are read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace newsrank::detail {

struct JsonValue;
struct JsonMember;
using JsonList = std::vector<JsonValue>;
// In the order of the text. Of members with one name the last counts.
using JsonObject = std::vector<JsonMember>;

// A value. It is not the JSON library's own type, whose destructor allocates: that ends the program when memory has run
// out.
struct JsonValue {
  // Whole numbers are unsigned unless they are negative.
  std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, JsonList, JsonObject> held;

  // What it holds as a T, nullptr if it is something else.
  template <typename T>
  const T* as() const {
    return std::get_if<T>(&held);
  }
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

// The member of that name that counts, or nullptr.
const JsonValue* find_member(const JsonObject& object, std::string_view name);

}  // namespace newsrank::detail
