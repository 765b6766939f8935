// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/own_field_values.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/text/ascii.hpp"
#include "core/text/utf8.hpp"
#include "reading/fields/date_text.hpp"
#include "reading/fields/flag_text.hpp"
#include "reading/fields/shown_text.hpp"
#include "reading/html/html_text.hpp"

namespace newsrank {
namespace {

class OwnFieldReader {
 public:
  OwnFieldReader(const YamlTape& tape, const FieldDeclaration& field, const WrittenKey& key,
                 std::vector<TextProblem>& remarks)
      : tape_(tape), field_(field), key_(key), remarks_(remarks) {}

  std::vector<FieldValue> read(std::size_t place) {
    const bool several = field_.kind == FieldKind::text || field_.kind == FieldKind::keyword;
    if (tape_[place].kind != YamlKind::sequence) {
      take(place);
    } else {
      for (std::size_t item = place + 1; item < place + tape_[place].extent; item += tape_[item].extent) {
        if (!several && !values_.empty()) {
          leave_out(tape_[item].offset, "holds several values: the first one counts");
          break;
        }
        take(item);
      }
    }
    return std::move(values_);
  }

 private:
  void leave_out(std::size_t offset, const std::string& reason) {
    remarks_.push_back({offset, "the key " + shown(key_.name) + " " + reason});
  }

  void take(std::size_t place) {
    const auto text = text_at(place);
    if (!text) return leave_out(tape_[place].offset, "holds neither a value nor a name: left out");
    if (text->empty()) return;
    auto value = value_of(*text);
    if (!value) return leave_out(tape_[place].offset, expected_ + ", not " + shown(*text) + ": left out");
    if (std::find(values_.begin(), values_.end(), *value) == values_.end()) values_.push_back(*std::move(value));
  }

  // Records tell of a person in a mapping: of these the name.
  std::optional<std::string_view> text_at(std::size_t place) const {
    const YamlNode& node = tape_[place];
    if (node.kind == YamlKind::scalar) return trim_unicode(node.text);
    if (node.kind == YamlKind::null) return std::string_view{};
    if (node.kind != YamlKind::mapping) return std::nullopt;
    for (std::size_t key = place + 1; key < place + node.extent;) {
      const std::size_t value = key + tape_[key].extent;
      if (tape_[key].kind == YamlKind::scalar && tape_[key].text == "name" && tape_[value].kind == YamlKind::scalar)
        return trim_unicode(tape_[value].text);
      key = value + tape_[value].extent;
    }
    return std::nullopt;
  }

  std::optional<FieldValue> value_of(std::string_view text) {
    switch (field_.kind) {
      case FieldKind::number: {
        expected_ = "must be a number";
        const auto number = detail::parse_signed_number<double>(text);
        // One zero, so that equal values are stored alike.
        return number && std::isfinite(*number) ? std::optional<FieldValue>(*number + 0.0) : std::nullopt;
      }
      case FieldKind::date: {
        expected_ = "must be a date such as 2024-03-05 or 2024-03-05T08:30:00Z";
        const auto moment = read_date(text);
        return moment ? std::optional<FieldValue>(*moment) : std::nullopt;
      }
      case FieldKind::flag: {
        expected_ = "must be true or false";
        const auto set = parse_flag(text);
        return set ? std::optional<FieldValue>(*set) : std::nullopt;
      }
      default: {
        expected_ = "must be a text";
        std::string clean = clean_text(text);
        return clean.empty() ? std::nullopt : std::optional<FieldValue>(std::move(clean));
      }
    }
  }

  const YamlTape& tape_;
  const FieldDeclaration& field_;
  const WrittenKey& key_;
  std::vector<TextProblem>& remarks_;
  std::vector<FieldValue> values_;
  std::string expected_;
};

}  // namespace

void read_own_fields(const YamlTape& tape, const ArticleFields& fields, Article& article,
                     std::vector<TextProblem>& remarks) {
  const std::vector<FieldDeclaration>& declared = fields.map().own();
  for (std::size_t number = 0; number < declared.size(); ++number) {
    const auto place = fields.find_own(number);
    if (!place) continue;
    auto values = OwnFieldReader(tape, declared[number], fields.written_own(number), remarks).read(*place);
    if (!values.empty()) article.fields.push_back({declared[number].name, std::move(values)});
  }
}

}  // namespace newsrank
