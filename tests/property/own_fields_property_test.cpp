// SPDX-License-Identifier: GPL-2.0-or-later
// Fields of an index's own, drawn at random: an index that was changed is as a fresh one, shards answer as one index,
// and filters and orders are what one finds by going through the articles.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "index_dump.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

namespace own_fields_property {
namespace {

using namespace newsrank;
using Articles = std::map<std::string, Article>;

template <typename T>
T drawn(T from, T to) {
  return *rc::gen::inRange(from, to);
}

std::vector<FieldDeclaration> draw_declarations() {
  std::vector<FieldDeclaration> declared;
  const int count = drawn(1, 6);
  for (int i = 0; i < count; ++i) {
    FieldDeclaration field;
    field.name = std::string("field_") + static_cast<char>('a' + i);
    field.kind =
        *rc::gen::element(FieldKind::text, FieldKind::keyword, FieldKind::number, FieldKind::date, FieldKind::flag);
    const bool compared = field.kind == FieldKind::number || field.kind == FieldKind::date;
    field.weight = field.kind == FieldKind::text ? drawn(1U, 5U) : 0;
    field.facetable = field.kind != FieldKind::text && *rc::gen::arbitrary<bool>();
    field.sortable = compared && *rc::gen::arbitrary<bool>();
    declared.push_back(field);
  }
  return declared;
}

FieldValue draw_value(FieldKind kind) {
  switch (kind) {
    case FieldKind::number:
      return drawn(-5, 6) / 2.0;
    case FieldKind::date:
      return std::int64_t{drawn(0, 10)} * 86'400;
    case FieldKind::flag:
      return *rc::gen::arbitrary<bool>();
    default:
      return std::string(*rc::gen::element("red", "Green", "blue sky", "blue sea"));
  }
}

Article draw_article(const std::vector<FieldDeclaration>& declared) {
  Article article;
  article.id = std::to_string(drawn(0, 15));
  article.title = std::string("storm ") + *rc::gen::element("red", "sky", "sea");
  article.quality = drawn(0, 3);
  for (const FieldDeclaration& field : declared) {
    const bool several = field.kind == FieldKind::text || field.kind == FieldKind::keyword;
    ArticleField own{field.name, {}};
    for (int left = drawn(0, several ? 4 : 2); left > 0; --left) own.values.push_back(draw_value(field.kind));
    if (!own.values.empty()) article.fields.push_back(std::move(own));
  }
  return article;
}

// Puts, changes and removes; `kept` is what is there in the end.
void change_at_random(IndexWriter& writer, const std::vector<FieldDeclaration>& declared, Articles& kept) {
  for (int left = drawn(1, 40); left > 0; --left) {
    const Article article = draw_article(declared);
    const int choice = drawn(0, 5);
    if (choice == 0) {
      RC_ASSERT(writer.remove(article.id).has_value());
      kept.erase(article.id);
    } else if (choice == 1) {
      const auto updated = writer.update(article.id, [&](Article& changed) { changed.fields = article.fields; });
      RC_ASSERT(updated.has_value());
      RC_ASSERT(*updated == (kept.count(article.id) > 0));
      if (*updated) kept[article.id].fields = article.fields;
    } else {
      RC_ASSERT(writer.put(article).has_value());
      kept[article.id] = article;
    }
    if (choice == 2) RC_ASSERT(writer.commit().has_value());
  }
  RC_ASSERT(writer.commit().has_value());
}

void write_fresh(const std::string& path, const std::vector<FieldDeclaration>& declared, const Articles& articles,
                 unsigned shards) {
  auto writer = IndexWriter::open(path, {.fields = declared, .shards = shards});
  RC_ASSERT(writer.has_value());
  for (const auto& [id, article] : articles) RC_ASSERT(writer->put(article).has_value());
  RC_ASSERT(writer->commit().has_value());
}

const FieldValue* first_value(const Article& article, const std::string& name) {
  for (const ArticleField& own : article.fields)
    if (own.name == name) return &own.values.front();
  return nullptr;
}

std::vector<std::string> ids_of(const SearchResponse& response) {
  std::vector<std::string> ids;
  for (const Hit& hit : response.hits) ids.push_back(hit.article.id);
  return ids;
}

SearchResponse answer(Searcher& searcher, SearchRequest request) {
  request.limit = 100;
  request.group_stories = false;
  request.correct = false;
  auto response = searcher.search(request);
  RC_ASSERT(response.has_value());
  return *std::move(response);
}

SearchRequest draw_request(const std::vector<FieldDeclaration>& declared) {
  const FieldDeclaration& field = *rc::gen::elementOf(declared);
  const std::string value = field.kind == FieldKind::number ? *rc::gen::element("-1..2", ">0", "1.5")
                            : field.kind == FieldKind::date ? *rc::gen::element("1970-01-02", ">1970-01-04")
                            : field.kind == FieldKind::flag ? *rc::gen::element("true", "false")
                                                            : *rc::gen::element("red", "\"blue sky\"", "green");
  SearchRequest request;
  request.text = *rc::gen::element("storm ", "red ", "") + field.name + ":" + value;
  for (const FieldDeclaration& each : declared) {
    if (each.facetable) request.facets.push_back({.field = each.name});
    if (each.sortable && *rc::gen::arbitrary<bool>()) request.sort_field = each.name;
  }
  request.ascending = *rc::gen::arbitrary<bool>();
  return request;
}

void check_order(Searcher& searcher, const std::string& name, bool ascending, const Articles& articles) {
  SearchRequest request;
  request.text = "storm";
  request.sort_field = name;
  request.ascending = ascending;
  std::vector<std::optional<double>> keys;
  for (const std::string& id : ids_of(answer(searcher, request))) {
    const FieldValue* const value = first_value(articles.at(id), name);
    if (value == nullptr) {
      keys.emplace_back();
    } else {
      const auto* const moment = std::get_if<std::int64_t>(value);
      keys.emplace_back(moment != nullptr ? static_cast<double>(*moment) : std::get<double>(*value));
    }
  }
  RC_ASSERT(keys.size() == articles.size());
  RC_ASSERT(std::is_sorted(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
    if (!a || !b) return a.has_value() && !b.has_value();
    return ascending ? *a < *b : *a > *b;
  }));
}

void check_range(Searcher& searcher, const std::string& name, const Articles& articles) {
  std::vector<std::string> expected;
  for (const auto& [id, article] : articles) {
    const FieldValue* const value = first_value(article, name);
    if (value != nullptr && std::get<double>(*value) >= -1 && std::get<double>(*value) <= 1.5) expected.push_back(id);
  }
  SearchRequest request;
  request.text = name + ":-1..1.5";
  std::vector<std::string> found = ids_of(answer(searcher, request));
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace own_fields_property

BOOST_AUTO_TEST_SUITE(own_fields_property)

RC_BOOST_PROP(fields_survive_every_history_and_division, ()) {
  const std::vector<FieldDeclaration> declared = draw_declarations();
  const test::TempDir folder(test::TempDir::Place::memory);
  Articles kept;
  {
    auto writer = IndexWriter::open(folder.file("changed"), {.fields = declared});
    RC_ASSERT(writer.has_value());
    change_at_random(*writer, declared, kept);
  }
  write_fresh(folder.file("fresh"), declared, kept, 1);
  RC_ASSERT(test::dump_index(folder.file("changed")) == test::dump_index(folder.file("fresh")));
  write_fresh(folder.file("sharded"), declared, kept, drawn(2U, 5U));
  auto single = Searcher::open({folder.file("changed")});
  auto sharded = Searcher::open({folder.file("sharded")});
  RC_ASSERT(single.has_value());
  RC_ASSERT(sharded.has_value());
  for (int i = 0; i < 6; ++i) {
    const SearchRequest request = draw_request(declared);
    const SearchResponse one = answer(*single, request);
    const SearchResponse many = answer(*sharded, request);
    RC_ASSERT(ids_of(one) == ids_of(many));
    RC_ASSERT(one.facets == many.facets);
  }
  for (const FieldDeclaration& field : declared) {
    if (field.kind == FieldKind::number) check_range(*sharded, field.name, kept);
    if (field.sortable) check_order(*sharded, field.name, *rc::gen::arbitrary<bool>(), kept);
  }
}

BOOST_AUTO_TEST_SUITE_END()
