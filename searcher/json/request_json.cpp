// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/request_json.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include "json/article_json.hpp"
#include "json/json_parser.hpp"
#include "json/object_reader.hpp"

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
constexpr std::array<std::pair<std::string_view, FacetOrder>, 2> kFacetOrders{
    {{"count", FacetOrder::count}, {"value", FacetOrder::value}}};

// JSON is YAML, which profiles and synonyms are read from.
void read_profile(ObjectReader& reader, std::optional<RankingProfile>& profile) {
  const JsonValue* const member = reader.find("profile");
  if (member == nullptr) return;
  const auto* const shipped = member->as<std::string>();
  auto found = shipped != nullptr ? find_profile(*shipped) : parse_profile(json_text(*member));
  if (!found) return reader.note(found.error());
  profile = *std::move(found);
}

void read_synonyms(ObjectReader& reader, std::shared_ptr<const Synonyms>& synonyms) {
  const JsonValue* const member = reader.find("synonyms");
  if (member == nullptr) return;
  auto parsed = Synonyms::parse(json_text(*member));
  if (!parsed) return reader.note(parsed.error());
  synonyms = std::make_shared<const Synonyms>(*std::move(parsed));
}

void read_like(ObjectReader& reader, std::optional<Article>& like) {
  const JsonValue* const member = reader.find("like");
  if (member == nullptr) return;
  auto article = read_article(*member, "like", kCode);
  if (!article) return reader.note(article.error());
  like = *std::move(article);
}

void read_snippets(ObjectReader& reader, std::optional<SnippetOptions>& snippets) {
  const JsonValue* const member = reader.find("snippets");
  if (member == nullptr) return;
  ObjectReader inner(*member, "snippets", kCode);
  snippets.emplace();
  inner.read("length", snippets->length);
  inner.read("fragments", snippets->fragments);
  inner.read("fields", snippets->fields);
  if (const auto done = inner.finish(); !done) reader.note(done.error());
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

void read_facet(ObjectReader& reader, FacetRequest& facet) {
  reader.read("field", facet.field);
  reader.read("limit", facet.limit);
  read_choice(reader, "order", kFacetOrders, facet.order);
  reader.read("multi_select", facet.multi_select);
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

Result<SearchRequest> read_request(std::string_view text, std::string_view options) {
  const auto object = parse_object(options, kCode);
  if (!object) return object.error();
  SearchRequest request{.text = std::string(text)};
  ObjectReader reader(*object, "", kCode);
  reader.read("plain", request.plain);
  reader.read("require_all", request.require_all);
  reader.read("limit", request.limit);
  reader.read("offset", request.offset);
  read_choice(reader, "sort", kSortOrders, request.sort);
  read_profile(reader, request.profile);
  reader.read("quality_weight", request.quality_weight);
  reader.read("recency_weight", request.recency_weight);
  reader.read("half_life_days", request.half_life_days);
  reader.read("now", request.now);
  reader.read("explain", request.explain);
  reader.read("correct", request.correct);
  read_synonyms(reader, request.synonyms);
  reader.read("group_stories", request.group_stories);
  read_like(reader, request.like);
  read_snippets(reader, request.snippets);
  read_list(reader, "filters", request.filters, read_filter);
  read_list(reader, "facets", request.facets, read_facet);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  return request;
}

}  // namespace newsrank::detail
