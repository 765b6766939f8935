// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/json_value.hpp"

#include <algorithm>

#include "json/json_writer.hpp"

namespace newsrank::detail {
namespace {

struct ValueWriter {
  JsonWriter& out;

  void operator()(const JsonObject& object) const {
    out.begin_object();
    for (const auto& [name, value] : object) {
      if (find_member(object, name) != &value) continue;
      out.key(name);
      std::visit(*this, value.held);
    }
    out.end_object();
  }

  void operator()(const JsonList& list) const {
    out.begin_list();
    for (const JsonValue& item : list) std::visit(*this, item.held);
    out.end_list();
  }

  void operator()(const auto& scalar) const { out.value(scalar); }
};

}  // namespace

const JsonValue* find_member(const JsonObject& object, std::string_view name) {
  const auto found =
      std::find_if(object.rbegin(), object.rend(), [&](const JsonMember& member) { return member.name == name; });
  return found == object.rend() ? nullptr : &found->value;
}

std::string json_text(const JsonValue& value) {
  JsonWriter out;
  std::visit(ValueWriter{out}, value.held);
  return out.take();
}

}  // namespace newsrank::detail
