// SPDX-License-Identifier: GPL-2.0-or-later
// Writing JSON text.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace newsrank::detail {

// Writes one JSON text from its beginning to its end: one line of valid UTF-8 (invalid bytes are written as U+FFFD),
// all control characters escaped, so that a terminal shows the text. The caller closes what it opens, and gives a key
// before each value in an object.
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { text_ += '}'; }
  void begin_list() { open('['); }
  void end_list() { text_ += ']'; }

  void key(std::string_view name);

  void value(std::nullptr_t);
  void value(double number);  // null if it is not finite
  void value(std::string_view text);

  template <std::integral T>
  void value(T number) {
    if constexpr (std::is_same_v<T, bool>) {
      plain(number ? "true" : "false");
    } else {
      plain(std::to_string(number));
    }
  }

  // The value, or null.
  template <typename T>
  void value(const std::optional<T>& present) {
    present ? value(*present) : value(nullptr);
  }

  template <typename T>
  void value(const std::vector<T>& items) {
    begin_list();
    for (const T& item : items) value(item);
    end_list();
  }

  template <typename T>
  void member(std::string_view name, const T& content) {
    key(name);
    value(content);
  }

  // A member that is an object; `write_members()` writes what it holds.
  template <typename WriteMembers>
  void object(std::string_view name, WriteMembers write_members) {
    key(name);
    begin_object();
    write_members();
    end_object();
  }

  // The same of an item; `write_members(*this, item)` writes what it holds.
  template <typename Item, typename WriteMembers>
  void object(std::string_view name, const Item& item, WriteMembers write_members) {
    key(name);
    write_object(item, write_members);
  }

  // A member that is a list of such objects.
  template <typename Item, typename WriteMembers>
  void objects(std::string_view name, const std::vector<Item>& items, WriteMembers write_members) {
    key(name);
    begin_list();
    for (const Item& item : items) write_object(item, write_members);
    end_list();
  }

  // What was written; the writer is done.
  std::string take() { return std::move(text_); }

 private:
  template <typename Item, typename WriteMembers>
  void write_object(const Item& item, WriteMembers write_members) {
    begin_object();
    write_members(*this, item);
    end_object();
  }

  void separate();
  void open(char bracket);
  void plain(std::string_view text);

  std::string text_;
};

// The text of one object; `write_members(writer)` writes what it holds.
template <typename WriteMembers>
std::string json_object(WriteMembers write_members) {
  JsonWriter out;
  out.begin_object();
  write_members(out);
  out.end_object();
  return out.take();
}

}  // namespace newsrank::detail
