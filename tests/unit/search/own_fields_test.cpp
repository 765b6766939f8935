// SPDX-License-Identifier: GPL-2.0-or-later
// Fields of an index's own: declaring, storing and searching them.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/field_table.hpp"
#include "index/index_layout.hpp"
#include "json/article_json.hpp"
#include "json/json_parser.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/maintenance.hpp"
#include "newsrank/searcher.hpp"
#include "numbered_index.hpp"
#include "search_server.hpp"
#include "temp_dir.hpp"

namespace own_fields {
namespace {

using namespace newsrank;
using test::ok;
using test::TempDir;
using Values = std::vector<FieldValue>;

std::vector<FieldDeclaration> declared() {
  return {{.name = "author", .facetable = true},
          {.name = "byline", .kind = FieldKind::text, .weight = 3},
          {.name = "price", .kind = FieldKind::number, .facetable = true, .sortable = true},
          {.name = "released", .kind = FieldKind::date, .facetable = true, .sortable = true},
          {.name = "sold", .kind = FieldKind::flag, .facetable = true},
          {.name = "secret", .stored = false}};
}

Article article(int number, std::vector<ArticleField> fields) {
  Article made;
  made.id = std::to_string(number);
  made.title = "storm";
  made.fields = std::move(fields);
  return made;
}

std::vector<Article> articles() {
  return {article(1, {{"author", {"Jane Doe", "Zoë Ångström"}}, {"price", {2.5}}, {"sold", {true}}}),
          article(2, {{"author", {"John Roe"}}, {"price", {-4}}, {"sold", {false}}, {"secret", {"Xyz"}}}),
          article(3, {{"byline", {"reported from Kyiv", "with help of lightning"}}, {"released", {"2024-05-03"}}}),
          article(4, {})};
}

struct Fixture {
  std::string make(const std::string& name, const std::vector<FieldDeclaration>& fields,
                   const std::vector<Article>& held, unsigned shards = 1) const {
    const std::string path = folder.file(name);
    IndexWriter writer = ok(IndexWriter::open(path, {.fields = fields, .shards = shards}));
    for (const Article& each : held) ok(writer.put(each));
    ok(writer.commit());
    return path;
  }

  TempDir folder;
};

// The identities of what is found, apart by blanks, in their order.
std::string found(Searcher& searcher, const SearchRequest& request) {
  const auto response = searcher.search(request);
  if (!response) return response.error().message;
  std::vector<std::string> ids;
  for (const Hit& hit : response->hits) ids.push_back(hit.article.id);
  std::sort(ids.begin(), ids.end());
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

SearchRequest query(std::string text) {
  return {.text = std::move(text), .group_stories = false};
}

}  // namespace
}  // namespace own_fields

BOOST_AUTO_TEST_SUITE(own_fields)

BOOST_AUTO_TEST_CASE(declarations_are_checked) {
  const auto refused = [](const FieldDeclaration& field) {
    const auto made = detail::FieldTable::make({{.name = "first"}, field});
    return made ? std::string() : made.error().message;
  };
  BOOST_TEST(refused({.name = "author"}).empty());
  for (const char* const name :
       {"", "a", "Author", "au thor", "h1", "title", "topics", "intitle", "url", "lang", "language", "before", "year",
        "score", "domain", "fields", "first", "caf\xC3\xA9", "abcdefghijklmnopqrstuvwxyzabcdefg"})
    BOOST_TEST(!refused({.name = name}).empty(), name);
  BOOST_TEST(!refused({.name = "author", .kind = FieldKind::identity}).empty());
  BOOST_TEST(!refused({.name = "author", .kind = FieldKind::text, .facetable = true}).empty());
  BOOST_TEST(!refused({.name = "author", .kind = FieldKind::text, .weight = 0}).empty());
  BOOST_TEST(!refused({.name = "author", .sortable = true}).empty());
  BOOST_TEST(!refused({.name = "author", .kind = FieldKind::text, .weight = 101}).empty());
  std::vector<FieldDeclaration> many;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'e' && many.size() < kMaxOwnFields; ++b)
      many.push_back({.name = {'x', a, b}, .kind = FieldKind::number});
  }
  BOOST_TEST(detail::FieldTable::make(many).has_value());
  many.push_back({.name = "one_more"});
  BOOST_TEST(!detail::FieldTable::make(many));
}

