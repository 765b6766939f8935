// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/own_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/text/printable.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kShownBytes = 80;

Error invalid(std::string_view name, std::string_view reason, std::string hint = "") {
  return {ErrorCode::invalid_article, fmt::format("the field \"{}\" {}", printable_start(name, kShownBytes), reason),
          std::move(hint)};
}

std::optional<double> as_number(const FieldValue& value) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (const auto* const number = std::get_if<double>(&value)) return *number;
  const auto* const whole = std::get_if<std::int64_t>(&value);
  if (whole == nullptr || *whole > kExact || *whole < -kExact) return std::nullopt;
  return static_cast<double>(*whole);
}

std::optional<std::int64_t> as_moment(const FieldValue& value) {
  if (const auto* const text = std::get_if<std::string>(&value)) return parse_date_time(*text);
  const auto* const moment = std::get_if<std::int64_t>(&value);
  if (moment == nullptr || parse_date_time(format_date_time(*moment)) != *moment) return std::nullopt;
  return *moment;
}

// A value in the form of its kind, or what it should be.
std::optional<FieldValue> stored_value(FieldKind kind, const FieldValue& value, std::string_view& wanted) {
  switch (kind) {
    case FieldKind::number: {
      wanted = "does not hold a finite number";
      const auto number = as_number(value);
      // One zero, so that equal values are stored alike.
      return number && std::isfinite(*number) ? std::optional<FieldValue>(*number + 0.0) : std::nullopt;
    }
    case FieldKind::date: {
      wanted = "does not hold a moment in the years 1 to 9999";
      const auto moment = as_moment(value);
      return moment ? std::optional<FieldValue>(*moment) : std::nullopt;
    }
    case FieldKind::flag:
      wanted = "does not hold true or false";
      return std::holds_alternative<bool>(value) ? std::optional(value) : std::nullopt;
    default: {
      wanted = "does not hold texts of valid UTF-8";
      const auto* const text = std::get_if<std::string>(&value);
      return text != nullptr && is_utf8(*text) ? std::optional(value) : std::nullopt;
    }
  }
}

bool may_be_several(FieldKind kind) {
  return kind == FieldKind::text || kind == FieldKind::keyword;
}

Result<ArticleField> stored_field(const ArticleField& field, const Field& declared) {
  if (field.values.size() > 1 && !may_be_several(declared.kind)) return invalid(field.name, "holds several values");
  ArticleField stored{field.name, {}};
  for (const FieldValue& value : field.values) {
    std::string_view wanted;
    auto taken = stored_value(declared.kind, value, wanted);
    if (!taken) return invalid(field.name, wanted, fmt::format("it is declared as {}", kind_name(declared.kind)));
    stored.values.push_back(*std::move(taken));
  }
  return stored;
}

}  // namespace

Result<std::vector<ArticleField>> stored_fields(const std::vector<ArticleField>& fields, const FieldTable& table) {
  std::vector<std::pair<const Field*, ArticleField>> found;
  for (const ArticleField& field : fields) {
    const Field* const declared = table.find_own(field.name);
    if (declared == nullptr) {
      std::string names;
      for (const FieldDeclaration& each : table.declared()) names += (names.empty() ? "" : ", ") + each.name;
      return invalid(field.name, "is not declared",
                     names.empty() ? "declare it when the index is made" : fmt::format("the index has {}", names));
    }
    if (std::any_of(found.begin(), found.end(), [&](const auto& other) { return other.first == declared; }))
      return invalid(field.name, "is there twice", "give all its values at once");
    auto stored = stored_field(field, *declared);
    if (!stored) return stored.error();
    found.emplace_back(declared, *std::move(stored));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<ArticleField> all;
  for (auto& [declared, field] : found) {
    if (!field.values.empty()) all.push_back(std::move(field));
  }
  return all;
}

}  // namespace newsrank::detail
