// From JSON text to options and articles: strict, with messages that name the member.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "json/json_text.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// The object that the text holds. Errors, with `code`: broken JSON, invalid UTF-8, numbers that no double holds,
// anything but an object, objects and lists within each other deeper than newsrank's own.
Result<Json> parse_object(std::string_view text, ErrorCode code);

// Reads the members of an object that are there, null counting as absent, into variables that hold the defaults.
// Remembers the first mistake; `path` names the object in messages.
class ObjectReader {
 public:
  ObjectReader(const Json& object, std::string path, ErrorCode code);

  void read(const char* name, bool& value);
  void read(const char* name, double& value);
  void read(const char* name, std::size_t& value);
  void read(const char* name, std::int64_t& value);
  void read(const char* name, std::string& value);
  void read(const char* name, std::vector<std::string>& value);

  template <typename T>
  void read(const char* name, std::optional<T>& value) {
    T present{};
    if (find(name) == nullptr) return;
    read(name, present);
    value = std::move(present);
  }

  // The member, or nullptr; it then counts as read.
  const Json* find(const char* name);

  // Notes that the member is not `wanted`, "a whole number".
  void refuse(const char* name, std::string_view wanted);

  // Takes over the mistake of reading a member by other means.
  void note(const Error& mistake);

  // "limits.max_nodes" for a member of the object `limits`.
  std::string path_of(const char* name) const;

  // The first mistake, or a member that was not asked for.
  Result<void> finish() const;

 private:
  const Json& object_;
  std::string path_;
  ErrorCode code_;
  std::set<std::string, std::less<>> known_;
  std::optional<Error> mistake_;
};

}  // namespace newsrank::detail
