// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/field_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/members.hpp"
#include "core/text/ascii.hpp"
#include "core/text/printable.hpp"

namespace newsrank::detail {
namespace {

constexpr std::uint32_t kMaxWeight = 100;
constexpr std::size_t kMaxNameBytes = 32;

// "XUAA", "XUAB" and so on: of one length, so that no prefix begins another.
constexpr auto kPrefixes = [] {
  std::array<std::array<char, 4>, kMaxOwnFields> prefixes{};
  for (std::size_t i = 0; i < kMaxOwnFields; ++i)
    prefixes[i] = {'X', 'U', static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26)};
  return prefixes;
}();

struct NamedKind {
  FieldKind kind;
  std::string_view name;
};
constexpr std::array<NamedKind, 5> kKinds{{{FieldKind::text, "text"},
                                           {FieldKind::keyword, "keyword"},
                                           {FieldKind::number, "number"},
                                           {FieldKind::date, "date"},
                                           {FieldKind::flag, "flag"}}};

// Beside the names in the table of members: what queries, facets, orders and output call so.
constexpr std::string_view kTakenNames =
    "before until after since year quarter month week day any query query_id rank score relevance quality_factor "
    "recency_factor snippet snippets explanation copies also";

bool is_taken(std::string_view name) {
  return find_field(name) != nullptr || lists_name(kTakenNames, name) ||
         std::any_of(kMembers.begin(), kMembers.end(), [&](const Member& member) {
           return member.name == name || member.object == name || lists_name(member.aliases, name);
         });
}

std::optional<std::string_view> mistake_in(const FieldDeclaration& field) {
  const auto is_allowed = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (field.name.size() < 2 || field.name.size() > kMaxNameBytes ||
      !std::all_of(field.name.begin(), field.name.end(), is_allowed))
    return "a name has 2 to 32 of the letters a to z and _";
  if (is_taken(field.name)) return "the name means something else already";
  if (kind_name(field.kind).empty()) return "the kind is text, keyword, number, date or flag";
  if (field.kind == FieldKind::text && (field.weight == 0 || field.weight > kMaxWeight))
    return "a weight is a whole number from 1 to 100";
  if (field.facetable && field.kind == FieldKind::text) return "the values of a text field cannot be counted";
  if (field.sortable && field.kind != FieldKind::number && field.kind != FieldKind::date)
    return "hits are sorted by numbers and dates only";
  return std::nullopt;
}

bool has_value(const FieldDeclaration& field) {
  return field.facetable || field.kind == FieldKind::number || field.kind == FieldKind::date;
}

}  // namespace

FieldTable::FieldTable(std::vector<FieldDeclaration> declared) : declared_(std::move(declared)) {
  own_.reserve(declared_.size());
  for (const FieldDeclaration& each : declared_) {
    const std::size_t number = own_.size();
    Field field;
    field.name = each.name;
    field.kind = each.kind;
    const bool has_terms = each.kind != FieldKind::number && each.kind != FieldKind::date;
    if (has_terms) field.prefix = {kPrefixes[number].data(), kPrefixes[number].size()};
    if (has_value(each)) field.slot = static_cast<std::uint32_t>(kFirstOwnSlot + number);
    field.weight = each.weight;
    field.own = true;
    hides_some_ = hides_some_ || !each.stored;
    own_.push_back(field);
  }
}

const FieldTable& FieldTable::built_in() {
  static const FieldTable table({});
  return table;
}

Result<FieldTablePtr> FieldTable::make(std::vector<FieldDeclaration> declared) {
  if (declared.size() > kMaxOwnFields) {
    return Error{ErrorCode::invalid_argument, fmt::format("an index has at most {} fields of its own", kMaxOwnFields),
                 "declare fewer"};
  }
  for (auto field = declared.begin(); field != declared.end(); ++field) {
    if (field->kind != FieldKind::text) field->weight = 0;
    auto mistake = mistake_in(*field);
    if (std::any_of(declared.begin(), field, [&](const auto& other) { return other.name == field->name; }))
      mistake = "it is declared twice";
    if (!mistake) continue;
    return Error{ErrorCode::invalid_argument,
                 fmt::format("the field \"{}\" cannot be declared: {}", printable_start(field->name, 80), *mistake),
                 ""};
  }
  return FieldTablePtr(new FieldTable(std::move(declared)));
}

const Field* FieldTable::find(std::string_view name) const {
  const Field* const field = find_field(name);
  return field != nullptr || own_.empty() ? field : find_own(name);
}

const Field* FieldTable::find_own(std::string_view name) const {
  const auto found = std::find_if(own_.begin(), own_.end(), [&](const Field& field) { return field.name == name; });
  return found == own_.end() ? nullptr : &*found;
}

std::string_view kind_name(FieldKind kind) {
  const auto* const found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const NamedKind& each) { return each.kind == kind; });
  return found == kKinds.end() ? std::string_view{} : found->name;
}

std::optional<FieldKind> kind_named(std::string_view name) {
  const auto* const found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const NamedKind& each) { return each.name == name; });
  return found == kKinds.end() ? std::nullopt : std::optional(found->kind);
}

std::string format_declarations(std::span<const FieldDeclaration> declared) {
  std::string text;
  for (const FieldDeclaration& field : declared) {
    text += fmt::format("{} {} {} {} {} {}\n", field.name, kind_name(field.kind), field.weight, field.stored ? 1 : 0,
                        field.facetable ? 1 : 0, field.sortable ? 1 : 0);
  }
  return text;
}

namespace {

std::optional<FieldDeclaration> parse_declaration(std::string_view line) {
  std::vector<std::string_view> words;
  for_each_name(line, [&](std::string_view word) { words.push_back(word); });
  if (words.size() != 6) return std::nullopt;
  const auto kind = kind_named(words[1]);
  const auto weight = parse_number<std::uint32_t>(words[2]);
  if (!kind || !weight) return std::nullopt;
  return FieldDeclaration{std::string(words[0]), *kind, *weight, words[3] == "1", words[4] == "1", words[5] == "1"};
}

// What is not as format_declarations() writes it is damaged.
bool is_written_so(std::string_view text, std::span<const FieldDeclaration> declared) {
  return format_declarations(declared) == text;
}

}  // namespace

std::optional<std::vector<FieldDeclaration>> parse_declarations(std::string_view text) {
  std::vector<FieldDeclaration> declared;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = rest.find('\n');
    auto field = parse_declaration(rest.substr(0, end));
    if (!field || end == std::string_view::npos) return std::nullopt;
    declared.push_back(*std::move(field));
    rest.remove_prefix(end + 1);
  }
  return is_written_so(text, declared) ? std::optional(std::move(declared)) : std::nullopt;
}

Result<std::vector<FieldDeclaration>> united(const std::vector<FieldDeclaration>& first,
                                             const std::vector<FieldDeclaration>& second) {
  const std::size_t shared = std::min(first.size(), second.size());
  for (std::size_t i = 0; i < shared; ++i) {
    if (first[i] == second[i]) continue;
    const bool same_name = first[i].name == second[i].name;
    return Error{ErrorCode::schema_mismatch,
                 same_name ? fmt::format("the field {} is declared in different ways", first[i].name)
                           : fmt::format("field {} is {} in one index and {} in the other", i + 1, first[i].name,
                                         second[i].name),
                 "declare the fields that both have alike and in the same order, others behind them"};
  }
  return first.size() < second.size() ? second : first;
}

}  // namespace newsrank::detail