BOOST_AUTO_TEST_CASE(declarations_are_written_and_read) {
  const auto table = ok(detail::FieldTable::make(declared()));
  const std::string text = detail::format_declarations(table->declared());
  BOOST_TEST((detail::parse_declarations(text) == table->declared()));
  BOOST_TEST((detail::parse_declarations("") == std::vector<FieldDeclaration>{}));
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    const auto read = detail::parse_declarations(text.substr(0, cut));
    BOOST_TEST((!read || text[cut - 1] == '\n'));
  }
  for (const char* const damaged : {"a b\n", "author keyword 0 1 1 2\n", "author keyword 00 1 1 1\n",
                                    "author word 0 1 1 1\n", "author keyword 0 1 1 1 1\n"})
    BOOST_TEST(!detail::parse_declarations(damaged), damaged);
}

BOOST_AUTO_TEST_CASE(the_fingerprint_tells_declarations_apart) {
  const AnalyzerOptions options;
  std::vector<FieldDeclaration> own = declared();
  const std::string first = schema_fingerprint(options, own);
  BOOST_TEST(first != schema_fingerprint(options));
  own.front().facetable = false;
  BOOST_TEST(first != schema_fingerprint(options, own));
  BOOST_TEST(schema_fingerprint(options, {}) == schema_fingerprint(options));
}

BOOST_AUTO_TEST_CASE(a_record_keeps_the_fields) {
  Article whole =
      article(1, {{"author", {"a", ""}}, {"price", {-2.5}}, {"when", {std::int64_t{-7}}}, {"sold", {true}}});
  const std::string record = encode_article(whole);
  BOOST_TEST((ok(decode_article(record)) == whole));
  for (std::size_t cut = 0; cut < record.size(); ++cut) {
    const auto read = decode_article(record.substr(0, cut));
    BOOST_TEST((!read || read->fields.empty()));
  }
  const std::string without = encode_article(article(1, {}));
  BOOST_TEST(record.starts_with(without));
  using namespace std::string_literals;
  for (const std::string& tail : {"\0"s, "\1"s, "\1\1a\1\4"s, "\1\1a\1\3\2"s, "\1\1a\x7f\3\1"s, "\xff\xff\xff\x7f"s})
    BOOST_TEST(!decode_article(without + tail));
}

BOOST_AUTO_TEST_CASE(values_are_checked_and_brought_to_one_form) {
  const Fixture fixture;
  IndexWriter writer = ok(IndexWriter::open(fixture.folder.file("db"), {.fields = declared()}));
  const auto refused = [&](ArticleField field) {
    const auto put = writer.put(article(1, {std::move(field)}));
    return put ? std::string() : put.error().message;
  };
  BOOST_TEST(refused({"authr", {"x"}}) == "the field \"authr\" is not declared");
  for (const ArticleField& field : std::vector<ArticleField>{{"author", {1.5}},
                                                             {"author", {"\xff"}},
                                                             {"price", {"2"}},
                                                             {"price", {1.0, 2.0}},
                                                             {"price", {std::numeric_limits<double>::infinity()}},
                                                             {"price", {INT64_MAX}},
                                                             {"released", {"soon"}},
                                                             {"released", {INT64_MAX}},
                                                             {"sold", {1}},
                                                             {"sold", {"true"}}})
    BOOST_TEST(!refused(field).empty(), field.name);
  BOOST_TEST(!writer.put(article(1, {{"author", {"a"}}, {"author", {"b"}}})));
  ok(writer.put(article(1, {{"released", {"2024-05-03"}}, {"price", {3}}, {"author", Values{}}, {"byline", {"b"}}})));
  const Article stored = *ok(writer.find("1"));
  const std::vector<ArticleField> expected{
      {"byline", {"b"}}, {"price", {3.0}}, {"released", {std::int64_t{1714694400}}}};
  BOOST_TEST((stored.fields == expected));
}

