// SPDX-License-Identifier: GPL-2.0-or-later
// Snippets: what is marked, which part of a text is shown, where it is cut, and how it is written out.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "collection.hpp"
#include "newsrank/searcher.hpp"
#include "newsrank/snippet.hpp"

namespace {

using namespace newsrank;
using test::Collection;

std::string described(const Snippet& snippet) {
  Snippet words = snippet;
  std::string text = snippet.cut_before ? "…" : "";
  std::size_t done = 0;
  for (const Mark& mark : snippet.marks) {
    const bool phrase = mark.kind == MarkKind::phrase;
    text += snippet.text.substr(done, mark.begin - done) + (phrase ? "{" : "[") +
            snippet.text.substr(mark.begin, mark.end - mark.begin) + (phrase ? "}" : "]");
    done = mark.end;
  }
  return text + snippet.text.substr(done) + (snippet.cut_after ? "…" : "");
}

std::string described(const std::vector<Snippet>& fragments) {
  std::string text;
  for (const Snippet& each : fragments) text += (text.empty() ? "" : " | ") + described(each);
  return text;
}

SearchRequest request_of(const std::string& text, SnippetOptions options = {}) {
  SearchRequest request;
  request.text = text;
  request.snippets = std::move(options);
  return request;
}

struct MarkCase {
  std::string text;   // of the title
  std::string query;  // finds it
  std::string expected;
};

BOOST_AUTO_TEST_CASE(what_makes_an_article_match_is_marked) {
  const std::vector<MarkCase> cases{
      {"Salt battery", "salt", "[Salt] battery"},
      {"Two batteries, one battery", "battery", "Two [batteries], one [battery]"},
      {"A café in São Paulo", "cafe sao", "A [café] in [São] Paulo"},
      {"A cafe\u0301 opens", "café", "A [cafe\u0301] opens"},
      {"Multi-cloud and multicloud plans", "multicloud", "[Multi-cloud] and [multicloud] plans"},
      {"Multi-cloud, multi cloud, multicloud", "multi-cloud", "[Multi-cloud], [multi cloud], [multicloud]"},
      {"Multi cloud or multicloud", "multi cloud", "[Multi cloud] or [multicloud]"},
      {"Reading C++ templates in C", "c++", "Reading [C++] templates in C"},
      {"GPT-3 writes, GPT does not", "gpt-3", "[GPT-3] writes, GPT does not"},
      {"The salt battery holds salt", "\"salt battery\"", "The {salt battery} holds salt"},
      {"Batteries and a battery", "\"battery\"", "Batteries and a [battery]"},
      {"Salt, sea battery", "\"salt battery\"~3", "{Salt}, sea {battery}"},
      {"Battery of salt and of salt", "\"salt battery\"~1", "{Battery} of {salt} and of salt"},
      {"Salt and pepper", "salt -vinegar", "[Salt] and pepper"},
      {"Salt and pepper", "salt NOT sugar", "[Salt] and pepper"},
      {"Pepper on salt", "salt -\"salt pepper\"", "Pepper on [salt]"},
      {"Salted, salting, malted", "sal*", "[Salted], [salting], malted"},
      {"Salt of the sea", "the salt of", "[Salt] of the sea"},
      {"Salt of the sea", "the of", "Salt [of] [the] sea"},
      {"Salt and pepper", "title:salt excerpt:pepper", "[Salt] and pepper"},
      {"Salt and pepper", "title:sal* pepper", "[Salt] and [pepper]"},
      {"Salt and pepper", "salt type:video OR pepper", "[Salt] and [pepper]"},
      {"Salt", "*", "Salt"},
      {"中文新聞報道", "新聞", "中文[新聞]報道"},
      {"Power 👩‍🚀 launch", "👩‍🚀", "Power [👩‍🚀] launch"},
      {"Battery's battery", "battery", "[Battery]'s [battery]"},
  };
  for (const MarkCase& each : cases) {
    Article found = test::article("a", each.text, "Some pepper and peppers here");
    found.type = "video";
    Collection collection({found, test::article("b", "multicloud multi-cloud")});
    BOOST_TEST_CONTEXT(each.query << " in " << each.text) {
      auto request = request_of(each.query);
      request.correct = false;
      const auto response = collection.search(request);
      const auto hit = std::find_if(response.hits.begin(), response.hits.end(),
                                    [](const Hit& one) { return one.article.url == "https://example.org/a"; });
      BOOST_REQUIRE(hit != response.hits.end());
      BOOST_REQUIRE(hit->snippets.has_value());
      BOOST_TEST(described(hit->snippets->title) == each.expected);
      BOOST_TEST(hit->snippets->title.text == each.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(corrected_words_and_synonyms_are_marked) {
  Collection collection({test::article("a", "Wide television", "A television set, a TV, a broad cast")});
  BOOST_TEST(described(collection.search(request_of("televison")).hits.at(0).snippets->title) == "Wide [television]");
  auto request = request_of("tv broadcast");
  auto synonyms = Synonyms::parse("- [tv, television]\n");
  BOOST_REQUIRE(synonyms);
  request.synonyms = std::make_shared<const Synonyms>(std::move(*synonyms));
  const auto hit = collection.search(request).hits.at(0);
  BOOST_TEST(described(hit.snippets->title) == "Wide [television]");
  BOOST_TEST(described(hit.snippets->fragments) == "A [television] set, a [TV], a [broad cast]");
}

struct FragmentCase {
  std::string query;
  SnippetOptions options;
  std::string expected;
};

SnippetOptions options_of(std::size_t length, std::size_t fragments = 1,
                          std::vector<std::string> fields = {"excerpt", "body"}) {
  return {length, fragments, std::move(fields)};
}

BOOST_AUTO_TEST_CASE(fragments_show_the_most_telling_part) {
  Article article = test::article("a", "Harbour news", "The harbour was quiet. A ferry came in.");
  article.body =
      "Nothing happened in the harbour for years. Then the salt arrived, and with it a battery of many tanks. "
      "Nobody had seen such tanks before. The mayor spoke of a new time. Salt has its own smell. "
      "In the evening the ferry left, and the tanks were filled with molten salt from the salt works.";
  Collection collection({article, test::article("b", "harbour"), test::article("c", "ferry harbour")});
  const std::vector<FragmentCase> cases{
      {"harbour", options_of(240), "The [harbour] was quiet. A ferry came in."},
      {"harbour", options_of(25), "The [harbour] was quiet."},
      {"ferry", options_of(20), "A [ferry] came in."},
      {"salt battery", options_of(62), "Then the [salt] arrived, and with it a [battery] of many tanks."},
      {"salt battery", options_of(45), "Then the [salt] arrived, and with it a [battery]…"},
      {"salt battery", options_of(14), "Then the [salt]…"},
      {"tanks salt", options_of(40), "…[tanks] were filled with molten [salt] from…"},
      {"\"molten salt\"", options_of(30), "…with {molten salt} from the…"},
      {"mayor ferry", options_of(80, 2),
       "The harbour was quiet. A [ferry] came in. | The [mayor] spoke of a new time."},
      {"harbour ferry", options_of(240, 1, {"body"}),
       "Nothing happened in the [harbour] for years. Then the salt arrived, and with it a battery of many tanks. "
       "Nobody had seen such tanks before. The mayor spoke of a new time. Salt has its own smell. In the evening the "
       "[ferry] left, and the tanks…"},
      {"title:news", options_of(30), "The harbour was quiet."},
      {"title:news", options_of(12), "The harbour…"},
      {"title:news", options_of(20, 1, {"body"}), "Nothing happened in…"},
      {"harbour", options_of(240, 0), ""},
      {"harbour", options_of(240, 1, {}), ""},
  };
  for (const FragmentCase& each : cases) {
    BOOST_TEST_CONTEXT(each.query << " in " << each.options.length) {
      const auto response = collection.search(request_of(each.query + " id:https://example.org/a", each.options));
      BOOST_REQUIRE(response.hits.size() == 1);
      BOOST_TEST(described(response.hits[0].snippets->fragments) == each.expected);
    }
  }
  BOOST_TEST(!collection.search("harbour").hits.at(0).snippets.has_value());
}

BOOST_AUTO_TEST_CASE(hostile_texts_are_cut_between_characters) {
  const std::string family = "👨‍👩‍👧‍👦";
  std::string accents = "salt e";
  for (int i = 0; i < 5'000; ++i) accents += "\u0301";
  std::string families;
  for (int i = 0; i < 400; ++i) families += family;
  const std::string letters(100'000, 'x');
  struct Case {
    std::string excerpt;
    std::size_t length;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"salt " + letters, 10, "[salt]…"},
      {letters, 10, "xxxxxxxxxx…"},
      {letters + " salt", 10, "xxxxxxxxxx…"},  // beyond what is looked at
      {accents, 10, "[salt]…"},
      {families + " salt", 5, "…[salt]"},
      {families, 2, family + family + "…"},
      {"salt\r\nwater", 5, "[salt]"},
      {"ภาษาไทย salt ภาษาไทย", 6, "…[salt]…"},
      {"   ", 10, ""},
      {"", 10, ""},
  };
  for (const Case& each : cases) {
    Collection collection({test::article("a", "the salt", each.excerpt)});
    const auto response = collection.search(request_of("salt", options_of(each.length)));
    BOOST_TEST_CONTEXT(each.excerpt.substr(0, 20) << " in " << each.length) {
      BOOST_REQUIRE(response.hits.size() == 1);
      BOOST_TEST(described(response.hits[0].snippets->fragments) == each.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(impossible_options_are_refused) {
  Collection collection({test::article("a", "salt")});
  const std::vector<SnippetOptions> impossible{options_of(0), options_of(kMaxSnippetLength + 1),
                                               options_of(10, kMaxSnippetFragments + 1), options_of(10, 1, {"title"}),
                                               options_of(10, 1, {"body", "body"})};
  for (const SnippetOptions& options : impossible) {
    const auto response = collection.searcher().search(request_of("salt", options));
    BOOST_REQUIRE(!response);
    BOOST_TEST(to_string(response.error().code) == "invalid_argument");
  }
}

BOOST_AUTO_TEST_CASE(marks_are_written_for_pages_and_terminals) {
  Snippet snippet;
  snippet.text = "<a href=\"x\">R&D's</a>\n\x1b[31m\u202Ered\u0085";
  snippet.marks = {{12, 17, MarkKind::word}, {30, 33, MarkKind::phrase}};
  BOOST_TEST(snippet_html(snippet) ==
             "&lt;a href=&quot;x&quot;&gt;<mark>R&amp;D&#39;s</mark>&lt;/a&gt;\n\x1b[31m\u202E<mark>red</mark>\u0085");
  BOOST_TEST(snippet_html(snippet, "<b>", "</b>").find("<b>R&amp;D&#39;s</b>") != std::string::npos);
  BOOST_TEST(snippet_ansi(snippet) == "<a href=\"x\">\x1b[1mR&D's\x1b[22m</a>  [31m \x1b[1mred\x1b[22m ");
  BOOST_TEST(snippet_text(snippet, "<<", ">>") == "<a href=\"x\"><<R&D's>></a>\n\x1b[31m\u202E<<red>>\u0085");
}

}  // namespace
