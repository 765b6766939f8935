// SPDX-License-Identifier: GPL-2.0-or-later
// Snippets of random texts, made of what is hard to cut, under random queries and options.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article_tree.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "snippet_checks.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;

constexpr int kQueriesPerCollection = 8;

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> kPieces{"storm",
                                                "storms",
                                                "St\u00F3rm",
                                                "sto\u0301rms",
                                                "river",
                                                "rivers",
                                                "multi-cloud",
                                                "multicloud",
                                                "multi cloud",
                                                "C++",
                                                "#storm",
                                                "the",
                                                "of",
                                                "quiet",
                                                ".",
                                                ". ",
                                                "! ",
                                                ", ",
                                                "\n",
                                                "\r\n",
                                                "\t",
                                                " ",
                                                "\u00A0",
                                                "\u3002",
                                                "\u65B0\u805E",
                                                "\u5831\u5C0E",
                                                "\u0E02\u0E48\u0E32\u0E27",
                                                "\u0639\u0627",
                                                "\u202E",
                                                "\u0301",
                                                "\u200D",
                                                "\U0001F469\u200D\U0001F680",
                                                "\U0001F1E9",
                                                "\U0001F1EA",
                                                "\U0001F44D\U0001F3FD",
                                                "\u1100\u1161",
                                                "\u0915\u094D\u0937",
                                                "<mark>",
                                                "&amp;",
                                                "\x1b[31m",
                                                "\x7f",
                                                "\u0600",
                                                "e\u0301\u0302\u0303"};
  return kPieces;
}

// A stretch of a fixed sequence of pieces that looks random: drawing each piece takes far longer than searching.
std::string draw_text(std::size_t most) {
  std::string text;
  std::uint64_t state = *rc::gen::arbitrary<std::uint32_t>();
  const auto count = *rc::gen::inRange<std::size_t>(0, most);
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    text += pieces()[(state >> 33) % pieces().size()] + ((state >> 60) % 3 > 0 ? " " : "");
  }
  if (*rc::gen::inRange(0, 100) == 0) text += std::string(*rc::gen::inRange<std::size_t>(1, 70'000), 'x') + " storm";
  return text;
}

struct QueryWords {
  std::string text;
  bool (*finds)(const Token&);  // whether the token may be marked
};

bool has(const Token& token, std::string_view part) {
  return token.text.find(part) != std::string::npos;
}
// Neighbouring words of a query find and mark them written as one, too.
bool is_storm(const Token& token) {
  return has(token, "storm");
}
bool is_river(const Token& token) {
  return has(token, "river");
}
bool is_cloud(const Token& token) {
  return has(token, "multi") || has(token, "cloud");
}

const std::vector<QueryWords>& queries() {
  static const std::vector<QueryWords> kQueries{
      {"storm", is_storm},
      {"storm -river", is_storm},
      {"storms OR river", [](const Token& token) { return is_storm(token) || is_river(token); }},
      {"\"storm river\"", [](const Token& token) { return is_storm(token) || is_river(token); }},
      {"\"quiet storm\"~4", [](const Token& token) { return is_storm(token) || has(token, "quiet"); }},
      {"multi-cloud", is_cloud},
      {"multicloud river", [](const Token& token) { return is_cloud(token) || is_river(token); }},
      {"riv* -\"river storm\"", [](const Token& token) { return token.text.starts_with("riv"); }},
      {"title:storm river", [](const Token& token) { return is_storm(token) || is_river(token); }},
      {"c++", [](const Token& token) { return token.text == "c++"; }},
      {"\u65B0\u805E", [](const Token& token) { return token.text == "\u65B0\u805E"; }},
      {"*", [](const Token&) { return false; }},
  };
  return kQueries;
}

SnippetOptions draw_options() {
  SnippetOptions options;
  options.length = *rc::gen::element<std::size_t>(1, 2, 7, 20, 60, 240, 1000);
  options.fragments = *rc::gen::inRange<std::size_t>(0, 5);
  options.fields = *rc::gen::elementOf(
      std::vector<std::vector<std::string>>{{"excerpt", "body"}, {"body", "excerpt"}, {"body"}, {}});
  return options;
}

void check_marks(const Snippet& snippet, const QueryWords& query, Analyzer& analyzer) {
  std::vector<Token> tokens;
  for (const Mark& mark : snippet.marks) {
    const std::string piece = snippet.text.substr(mark.begin, mark.end - mark.begin);
    analyzer.analyze(piece, tokens);
    RC_LOG() << query.text << " marks <" << piece << ">\n";
    RC_ASSERT(std::any_of(tokens.begin(), tokens.end(), query.finds));
  }
}

}  // namespace

RC_BOOST_PROP(snippets_keep_their_promises, ()) {
  const test::TempDir folder{test::TempDir::Place::memory};
  auto writer = IndexWriter::open(folder.file("index"));
  RC_ASSERT(writer.has_value());
  for (int i = 0; i < 6; ++i) {
    Article article;
    article.url = "https://news.example/" + std::to_string(i);
    article.title = "storm " + draw_text(10);
    article.excerpt = draw_text(60);
    article.body = draw_text(200);
    RC_ASSERT(writer->put(article).has_value());
  }
  RC_ASSERT(writer->commit().has_value());
  auto searcher = Searcher::open({folder.file("index")});
  RC_ASSERT(searcher.has_value());
  auto analyzer = Analyzer::create();
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    const QueryWords& query = queries()[*rc::gen::inRange<std::size_t>(0, queries().size())];
    SearchRequest request;
    request.text = query.text;
    request.correct = false;
    request.snippets = draw_options();
    const auto response = searcher->search(request);
    RC_ASSERT(response.has_value());
    for (const Hit& hit : response->hits) {
      RC_ASSERT(hit.snippets.has_value());
      const Article& article = hit.article;
      const std::string broken =
          test::broken_promise(*hit.snippets, *request.snippets, article.title, article.excerpt, article.body);
      RC_LOG() << query.text << ", " << request.snippets->length << ": " << broken << '\n';
      RC_ASSERT(broken.empty());
      check_marks(hit.snippets->title, query, *analyzer);
      for (const Snippet& fragment : hit.snippets->fragments) check_marks(fragment, query, *analyzer);
    }
  }
}
