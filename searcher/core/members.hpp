// SPDX-License-Identifier: GPL-2.0-or-later
// The one table of an article's members: what each is called, where it is read from, and how it is searched.
//
// Whatever goes through an article member by member goes through this table: the stored record, JSON, output columns,
// reading, checks, terms and values of the engine's document, facets, aliases and suggestions. A new member is a
// variable of Article or Provider and one row here. It changes the stored record, so kFormatVersion rises with it.
//
// Fields of an index's own are no rows: all are in the one member `fields`, and declared in a FieldTable.
//
// The order of the rows is the order of the members in records and in JSON, so rows are not moved.
//
// Two ways to use it. for_each_member(article, visit) calls visit(row, value) for each member, where `value` has the
// member's own type: overloads or `if constexpr` decide by it. kMembers itself is for what needs names only. A row
// without a value stands for a field that is derived from others (the site).
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "newsrank/article.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {

// Where a value stands; nothing for a field that is derived.
using MemberPointer =
    std::variant<std::monostate, std::string Article::*, std::string Provider::*, std::vector<std::string> Article::*,
                 std::optional<double> Article::*, std::optional<bool> Article::*, bool Article::*,
                 std::optional<std::int64_t> Article::*, std::vector<ArticleField> Article::*>;

struct Member {
  std::string_view name{};    // in C++, JSON, C and Python
  std::string_view object{};  // the object that holds it in these and in files; empty: the article itself
  MemberPointer value{};
  Field field{};               // how it is searched; without a name: not at all. Rows may share a field
  std::string_view aliases{};  // further names of the field in a query, apart by blanks
  std::string_view keys{};     // its keys in files, apart by blanks, the best first; of `object` if it has one. They
                               // are compared without case, `-` and `_`
  bool column = false;         // whether csv, tsv and markdown have a column of it, see path_of()
  std::string_view help{};     // what it is, for people
};

inline constexpr Field kProviderField{"provider", FieldKind::keyword, "XP", kProviderSlot, 0};

inline constexpr std::array<Member, 18> kMembers{{
    {.name = "id",
     .value = &Article::id,
     .field = {"id", FieldKind::identity, "Q", kNoSlot, 0},  // 128-bit hash
     .aliases = "url",
     .column = true,
     .help = "the identity; of a web address its canonical form"},
    {.name = "url",
     .value = &Article::url,
     .keys = "webUrl originalUrl canonical canonical_url url path permalink link",
     .column = true,
     .help = "the address as its source writes it"},
    {.name = "title",
     .value = &Article::title,
     .field = {"title", FieldKind::text, "S", kNoSlot, 1},
     .aliases = "intitle",
     .keys = "title",
     .column = true,
     .help = "the title"},
    {.name = "excerpt",
     .value = &Article::excerpt,
     .field = {"excerpt", FieldKind::text, "E", kNoSlot, 1},
     .keys = "excerpt description summary subtitle abstract lead",
     .column = true,
     .help = "a short text"},
    {.name = "body",
     .value = &Article::body,
     .field = {"body", FieldKind::text, "B", kNoSlot, 1},
     .keys = "body content content_html content_text articleBody",
     .help = "the whole text"},
    {.name = "topics",
     .value = &Article::topics,
     .field = {"topic", FieldKind::keyword, "XK", kTopicSlot, 0},  // also analyzed as text, see kTopicTextPrefix
     .aliases = "tag topics",
     .keys = "topics topic tags tag keywords categories",
     .column = true,
     .help = "the topics"},
    {.name = "name",
     .object = "provider",
     .value = &Provider::name,
     .field = kProviderField,
     .aliases = "source",
     .keys = "provider source publisher site site_name",
     .column = true,
     .help = "the provider's name"},
    {.name = "domain",
     .object = "provider",
     .value = &Provider::domain,
     .field = kProviderField,
     .keys = "provider source publisher site site_name",
     .column = true,
     .help = "the provider's domain"},
    {.field = {"site", FieldKind::keyword, "H", kNoSlot, 0}, .help = "the host of the identity and its parent domains"},
    {.name = "category",
     .value = &Article::category,
     .field = {"category", FieldKind::keyword, "XC", kCategorySlot, 0},
     .keys = "category section",
     .column = true,
     .help = "the category"},
    {.name = "type",
     .value = &Article::type,
     .field = {"type", FieldKind::keyword, "T", kTypeSlot, 0},
     .keys = "type",
     .column = true,
     .help = "article, video"},
    {.name = "language",
     .value = &Article::language,
     .field = {"lang", FieldKind::keyword, "L", kLanguageSlot, 0},
     .aliases = "language",
     .keys = "language lang locale",
     .column = true,
     .help = "the language, a tag of BCP 47"},
    {.name = "quality",
     .value = &Article::quality,
     .field = {"quality", FieldKind::number, "", kQualitySlot, 0},
     .keys = "quality",
     .column = true,
     .help = "the quality, on any scale"},
    {.name = "heat",
     .value = &Article::heat,
     .field = {"heat", FieldKind::number, "", kHeatSlot, 0},
     .keys = "heat",
     .column = true,
     .help = "the heat, on any scale"},
    {.name = "published",
     .value = &Article::published,
     .field = {"published", FieldKind::flag, "XFP", kNoSlot, 0},
     .keys = "published",
     .column = true,
     .help = "whether it is marked as published"},
    {.name = "removed",
     .value = &Article::removed,
     .field = {"removed", FieldKind::flag, "XFR", kNoSlot, 0},
     .keys = "removed",
     .column = true,
     .help = "whether its source has withdrawn it"},
    {.name = "published_at",
     .value = &Article::published_at,
     .field = {"date", FieldKind::date, "", kDateSlot, 0},
     .keys = "publishedDateTime date published_at pubDate datePublished publishDate created",
     .column = true,
     .help = "when it was published"},
    {.name = "fields", .value = &Article::fields, .help = "the fields of the index's own, see FieldDeclaration"},
}};

