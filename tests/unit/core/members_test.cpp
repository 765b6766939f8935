// SPDX-License-Identifier: GPL-2.0-or-later
// The table of members: that it is whole, and that what derives from it loses no member.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <concepts>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/member_set.hpp"
#include "core/members.hpp"

using newsrank::Article;
using newsrank::Provider;
using newsrank::detail::for_each_member;
using newsrank::detail::kMembers;
using newsrank::detail::Member;

namespace {

// Stands for a value of any type.
struct Anything {
  template <typename T>
  operator T() const;  // NOLINT: that it converts by itself is the point
};

template <typename T, std::size_t kCount>
constexpr bool has_so_many_members() {
  return []<std::size_t... kPlaces>(std::index_sequence<kPlaces...>) {
    return requires {
      T{(static_cast<void>(kPlaces), Anything{})...};
    };
  }
  (std::make_index_sequence<kCount>{});
}

// How many variables a struct has.
template <typename T, std::size_t kCount = 0>
constexpr std::size_t members_of() {
  if constexpr (has_so_many_members<T, kCount + 1>()) {
    return members_of<T, kCount + 1>();
  } else {
    return kCount;
  }
}

// How many variables of an Article or Provider the table reaches; an object in it counts once.
template <typename T>
std::size_t members_in_table() {
  const T value{};
  std::set<std::string_view> names;
  for_each_member(value, [&](const Member& member, const auto&) {
    const bool inside = std::same_as<T, Article> && !member.object.empty();
    names.insert(inside ? member.object : member.name);
  });
  return names.size();
}

// A value of each type that is not what the member holds anyway.
void fill(std::string& text, std::string_view name) {
  text = name;
}
void fill(std::vector<std::string>& texts, std::string_view name) {
  texts = {std::string(name), ""};
}
void fill(std::optional<double>& number, std::string_view name) {
  number = static_cast<double>(name.size());
}
void fill(std::optional<std::int64_t>& number, std::string_view name) {
  number = static_cast<std::int64_t>(name.size());
}
void fill(std::optional<bool>& flag, std::string_view /*name*/) {
  flag = false;
}
void fill(std::vector<newsrank::ArticleField>& fields, std::string_view name) {
  fields = {{std::string(name), {std::string("text"), 1.5, std::int64_t{-3}, true}}};
}
void fill(bool& flag, std::string_view /*name*/) {
  flag = true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(members)

BOOST_AUTO_TEST_CASE(each_variable_of_an_article_has_a_row) {
  BOOST_TEST(members_in_table<Article>() == members_of<Article>());
  BOOST_TEST(members_in_table<Provider>() == members_of<Provider>());
}

BOOST_AUTO_TEST_CASE(no_name_stands_for_two_members) {
  std::set<std::string> labels;
  std::set<std::string> paths;
  std::set<std::string_view> names_of_fields;
  for (const auto& field : newsrank::fields()) names_of_fields.insert(field.name);
  for (const Member& member : kMembers) {
    BOOST_TEST(!member.help.empty());
    if (!member.name.empty()) BOOST_TEST(labels.insert(label_of(member)).second, member.name);
    if (!member.name.empty()) BOOST_TEST(paths.insert(path_of(member)).second, path_of(member));
    BOOST_TEST((!member.column || !member.name.empty()));
    newsrank::detail::for_each_name(
        member.aliases, [&](std::string_view alias) { BOOST_TEST(names_of_fields.insert(alias).second, alias); });
  }
}

BOOST_AUTO_TEST_CASE(the_record_keeps_each_member) {
  Article whole;
  for_each_member(whole, [&](const Member& filled, auto& value) {
    fill(value, filled.name);
    Article single;
    for_each_member(single, [&](const Member& member, auto& own) {
      if (&member == &filled) fill(own, member.name);
    });
    BOOST_TEST((single != Article{}), filled.name);
    BOOST_TEST((*newsrank::decode_article(newsrank::encode_article(single)) == single), filled.name);
  });
  BOOST_TEST((*newsrank::decode_article(newsrank::encode_article(whole)) == whole));
}

BOOST_AUTO_TEST_CASE(members_of_a_field_are_of_its_kind) {
  for (const auto& field : newsrank::fields()) {
    const auto has_it = [&](const Member& member) { return member.field.name == field.name; };
    BOOST_TEST(std::any_of(kMembers.begin(), kMembers.end(), has_it), field.name);
  }
  const Article article;
  for_each_member(article, [](const Member& member, const auto& value) {
    using newsrank::FieldKind;
    using Value = std::remove_cvref_t<decltype(value)>;
    if (member.field.name.empty()) return;
    const FieldKind kind = member.field.kind;
    const bool is_text = kind == FieldKind::text || kind == FieldKind::keyword || kind == FieldKind::identity;
    const bool holds_text = std::same_as<Value, std::string> || std::same_as<Value, std::vector<std::string>>;
    BOOST_TEST(is_text == holds_text, member.name);
    BOOST_TEST((kind == FieldKind::flag) == (std::same_as<Value, bool> || std::same_as<Value, std::optional<bool>>));
    BOOST_TEST((kind == FieldKind::number) == (std::same_as<Value, std::optional<double>>), member.name);
    BOOST_TEST((kind == FieldKind::date) == (std::same_as<Value, std::optional<std::int64_t>>), member.name);
  });
}

BOOST_AUTO_TEST_CASE(some_members_of_a_record_are_read) {
  Article article;
  article.id = "1";
  article.title = "Title";
  article.body = "Body";
  article.topics = {"AI"};
  article.provider = {"Name", "a.example"};
  article.quality = 5;
  article.removed = true;
  const std::string record = newsrank::encode_article(article);
  const auto read = [&](const std::vector<std::string>& names) {
    return *newsrank::detail::decode_members(record, *newsrank::detail::member_set(names));
  };
  Article expected;
  expected.id = "1";
  BOOST_TEST((read({}) == expected));
  expected.title = "Title";
  expected.provider = article.provider;
  BOOST_TEST((read({"provider", "title"}) == expected));
  expected = article;
  expected.body.clear();
  BOOST_TEST((read({"title", "topics", "provider", "quality", "removed"}) == expected));
  BOOST_TEST((*newsrank::detail::decode_members(record, newsrank::detail::all_members()) == article));
  for (const char* const name : {"", "name", "site", "Title"}) BOOST_TEST(!newsrank::detail::member_set({name}));
}

BOOST_AUTO_TEST_SUITE_END()
