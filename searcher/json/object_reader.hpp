// SPDX-License-Identifier: GPL-2.0-or-later
// From JSON objects to options and articles: strict, with messages that name the member.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json_value.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// The texts of a list; absent for anything else.
std::optional<std::vector<std::string>> texts_of(const JsonValue& value);

// Reads the members of an object that are there, null counting as absent, into variables that hold the defaults.
// Remembers the first mistake; `path` names the object in messages.
class ObjectReader {
 public:
  ObjectReader(const JsonValue& object, std::string path, ErrorCode code);

  void read(std::string_view name, bool& value);
  void read(std::string_view name, double& value);
  void read(std::string_view name, std::size_t& value);
  void read(std::string_view name, std::int64_t& value);
  void read(std::string_view name, std::string& value);
  void read(std::string_view name, std::vector<std::string>& value);

  template <typename T>
  void read(std::string_view name, std::optional<T>& value) {
    T present{};
    if (find(name) == nullptr) return;
    read(name, present);
    value = std::move(present);
  }

  // The member, or nullptr; it then counts as read.
  const JsonValue* find(std::string_view name);

  // The member as a T; nullptr if it is absent or, which is noted, not `wanted`.
  template <typename T>
  const T* find_as(std::string_view name, std::string_view wanted) {
    const JsonValue* const member = find(name);
    const T* const value = member == nullptr ? nullptr : member->as<T>();
    if (member != nullptr && value == nullptr) refuse(name, wanted);
    return value;
  }

  // Notes that the member is not `wanted`, "a whole number".
  void refuse(std::string_view name, std::string_view wanted);

  // Takes over the mistake of reading a member by other means.
  void note(const Error& mistake);

  // "limits.max_nodes" for a member of the object `limits`.
  std::string path_of(std::string_view name) const;

  // The first mistake, or a member that was not asked for.
  Result<void> finish() const;

 private:
  const JsonObject* object_;  // nullptr: it is none
  std::string path_;
  ErrorCode code_;
  std::set<std::string, std::less<>> known_;
  std::optional<Error> mistake_;
};

}  // namespace newsrank::detail