BOOST_AUTO_TEST_CASE(fields_are_searched) {
  const Fixture fixture;
  for (const unsigned shards : {1U, 3U}) {
    Searcher searcher =
        ok(Searcher::open({fixture.make("db" + std::to_string(shards), declared(), articles(), shards)}));
    const std::vector<std::pair<std::string, std::string>> expected{{"author:\"Jane Doe\"", "1"},
                                                                    {"author:(zoe angstrom)", "1"},
                                                                    {"AUTHOR:\"jane doe\" storm", "1"},
                                                                    {"author:(\"Jane Doe\", \"John Roe\")", "1 2"},
                                                                    {"storm -author:\"John Roe\"", "1 3 4"},
                                                                    {"secret:xyz", "2"},
                                                                    {"price:2..5", "1"},
                                                                    {"price:<0", "2"},
                                                                    {"price:-4", "2"},
                                                                    {"released:2024-05", "3"},
                                                                    {"released:2023", ""},
                                                                    {"sold:true", "1"},
                                                                    {"sold:false", "2"},
                                                                    {"sold:any", "1 2 3 4"},
                                                                    {"byline:kyiv", "3"},
                                                                    {"byline:report", "3"},
                                                                    {"byline:ky*", "3"},
                                                                    {"byline:\"from Kyiv\"", "3"},
                                                                    {"byline:\"Kyiv with\"", ""},
                                                                    {"byline:storm", ""},
                                                                    {"lightning", "3"},
                                                                    {"\"help of lightning\"", "3"},
                                                                    {"title:lightning", ""}};
    for (const auto& [text, ids] : expected) BOOST_TEST(found(searcher, query(text)) == ids, text);
  }
}

BOOST_AUTO_TEST_CASE(filters_restrict_by_fields) {
  const Fixture fixture;
  Searcher searcher = ok(Searcher::open({fixture.make("db", declared(), articles())}));
  SearchRequest request = query("");
  request.filters = {{"author", {"Jane Doe", "John Roe"}}, {"price", {"0.."}}};
  BOOST_TEST(found(searcher, request) == "1");
  request.filters = {{"byline", {"kyiv"}}};
  BOOST_TEST(searcher.search(request).error().hint == "write byline:word in the query");
  request.filters = {{"authr", {"x"}}};
  BOOST_TEST(searcher.search(request).error().hint == "did you mean author?");
}

BOOST_AUTO_TEST_CASE(a_weight_counts_in_the_ranking) {
  const Fixture fixture;
  std::vector<double> scores;
  for (const std::uint32_t weight : {1U, 5U}) {
    std::vector<Article> held = articles();
    for (int i = 5; i < 30; ++i) held.push_back(article(i, {{"byline", {"someone else"}}}));
    const std::vector<FieldDeclaration> fields{
        declared()[0], {.name = "byline", .kind = FieldKind::text, .weight = weight},
        declared()[2], declared()[3],
        declared()[4], declared()[5]};
    Searcher searcher = ok(Searcher::open({fixture.make("db" + std::to_string(weight), fields, held)}));
    scores.push_back(ok(searcher.search(query("lightning"))).hits.at(0).relevance);
  }
  BOOST_TEST(scores[1] > scores[0]);
}

