// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/field_names.hpp"

#include <algorithm>

#include "core/members.hpp"
#include "core/text/ascii.hpp"
#include "core/text/edit_distance.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxName = 24;

// A name without case, `-` and `_`; empty if it is too long to be one of the table.
struct PlainName {
  constexpr explicit PlainName(std::string_view name) {
    for (const char c : name) {
      if (c == '-' || c == '_') continue;
      if (size == kMaxName) {
        size = 0;
        return;
      }
      text[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  constexpr std::string_view view() const { return {text.data(), size}; }

  std::array<char, kMaxName> text{};
  std::size_t size = 0;
};

struct NamedMember {
  std::string_view member;  // of the table of members
  ArticleKey key;
};

constexpr std::array<NamedMember, 14> kReadMembers{{{"title", ArticleKey::title},
                                                    {"excerpt", ArticleKey::excerpt},
                                                    {"url", ArticleKey::url},
                                                    {"category", ArticleKey::category},
                                                    {"type", ArticleKey::type},
                                                    {"language", ArticleKey::language},
                                                    {"published_at", ArticleKey::published_at},
                                                    {"quality", ArticleKey::quality},
                                                    {"heat", ArticleKey::heat},
                                                    {"published", ArticleKey::published},
                                                    {"removed", ArticleKey::removed},
                                                    {"name", ArticleKey::provider},
                                                    {"topics", ArticleKey::topics},
                                                    {"body", ArticleKey::body}}};
constexpr std::array<FieldName, 8> kFurtherNames{{{"draft", ArticleKey::draft},
                                                  {"slug", ArticleKey::slug},
                                                  {"aliases", ArticleKey::aliases},
                                                  {"related", ArticleKey::related},
                                                  {"relatedArticles", ArticleKey::related},
                                                  {"author", ArticleKey::own},
                                                  {"authors", ArticleKey::own},
                                                  {"byline", ArticleKey::own}}};

struct NameTable {
  std::array<FieldName, kMaxFieldNames> names{};
  std::size_t size = 0;
};

constexpr NameTable make_names() {
  NameTable table;
  for (const NamedMember& read : kReadMembers) {
    for (const detail::Member& member : detail::kMembers) {
      if (member.name != read.member) continue;
      detail::for_each_name(member.keys, [&](std::string_view name) { table.names[table.size++] = {name, read.key}; });
    }
  }
  for (const FieldName& further : kFurtherNames) table.names[table.size++] = further;
  return table;
}

constexpr NameTable kNames = make_names();

struct Sorted {
  PlainName name{""};
  std::size_t number = 0;
};

constexpr std::array<Sorted, kNames.size> sorted_names() {
  std::array<Sorted, kNames.size> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = {PlainName(kNames.names[i].name), i};
  std::sort(all.begin(), all.end(), [](const Sorted& a, const Sorted& b) { return a.name.view() < b.name.view(); });
  return all;
}

constexpr std::array<Sorted, kNames.size> kSorted = sorted_names();
static_assert(std::adjacent_find(kSorted.begin(), kSorted.end(), [](const Sorted& a, const Sorted& b) {
                return a.name.view() == b.name.view();
              }) == kSorted.end());
static_assert(std::none_of(kSorted.begin(), kSorted.end(), [](const Sorted& s) { return s.name.size == 0; }));

// Where the names of each letter begin.
constexpr std::size_t kAlphabet = 26;
constexpr std::array<std::size_t, kAlphabet + 1> letters() {
  std::array<std::size_t, kAlphabet + 1> begins{};
  for (std::size_t letter = 0; letter <= kAlphabet; ++letter) {
    while (begins[letter] < kSorted.size() &&
           kSorted[begins[letter]].name.text[0] < static_cast<char>('a' + static_cast<int>(letter)))
      ++begins[letter];
  }
  return begins;
}
constexpr std::array<std::size_t, kAlphabet + 1> kLetters = letters();
static_assert(std::all_of(kSorted.begin(), kSorted.end(),
                          [](const Sorted& s) { return s.name.text[0] >= 'a' && s.name.text[0] <= 'z'; }));

}  // namespace

std::optional<std::size_t> find_field_name(std::string_view name) {
  const PlainName plain(name);
  if (plain.size == 0 || plain.text[0] < 'a' || plain.text[0] > 'z') return std::nullopt;
  const auto letter = static_cast<std::size_t>(plain.text[0] - 'a');
  for (std::size_t i = kLetters[letter]; i < kLetters[letter + 1]; ++i) {
    if (kSorted[i].name.size == plain.size && kSorted[i].name.view() == plain.view()) return kSorted[i].number;
  }
  return std::nullopt;
}

std::string plain_name(std::string_view name) {
  std::string plain = detail::lower_ascii(name);
  std::erase_if(plain, [](char c) { return c == '-' || c == '_'; });
  return plain;
}

std::size_t field_name_count() {
  return kNames.size;
}

std::string_view member_of(ArticleKey key) {
  switch (key) {
    case ArticleKey::provider:
      return "provider";
    case ArticleKey::draft:
      return "published (the contrary)";
    case ArticleKey::slug:
      return "url, on the site";
    case ArticleKey::aliases:
      return "old addresses, not used";
    case ArticleKey::related:
      return "further articles";
    case ArticleKey::own:
      return "author";
    default:
      break;
  }
  const auto* const read =
      std::find_if(kReadMembers.begin(), kReadMembers.end(), [&](const NamedMember& m) { return m.key == key; });
  return read == kReadMembers.end() ? std::string_view{} : read->member;
}

const FieldName& field_name(std::size_t number) {
  return kNames.names[number];
}

std::string_view similar_field_name(std::string_view name) {
  const PlainName plain(name);
  if (plain.size < 4) return {};
  const unsigned allowed = plain.size < 8 ? 1 : 2;
  std::string_view best;
  unsigned least = allowed + 1;
  for (std::size_t i = 0; i < kNames.size; ++i) {
    const FieldName& known = kNames.names[i];
    if (known.name.size() < 4) continue;
    const unsigned distance = detail::edit_distance(plain.view(), PlainName(known.name).view(), allowed);
    if (distance < least) {
      least = distance;
      best = known.name;
    }
  }
  return best;
}

}  // namespace newsrank
