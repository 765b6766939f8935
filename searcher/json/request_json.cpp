// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/request_json.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include "json/article_json.hpp"
#include "json/json_parser.hpp"
#include "json/object_reader.hpp"
#include "json/utf16.hpp"
#include "ranking/profiles/profile_parameters.hpp"

namespace newsrank::detail {
namespace {

constexpr ErrorCode kCode = ErrorCode::invalid_argument;

// Reads a member whose values have names.
template <typename Enum, std::size_t n>
void read_choice(ObjectReader& reader, std::string_view name,
                 const std::array<std::pair<std::string_view, Enum>, n>& choices, Enum& value) {
  std::string text;
  reader.read(name, text);
  if (text.empty()) return;
  std::string names;
  for (const auto& [choice, meaning] : choices) {
    if (choice == text) {
      value = meaning;
      return;
    }
    names += (names.empty() ? "" : ", ") + std::string(choice);
  }
  reader.refuse(name, "one of " + names);
}

constexpr std::array<std::pair<std::string_view, SortOrder>, 4> kSortOrders{{{"relevance", SortOrder::relevance},
                                                                             {"date", SortOrder::date},
                                                                             {"quality", SortOrder::quality},
                                                                             {"heat", SortOrder::heat}}};
constexpr std::array<std::pair<std::string_view, OffsetUnit>, 2> kOffsetUnits{
    {{"utf-8", OffsetUnit::utf8}, {"utf-16", OffsetUnit::utf16}}};
constexpr std::array<std::pair<std::string_view, MarkKind>, 2> kMarkKinds{
    {{"word", MarkKind::word}, {"phrase", MarkKind::phrase}}};
constexpr std::array<std::pair<std::string_view, FacetOrder>, 2> kFacetOrders{
    {{"count", FacetOrder::count}, {"value", FacetOrder::value}}};

RankingProfile read_profile_values(ObjectReader& reader, RankingProfile profile) {
  reader.read("name", profile.name);
  for (const ProfileNumber& number : kProfileNumbers) reader.read(number.name, profile.*number.value);
  for (const ProfileCount& count : kProfileCounts) {
    std::size_t value = profile.*count.value;
    reader.read(count.name, value);
    profile.*count.value = static_cast<std::uint32_t>(std::min<std::size_t>(value, count.highest + std::size_t{1}));
  }
  reader.read("drop_stop_words", profile.drop_stop_words);
  read_choice(reader, "quality_normalisation", kNormalisations, profile.quality_normalisation);
  return profile;
}

Result<RankingProfile> profile_of(const JsonValue& object) {
  ObjectReader reader(object, "profile", kCode);
  std::string base = "news";
  reader.read("base", base);
  auto profile = find_profile(base);
  if (!profile) return profile;
  profile = read_profile_values(reader, *std::move(profile));
  if (auto done = reader.finish(); !done) return std::move(done).error();
  if (auto checked = check_profile(*profile); !checked) return std::move(checked).error();
  return profile;
}

// The name of a shipped profile, or an object.
void read_profile(ObjectReader& reader, std::optional<RankingProfile>& profile) {
  const JsonValue* const member = reader.find("profile");
  if (member == nullptr) return;
  const auto* const shipped = member->as<std::string>();
  auto found = shipped != nullptr ? find_profile(*shipped) : profile_of(*member);
  if (!found) return reader.note(found.error());
  profile = *std::move(found);
}

// A list of lists, which are groups, and of objects with `from` and `to`.
void read_synonyms(ObjectReader& reader, std::shared_ptr<const Synonyms>& synonyms) {
  const auto* const list = reader.find_as<JsonList>("synonyms", "a list of groups and rules");
  if (list == nullptr) return;
  std::vector<SynonymRule> rules;
  for (const JsonValue& item : *list) {
    if (const auto group = texts_of(item)) {
      for (SynonymRule& rule : Synonyms::group(*group)) rules.push_back(std::move(rule));
      continue;
    }
    ObjectReader inner(item, "synonyms", kCode);
    SynonymRule& rule = rules.emplace_back();
    inner.read("from", rule.from);
    inner.read("to", rule.to);
    if (const auto done = inner.finish(); !done) return reader.note(done.error());
  }
  auto made = Synonyms::make(std::move(rules));
  if (!made) return reader.note(made.error());
  synonyms = std::make_shared<const Synonyms>(*std::move(made));
}

// Reads a member that is an object, by `read_members`.
template <typename ReadMembers>
void read_object(ObjectReader& reader, std::string_view name, ReadMembers read_members) {
  const JsonValue* const member = reader.find(name);
  if (member == nullptr) return;
  ObjectReader inner(*member, reader.path_of(name), kCode);
  read_members(inner);
  if (const auto done = inner.finish(); !done) reader.note(done.error());
}

void read_limits(ObjectReader& reader, QueryLimits& limits) {
  read_object(reader, "limits", [&](ObjectReader& inner) {
    inner.read("max_bytes", limits.max_bytes);
    inner.read("max_nodes", limits.max_nodes);
    inner.read("max_depth", limits.max_depth);
    inner.read("max_expansions", limits.max_expansions);
  });
}

void read_like(ObjectReader& reader, std::optional<Article>& like) {
  const JsonValue* const member = reader.find("like");
  if (member == nullptr) return;
  auto article = read_article(*member, "like", kCode);
  if (!article) return reader.note(article.error());
  like = *std::move(article);
}

void read_snippets(ObjectReader& reader, std::optional<SnippetOptions>& snippets) {
  read_object(reader, "snippets", [&](ObjectReader& inner) {
    snippets.emplace();
    inner.read("length", snippets->length);
    inner.read("fragments", snippets->fragments);
    inner.read("fields", snippets->fields);
  });
}

// Reads a list of objects, each by `read_item`.
template <typename Item, typename ReadItem>
void read_list(ObjectReader& reader, std::string_view name, std::vector<Item>& items, ReadItem read_item) {
  const auto* const list = reader.find_as<JsonList>(name, "a list of objects");
  if (list == nullptr) return;
  for (const JsonValue& object : *list) {
    ObjectReader inner(object, std::string(name), kCode);
    Item item;
    read_item(inner, item);
    if (const auto done = inner.finish(); !done) return reader.note(done.error());
    items.push_back(std::move(item));
  }
}

void read_filter(ObjectReader& reader, SearchFilter& filter) {
  reader.read("field", filter.field);
  reader.read("values", filter.values);
}

void read_mark(ObjectReader& reader, Mark& mark) {
  reader.read("begin", mark.begin);
  reader.read("end", mark.end);
  read_choice(reader, "kind", kMarkKinds, mark.kind);
}

void read_facet(ObjectReader& reader, FacetRequest& facet) {
  reader.read("field", facet.field);
  reader.read("limit", facet.limit);
  read_choice(reader, "order", kFacetOrders, facet.order);
  reader.read("multi_select", facet.multi_select);
  reader.read("by", facet.by);
}

void read_milliseconds(ObjectReader& reader, std::string_view name, std::chrono::milliseconds& time) {
  std::int64_t count = time.count();
  reader.read(name, count);
  time = std::chrono::milliseconds(count);
}

}  // namespace

Result<OpenOptions> read_open_options(std::string_view options) {
  const auto object = parse_object(options, kCode);
  if (!object) return object.error();
  OpenOptions chosen;
  ObjectReader reader(*object, "", kCode);
  reader.read("partial", chosen.partial);
  read_milliseconds(reader, "connect_timeout", chosen.connect_timeout);
  read_milliseconds(reader, "timeout", chosen.timeout);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  return chosen;
}

Result<SearchRequest> read_request(std::string_view text, std::string_view options, OffsetUnit* offsets) {
  const auto object = parse_object(options, kCode);
  if (!object) return object.error();
  SearchRequest request{.text = std::string(text)};
  ObjectReader reader(*object, "", kCode);
  reader.read("plain", request.plain);
  reader.read("require_all", request.require_all);
  reader.read("require_any", request.require_any);
  reader.read("limit", request.limit);
  reader.read("offset", request.offset);
  read_choice(reader, "sort", kSortOrders, request.sort);
  reader.read("sort_field", request.sort_field);
  reader.read("ascending", request.ascending);
  read_profile(reader, request.profile);
  reader.read("quality_weight", request.quality_weight);
  reader.read("recency_weight", request.recency_weight);
  reader.read("half_life_days", request.half_life_days);
  reader.read("now", request.now);
  read_limits(reader, request.limits);
  reader.read("explain", request.explain);
  reader.read("correct", request.correct);
  read_synonyms(reader, request.synonyms);
  reader.read("group_stories", request.group_stories);
  read_like(reader, request.like);
  read_snippets(reader, request.snippets);
  reader.read("fields", request.fields);
  OffsetUnit unit{};
  read_choice(reader, "offsets", kOffsetUnits, unit);
  if (offsets != nullptr) *offsets = unit;
  read_list(reader, "filters", request.filters, read_filter);
  read_list(reader, "facets", request.facets, read_facet);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  return request;
}

Result<Snippet> read_snippet(const JsonValue& object, std::string_view unit) {
  Snippet snippet;
  ObjectReader reader(object, "", kCode);
  reader.read("field", snippet.field);
  reader.read("text", snippet.text);
  reader.read("begin", snippet.begin);
  read_list(reader, "marks", snippet.marks, read_mark);
  reader.read("cut_before", snippet.cut_before);
  reader.read("cut_after", snippet.cut_after);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  const auto* const known =
      std::find_if(kOffsetUnits.begin(), kOffsetUnits.end(), [&](const auto& choice) { return choice.first == unit; });
  if (known == kOffsetUnits.end()) return Error{kCode, "the unit of the offsets is neither utf-8 nor utf-16", ""};
  if (known->second == OffsetUnit::utf16) count_in_bytes(snippet);
  std::size_t end = 0;
  for (const Mark& mark : snippet.marks) {
    if (mark.begin < end || mark.end < mark.begin || mark.end > snippet.text.size())
      return Error{kCode, "the marks are no parts of the text one behind another", "use a snippet of a response"};
    end = mark.end;
  }
  return snippet;
}

}  // namespace newsrank::detail