BOOST_AUTO_TEST_CASE(queries_about_unknown_fields_are_explained) {
  const Fixture fixture;
  Searcher searcher = ok(Searcher::open({fixture.make("db", declared(), articles())}));
  const auto response = ok(searcher.search(query("storm autor:x")));
  BOOST_TEST(response.diagnostics.front().code == "unknown_field");
  BOOST_TEST(response.diagnostics.front().hint == "did you mean author?");
  const auto unknown = ok(searcher.search(query("author:\"Jane Do\"")));
  BOOST_TEST(unknown.diagnostics.front().hint == "did you mean Jane Doe?");
  const auto elsewhere = parse_query("author:x");
  BOOST_TEST(elsewhere.diagnostics.front().code == "unknown_field");
  const std::string text = "author:x released:2024-05-01..2024-05-31 price:2..5 byline:\"a b\"~2";
  ParseOptions options;
  options.fields = declared();
  const auto parsed = parse_query(text, options);
  BOOST_TEST(parsed.diagnostics.empty());
  BOOST_TEST(format_query(parsed.query, declared()) == text);
}

BOOST_AUTO_TEST_CASE(fields_come_back_unless_hidden) {
  const Fixture fixture;
  Searcher searcher = ok(Searcher::open({fixture.make("db", declared(), articles())}));
  BOOST_TEST((searcher.fields().size() == declared().size()));
  const Article read = *ok(searcher.find("2"));
  const std::vector<ArticleField> expected{{"author", {"John Roe"}}, {"price", {-4.0}}, {"sold", {false}}};
  BOOST_TEST((read.fields == expected));
  SearchRequest request = query("author:\"John Roe\"");
  BOOST_TEST((ok(searcher.search(request)).hits.at(0).article.fields == expected));
  request.fields = {"title"};
  BOOST_TEST(ok(searcher.search(request)).hits.at(0).article.fields.empty());
  request.fields = {"fields"};
  BOOST_TEST((ok(searcher.search(request)).hits.at(0).article.fields == expected));
}

BOOST_AUTO_TEST_CASE(updates_keep_the_fields) {
  const Fixture fixture;
  const std::string path = fixture.make("db", declared(), articles());
  {
    IndexWriter writer = ok(IndexWriter::open(path));
    BOOST_TEST(writer.fields().size() == declared().size());
    BOOST_TEST(ok(writer.update("2", [](Article& changed) { changed.title = "calm"; })));
    BOOST_TEST(ok(writer.remove_matching(query("author:\"Jane Doe\""))) == 1U);
    ok(writer.commit());
  }
  Searcher searcher = ok(Searcher::open({path}));
  BOOST_TEST(found(searcher, query("calm secret:xyz author:\"John Roe\"")) == "2");
  BOOST_TEST(found(searcher, query("sold:true")).empty());
  BOOST_TEST(ok(check_index(path)).findings.empty());
}

