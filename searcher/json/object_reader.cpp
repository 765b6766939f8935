#include "json/object_reader.hpp"

#include <fmt/format.h>

#include <utility>

namespace newsrank::detail {
namespace {

// Options and articles have three; anything far above is no mistake of a person.
constexpr int kMaxDepth = 16;

// Names of members are the caller's text: only printable ASCII gets into a message.
std::string printable(std::string_view text) {
  std::string shown(text.substr(0, 80));
  for (char& c : shown) {
    if (c < 0x20 || c >= 0x7f) c = '?';
  }
  return shown;
}

}  // namespace

Result<Json> parse_object(std::string_view text, ErrorCode code) {
  bool too_deep = false;
  const auto watch = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kMaxDepth;
    return !too_deep;
  };
  try {
    Json object = Json::parse(text, watch);
    if (too_deep) return Error{code, "the JSON text is nested too deeply", ""};
    if (!object.is_object()) return Error{code, "the JSON text is not an object", "write it within { and }"};
    return object;
  } catch (const Json::parse_error& broken) {
    return Error{code, fmt::format("the JSON text is broken at byte {}", broken.byte), ""};
  } catch (const Json::out_of_range&) {
    return Error{code, "the JSON text holds a number beyond all range", ""};
  }
}

ObjectReader::ObjectReader(const Json& object, std::string path, ErrorCode code)
    : object_(object), path_(std::move(path)), code_(code) {
  if (!object.is_object()) mistake_ = Error{code_, fmt::format("\"{}\" is not an object", path_), ""};
}

const Json* ObjectReader::find(const char* name) {
  known_.emplace(name);
  if (!object_.is_object()) return nullptr;
  const auto member = object_.find(name);
  return member == object_.end() || member->is_null() ? nullptr : &*member;
}

std::string ObjectReader::path_of(const char* name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

void ObjectReader::note(const Error& mistake) {
  if (!mistake_) mistake_ = mistake;
}

void ObjectReader::refuse(const char* name, std::string_view wanted) {
  note({code_, fmt::format("\"{}\" is not {}", path_of(name), wanted), ""});
}

void ObjectReader::read(const char* name, bool& value) {
  const Json* const member = find(name);
  if (member == nullptr) return;
  if (!member->is_boolean()) return refuse(name, "true or false");
  value = member->get<bool>();
}

void ObjectReader::read(const char* name, double& value) {
  const Json* const member = find(name);
  if (member == nullptr) return;
  if (!member->is_number()) return refuse(name, "a number");
  value = member->get<double>();
}

void ObjectReader::read(const char* name, std::size_t& value) {
  const Json* const member = find(name);
  if (member == nullptr) return;
  if (!member->is_number_unsigned()) return refuse(name, "a whole number from 0");
  value = member->get<std::size_t>();
}

void ObjectReader::read(const char* name, std::int64_t& value) {
  const Json* const member = find(name);
  if (member == nullptr) return;
  // The parser makes unsigned numbers of what is not negative, also beyond the range.
  const bool fits =
      member->is_number_unsigned() ? member->get<std::uint64_t>() <= INT64_MAX : member->is_number_integer();
  if (!fits) return refuse(name, "a whole number");
  value = member->get<std::int64_t>();
}

void ObjectReader::read(const char* name, std::string& value) {
  const Json* const member = find(name);
  if (member == nullptr) return;
  if (!member->is_string()) return refuse(name, "a text");
  value = member->get<std::string>();
}

void ObjectReader::read(const char* name, std::vector<std::string>& value) {
  const Json* const member = find(name);
  if (member == nullptr) return;
  if (!member->is_array()) return refuse(name, "a list of texts");
  value.clear();
  for (const Json& item : *member) {
    if (!item.is_string()) return refuse(name, "a list of texts");
    value.push_back(item.get<std::string>());
  }
}

Result<void> ObjectReader::finish() const {
  if (mistake_) return *mistake_;
  for (const auto& member : object_.items()) {
    if (known_.contains(member.key())) continue;
    std::string names;
    for (const std::string& name : known_) names += (names.empty() ? "" : ", ") + name;
    return Error{code_, fmt::format("there is no \"{}\"", path_of(printable(member.key()).c_str())),
                 fmt::format("use one of {}", names)};
  }
  return {};
}

}  // namespace newsrank::detail