// Where a member stands in JSON, which is the name of its column: "provider.domain".
inline std::string path_of(const Member& member) {
  return std::string(member.object) + (member.object.empty() ? "" : ".") + std::string(member.name);
}

// A member in a message: "provider domain".
inline std::string label_of(const Member& member) {
  return std::string(member.object) + (member.object.empty() ? "" : " ") + std::string(member.name);
}

// Calls visit(name) for each name of a list of names that are apart by blanks.
template <typename Visit>
constexpr void for_each_name(std::string_view names, Visit&& visit) {
  while (!names.empty()) {
    const auto end = names.find(' ');
    visit(names.substr(0, end));
    names = end == std::string_view::npos ? std::string_view{} : names.substr(end + 1);
  }
}

constexpr bool lists_name(std::string_view names, std::string_view name) {
  bool found = false;
  for_each_name(names, [&](std::string_view each) { found = found || each == name; });
  return found;
}

// Whether an article may have several values of the field.
constexpr bool holds_lists(const Field& field) {
  for (const Member& member : kMembers) {
    if (member.field.name == field.name)
      return std::holds_alternative<std::vector<std::string> Article::*>(member.value);
  }
  return false;
}

template <std::size_t kRow, typename Owner, typename Visit>
constexpr void visit_member(Owner& owner, Visit& visit) {
  constexpr MemberPointer kWhere = kMembers[kRow].value;
  constexpr auto kPointer = std::get<kWhere.index()>(kWhere);
  if constexpr (requires { owner.*kPointer; }) {
    visit(kMembers[kRow], owner.*kPointer);
  } else if constexpr (requires { owner.provider.*kPointer; }) {
    visit(kMembers[kRow], owner.provider.*kPointer);
  }
}

// Calls visit(row, value) for each member of an Article, or of a Provider alone, in the order of the table.
template <typename Owner, typename Visit>
constexpr void for_each_member(Owner& owner, Visit&& visit) {
  [&]<std::size_t... kRows>(std::index_sequence<kRows...>) {
    (visit_member<kRows>(owner, visit), ...);
  }
  (std::make_index_sequence<kMembers.size()>{});
}

// Calls visit(row, value) for the members of one type.
template <typename T, typename Owner, typename Visit>
constexpr void for_each_member_of_type(Owner& owner, Visit&& visit) {
  for_each_member(owner, [&](const Member& member, auto& value) {
    if constexpr (std::same_as<std::remove_cvref_t<decltype(value)>, T>) visit(member, value);
  });
}

}  // namespace newsrank::detail