BOOST_AUTO_TEST_CASE(an_index_keeps_its_declarations) {
  const Fixture fixture;
  const std::string path = fixture.make("db", declared(), articles());
  BOOST_TEST(IndexWriter::open(path, {.fields = declared()}).has_value());
  std::vector<FieldDeclaration> other = declared();
  other[2].kind = FieldKind::date;
  const auto refused = IndexWriter::open(path, {.fields = other});
  BOOST_TEST((refused.error().code == ErrorCode::schema_mismatch));
  BOOST_TEST(refused.error().message.find("the field price is declared in different ways") != std::string::npos);
  other = declared();
  other.push_back({.name = "further"});
  BOOST_TEST((IndexWriter::open(path, {.fields = other}).error().code == ErrorCode::schema_mismatch));
  other = {{.name = "Bad"}};
  BOOST_TEST(
      (IndexWriter::open(fixture.folder.file("new"), {.fields = other}).error().code == ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_CASE(indexes_are_one_where_what_they_share_is_declared_alike) {
  const Fixture fixture;
  const std::string whole = fixture.make("whole", declared(), articles());
  const std::string plain = fixture.make("plain", {}, {article(8, {})});
  const std::string part = fixture.make("part", {declared()[0]}, {article(9, {{"author", {"Jane Doe"}}})});
  for (const auto& paths : {std::vector{whole, plain, part}, std::vector{part, plain, whole}}) {
    Searcher searcher = ok(Searcher::open(paths));
    BOOST_TEST(searcher.fields().size() == declared().size());
    BOOST_TEST(found(searcher, query("author:\"Jane Doe\"")) == "1 9");
    BOOST_TEST(found(searcher, query("price:2..5")) == "1");
  }
  const std::string other = fixture.make("other", {{.name = "author", .kind = FieldKind::text}}, {});
  const auto refused = Searcher::open({whole, other});
  BOOST_TEST((refused.error().code == ErrorCode::schema_mismatch));
  BOOST_TEST(refused.error().message.find("the field author is declared in different ways") != std::string::npos);
  const std::string moved = fixture.make("moved", {declared()[2]}, {});
  BOOST_TEST((Searcher::open({whole, moved}).error().code == ErrorCode::schema_mismatch));
}

BOOST_AUTO_TEST_CASE(values_are_counted) {
  const Fixture fixture;
  std::vector<Article> held = articles();
  held.push_back(article(5, {{"author", {"jane doe", "Jane Doe", "John Roe"}}, {"price", {2.5}}}));
  for (const unsigned shards : {1U, 3U}) {
    Searcher searcher = ok(Searcher::open({fixture.make("db" + std::to_string(shards), declared(), held, shards)}));
    const auto counts = [&](const std::string& field, const std::string& by = "") {
      SearchRequest request = query("storm");
      request.facets = {{.field = field, .order = FacetOrder::value, .by = by}};
      const auto response = searcher.search(request);
      if (!response) return response.error().hint;
      std::string text;
      for (const FacetValue& value : response->facets.front().values) {
        text += value.value + "=" + std::to_string(value.count);
        for (const FacetValue& child : value.children) text += "/" + child.value;
        text += " ";
      }
      return text + std::to_string(response->facets.front().missing);
    };
    BOOST_TEST(counts("author") == "Jane Doe=2 John Roe=2 Zo\xC3\xAB \xC3\x85ngstr\xC3\xB6m=1 2");
    BOOST_TEST(counts("price") == "-4=1 2.5=2 2");
    BOOST_TEST(counts("sold") == "false=1 true=1 3");
    BOOST_TEST(counts("released") == "2024=1/2024-05 4");
    BOOST_TEST(counts("sold", "author") == "false=1/John Roe true=1/Jane Doe/Zo\xC3\xAB \xC3\x85ngstr\xC3\xB6m 3");
    BOOST_TEST(counts("secret").ends_with(" author price released sold"));
  }
}

BOOST_AUTO_TEST_CASE(chosen_values_do_not_hide_the_others) {
  const Fixture fixture;
  Searcher searcher = ok(Searcher::open({fixture.make("db", declared(), articles())}));
  SearchRequest request = query("author:\"john roe\"");
  request.facets = {{.field = "author", .multi_select = true}};
  const auto facet = ok(searcher.search(request)).facets.front();
  BOOST_TEST(facet.values.size() == 3U);
  BOOST_TEST(facet.values.front().value == "John Roe");
  BOOST_TEST(facet.values.front().selected);
}

BOOST_AUTO_TEST_CASE(hits_are_sorted_by_a_field) {
  const Fixture fixture;
  std::vector<Article> held = articles();
  for (int i = 5; i < 40; ++i) held.push_back(article(i, {{"price", {(i * 7) % 40 + 10}}}));
  const auto order = [&](Searcher& searcher, const std::string& field, bool ascending) {
    SearchRequest request = query("storm");
    request.sort_field = field;
    request.ascending = ascending;
    request.limit = 100;
    std::vector<double> prices;
    const auto response = ok(searcher.search(request));
    for (const Hit& hit : response.hits) {
      const auto price = std::find_if(hit.article.fields.begin(), hit.article.fields.end(),
                                      [](const ArticleField& own) { return own.name == "price"; });
      prices.push_back(price == hit.article.fields.end() ? 1000 : std::get<double>(price->values.front()));
    }
    return prices;
  };
  const std::string path = fixture.make("one", declared(), held);
  const test::SearchServer server(detail::shard_path(path, 1, 0));
  for (const std::string& database : {path, fixture.make("three", declared(), held, 3), server.address()}) {
    Searcher searcher = ok(Searcher::open({database}));
    const std::vector<double> up = order(searcher, "price", true);
    BOOST_TEST(up.size() == held.size());
    BOOST_TEST(std::is_sorted(up.begin(), up.end()));
    const std::vector<double> down = order(searcher, "price", false);
    BOOST_TEST(std::is_sorted(down.begin(), down.end() - 2, std::greater<>()));
    BOOST_TEST(down.back() == 1000);
    SearchRequest request = query("storm");
    request.sort_field = "released";
    BOOST_TEST(ok(searcher.search(request)).hits.front().article.id == "3");
    for (const char* const field : {"author", "title", "unknown"}) {
      request.sort_field = field;
      BOOST_TEST(searcher.search(request).error().hint == "orders are relevance, date, quality, heat, price, released",
                 field);
    }
  }
}

BOOST_AUTO_TEST_CASE(values_are_completed) {
  const Fixture fixture;
  Searcher searcher = ok(Searcher::open({fixture.make("db", declared(), articles())}));
  BOOST_TEST(ok(searcher.complete("storm author:jan")).queries.front() == "storm author:\"Jane Doe\"");
  BOOST_TEST(ok(searcher.complete("sold:tr")).queries.front() == "sold:true");
  BOOST_TEST(ok(searcher.complete("price:2..5 author:j")).queries ==
                 std::vector<std::string>{"price:2..5 author:\"Jane Doe\""},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(servers_tell_their_fields) {
  const Fixture fixture;
  const std::string whole = fixture.make("whole", declared(), articles());
  const test::SearchServer server(detail::shard_path(whole, 1, 0));
  Searcher searcher = ok(Searcher::open({server.address()}));
  BOOST_TEST(found(searcher, query("author:\"Jane Doe\" price:2..5 sold:true")) == "1");
}

BOOST_AUTO_TEST_CASE(what_an_empty_index_gets_at_first_has_its_fields) {
  const Fixture fixture;
  std::vector<Article> many;
  for (int i = 0; i < 2500; ++i)
    many.push_back(article(i, {{"author", {"Writer " + std::to_string(i % 10)}}, {"price", {i}}}));
  Searcher searcher = ok(Searcher::open({fixture.make("db", declared(), many)}));
  BOOST_TEST(ok(searcher.search(query("author:\"Writer 3\""))).total.value == 250U);
  BOOST_TEST(found(searcher, query("price:7..9")) == "7 8 9");
}

BOOST_AUTO_TEST_CASE(fields_are_json) {
  const Article whole = article(
      1, {{"author", {"a", "b"}}, {"price", {2.5}}, {"released", {std::int64_t{1714694400}}}, {"sold", {true}}});
  const std::string json = detail::article_json(whole);
  const std::string fields =
      R"("fields":{"author":["a","b"],"price":2.5,"released":"2024-05-03T00:00:00Z","sold":true})";
  BOOST_TEST(json.find(fields) != std::string::npos, json);
  BOOST_TEST(detail::article_json(article(1, {})).find("fields") == std::string::npos);
  const auto parsed = ok(detail::parse_object(json, ErrorCode::invalid_article));
  const Article read = ok(detail::read_article(parsed, "", ErrorCode::invalid_article));
  BOOST_TEST((read.fields[0] == whole.fields[0]));
  BOOST_TEST((read.fields[2].values == Values{"2024-05-03T00:00:00Z"}));
  for (const char* const wrong : {R"({"fields":[]})", R"({"fields":{"a":{}}})", R"({"fields":{"a":[[1]]}})"}) {
    const auto object = ok(detail::parse_object(wrong, ErrorCode::invalid_article));
    BOOST_TEST(!detail::read_article(object, "", ErrorCode::invalid_article), wrong);
  }
}

BOOST_AUTO_TEST_SUITE_END()
