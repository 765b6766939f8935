// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/json_value.hpp"

#include <algorithm>

namespace newsrank::detail {

const JsonValue* find_member(const JsonObject& object, std::string_view name) {
  const auto found =
      std::find_if(object.rbegin(), object.rend(), [&](const JsonMember& member) { return member.name == name; });
  return found == object.rend() ? nullptr : &found->value;
}

}  // namespace newsrank::detail
