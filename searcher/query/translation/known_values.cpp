// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/known_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/members.hpp"
#include "core/text/edit_distance.hpp"
#include "index/stored_versions.hpp"
#include "index/terms.hpp"
#include "newsrank/article.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxScanned = 20'000;
constexpr std::size_t kMaxShown = 3;

struct KnownValue {
  std::string text;
  Xapian::doccount frequency = 0;
};

std::vector<KnownValue> values_of(const Xapian::Database& database, const Field& field) {
  std::vector<KnownValue> values;
  const std::string prefix(field.prefix);
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end && values.size() < kMaxScanned; ++term)
    values.push_back({(*term).substr(prefix.size()), term.get_termfreq()});
  std::sort(values.begin(), values.end(), [](const KnownValue& a, const KnownValue& b) {
    return a.frequency != b.frequency ? a.frequency > b.frequency : a.text < b.text;
  });
  return values;
}

// How many edits are a slip: none in what is too short to tell.
unsigned slips_in(std::string_view text) {
  constexpr std::ptrdiff_t kShortest = 3;
  constexpr std::ptrdiff_t kLong = 8;
  const auto letters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return letters < kShortest ? 0 : letters < kLong ? 1 : 2;
}

// The nearest of the values, of equally near ones the first; empty: none is near.
std::string nearest_value(const std::vector<KnownValue>& values, std::string_view text) {
  std::string nearest;
  unsigned limit = slips_in(text);
  for (const KnownValue& value : values) {
    if (limit == 0) break;
    const unsigned distance = edit_distance(text, value.text, limit);
    if (distance > limit) continue;
    nearest = value.text;
    limit = distance - 1;
  }
  return nearest;
}

// Without blanks and hyphens: how a value was joined should not matter.
std::string letters_of(std::string_view text) {
  std::string letters;
  std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char c) { return c != ' ' && c != '-'; });
  return letters;
}

std::vector<std::string> values_with(const std::vector<KnownValue>& values, std::string_view text) {
  std::vector<std::string> found;
  const std::string wanted = letters_of(text);
  for (const KnownValue& value : values) {
    if (found.size() == kMaxShown || wanted.empty()) break;
    if (letters_of(value.text).find(wanted) != std::string::npos) found.push_back('"' + value.text + '"');
  }
  return found;
}

std::vector<std::string> values_of(const Article& article, const Field& field) {
  std::vector<std::string> values;
  for_each_member(article, [&](const Member& member, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    if (member.field.name != field.name) return;
    if constexpr (std::is_same_v<Value, std::string>) values.push_back(value);
    if constexpr (std::is_same_v<Value, std::vector<std::string>>) values = value;
  });
  for (const ArticleField& own : article.fields) {
    if (!field.own || own.name != field.name) continue;
    for (const FieldValue& value : own.values) {
      if (const auto* const text = std::get_if<std::string>(&value)) values.push_back(*text);
    }
  }
  return values;
}

}  // namespace

std::string written_value(const Xapian::Database& database, Analyzer& analyzer, const Field& field,
                          const std::string& folded) {
  const std::string term = prefixed_term(field.prefix, folded);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return folded;
  const std::string data = database.get_document(*posting).get_data();
  const auto record = winner(data);
  if (!record) return folded;
  const auto article = decode_article(*record);
  if (!article) return folded;
  for (const std::string& value : values_of(*article, field)) {
    if (analyzer.fold(value) == folded) return value;
  }
  return folded;
}

std::string suggest_value(const Xapian::Database& database, Analyzer& analyzer, const Field& field,
                          std::string_view folded) {
  const std::vector<KnownValue> values = values_of(database, field);
  if (const std::string nearest = nearest_value(values, folded); !nearest.empty())
    return fmt::format("did you mean {}?", written_value(database, analyzer, field, nearest));
  const std::vector<std::string> found = values_with(values, folded);
  return found.empty() ? std::string() : fmt::format("{} with it: {}", field.name, fmt::join(found, ", "));
}

}  // namespace newsrank::detail
