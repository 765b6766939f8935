// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/json_parser.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace newsrank::detail {
namespace {

// Options and articles have three; anything far above is no mistake of a person.
constexpr std::size_t kMaxDepth = 16;

// Puts together what the parser reports, one value after another.
class ValueBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit ValueBuilder(ErrorCode code) : code_(code) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool truth) override { return add(truth); }
  bool number_integer(std::int64_t number) override { return add(number); }
  bool number_unsigned(std::uint64_t number) override { return add(number); }
  bool number_float(double number, const std::string&) override { return add(number); }
  bool string(std::string& text) override { return add(std::move(text)); }
  bool binary(binary_t&) override { return false; }  // JSON text has none

  bool start_object(std::size_t) override { return open(JsonObject{}); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonList{}); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    if (!too_deep_) std::get<JsonObject>(open_.back()->held).push_back({std::move(name), {}});
    return true;
  }

  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception& mistake) override {
    const bool broken = dynamic_cast<const nlohmann::json::parse_error*>(&mistake) != nullptr;
    mistake_ = Error{code_,
                     broken ? fmt::format("the JSON text is broken at byte {}", at)
                            : "the JSON text holds a number beyond all range",
                     ""};
    return false;
  }

  Result<JsonValue> take() {
    if (mistake_) return *std::move(mistake_);
    if (too_deep_) return Error{code_, "the JSON text is nested too deeply", ""};
    return std::move(root_);
  }

 private:
  // Where the next value belongs.
  JsonValue& place() {
    if (open_.empty()) return root_;
    if (auto* const list = std::get_if<JsonList>(&open_.back()->held)) return list->emplace_back();
    return std::get<JsonObject>(open_.back()->held).back().value;
  }

  // What is too deep is read to its end for mistakes, but not kept.
  template <typename T>
  bool add(T value) {
    too_deep_ = too_deep_ || open_.size() > kMaxDepth;
    if (!too_deep_) place().held = std::move(value);
    return true;
  }

  template <typename Container>
  bool open(Container empty) {
    too_deep_ = too_deep_ || open_.size() > kMaxDepth;
    if (too_deep_) return true;
    JsonValue& value = place();
    value.held = std::move(empty);
    open_.push_back(&value);
    return true;
  }

  bool close() {
    if (!too_deep_) open_.pop_back();
    return true;
  }

  ErrorCode code_;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // the outermost first; each but the last has the next one as its last value
  bool too_deep_ = false;
  std::optional<Error> mistake_;
};

}  // namespace

Result<JsonValue> parse_object(std::string_view text, ErrorCode code) {
  ValueBuilder builder(code);
  nlohmann::json::sax_parse(text, &builder);
  auto value = builder.take();
  if (value && value->as<JsonObject>() == nullptr)
    return Error{code, "the JSON text is not an object", "write it within { and }"};
  return value;
}

}  // namespace newsrank::detail
