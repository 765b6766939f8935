// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/object_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/text/printable.hpp"

namespace newsrank::detail {

std::optional<std::vector<std::string>> texts_of(const JsonValue& value) {
  const auto* const list = value.as<JsonList>();
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> texts;
  for (const JsonValue& item : *list) {
    const auto* const text = item.as<std::string>();
    if (text == nullptr) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

ObjectReader::ObjectReader(const JsonValue& object, std::string path, ErrorCode code)
    : object_(object.as<JsonObject>()), path_(std::move(path)), code_(code) {
  if (object_ == nullptr) mistake_ = Error{code_, fmt::format("\"{}\" is not an object", path_), ""};
}

const JsonValue* ObjectReader::find(std::string_view name) {
  known_.emplace(name);
  const JsonValue* const member = object_ == nullptr ? nullptr : find_member(*object_, name);
  return member == nullptr || member->as<std::nullptr_t>() != nullptr ? nullptr : member;
}

std::string ObjectReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

void ObjectReader::note(const Error& mistake) {
  if (!mistake_) mistake_ = mistake;
}

void ObjectReader::refuse(std::string_view name, std::string_view wanted) {
  note({code_, fmt::format("\"{}\" is not {}", path_of(name), wanted), ""});
}

void ObjectReader::read(std::string_view name, bool& value) {
  if (const auto* const truth = find_as<bool>(name, "true or false")) value = *truth;
}

void ObjectReader::read(std::string_view name, double& value) {
  const JsonValue* const member = find(name);
  if (member == nullptr) return;
  if (const auto* const number = member->as<double>()) {
    value = *number;
  } else if (const auto* const natural = member->as<std::uint64_t>()) {
    value = static_cast<double>(*natural);
  } else if (const auto* const negative = member->as<std::int64_t>()) {
    value = static_cast<double>(*negative);
  } else {
    refuse(name, "a number");
  }
}

void ObjectReader::read(std::string_view name, std::size_t& value) {
  if (const auto* const number = find_as<std::uint64_t>(name, "a whole number from 0")) value = *number;
}

void ObjectReader::read(std::string_view name, std::int64_t& value) {
  const JsonValue* const member = find(name);
  if (member == nullptr) return;
  const auto* const natural = member->as<std::uint64_t>();
  if (natural != nullptr && *natural <= INT64_MAX) {
    value = static_cast<std::int64_t>(*natural);
  } else if (const auto* const negative = member->as<std::int64_t>()) {
    value = *negative;
  } else {
    refuse(name, "a whole number");
  }
}

void ObjectReader::read(std::string_view name, std::string& value) {
  if (const auto* const text = find_as<std::string>(name, "a text")) value = *text;
}

void ObjectReader::read(std::string_view name, std::vector<std::string>& value) {
  const JsonValue* const member = find(name);
  if (member == nullptr) return;
  auto texts = texts_of(*member);
  if (!texts) return refuse(name, "a list of texts");
  value = *std::move(texts);
}

Result<void> ObjectReader::finish() const {
  constexpr std::size_t kShownBytes = 80;
  if (mistake_) return *mistake_;
  for (const JsonMember& member : *object_) {
    if (known_.contains(member.name)) continue;
    std::string names;
    for (const std::string& name : known_) names += (names.empty() ? "" : ", ") + name;
    return Error{code_, fmt::format("there is no \"{}\"", path_of(printable_start(member.name, kShownBytes))),
                 fmt::format("use one of {}", names)};
  }
  return {};
}

}  // namespace newsrank::detail
