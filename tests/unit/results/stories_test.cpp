// SPDX-License-Identifier: GPL-2.0-or-later
// Stories: signatures, the rules for copies, and grouping; and articles like one.
#include <boost/test/unit_test.hpp>
#include <set>

#include "analysis/story_signature.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "ranking/similar.hpp"
#include "results/stories/same_story.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;
using detail::is_same_story;
using detail::share_key;

constexpr const char* kExcerpt =
    "The harbour pilots of Bramble Bay have agreed to steer ferries by night again after the new lights were tested";

Article article(const std::string& url, const std::string& title, const std::string& excerpt = kExcerpt,
                const std::string& provider = "one.example", std::optional<int> day = 0) {
  Article made;
  made.url = "https://" + url;
  made.id = *canonical_url(made.url);
  made.title = title;
  made.excerpt = excerpt;
  made.provider.domain = provider;
  if (day) made.published_at = std::int64_t{*day} * 86'400;
  return made;
}

detail::StorySignature signature(const std::string& title, const std::string& excerpt) {
  Analyzer analyzer = *Analyzer::create();
  const Article made = article("news.example/1", title, excerpt);
  return detail::unpack_signature(detail::story_signature(identity_hash(made.id), detail::story_text(made, analyzer)));
}

bool same(const Article& a, const Article& b) {
  Analyzer analyzer = *Analyzer::create();
  const auto first = detail::story_text(a, analyzer);
  const auto second = detail::story_text(b, analyzer);
  BOOST_TEST(is_same_story(first, second) == is_same_story(second, first));
  return is_same_story(first, second);
}

SearchRequest search_for(const std::string& text, std::size_t limit = 10) {
  SearchRequest request;
  request.text = text;
  request.limit = limit;
  return request;
}

struct StoryIndex {
  explicit StoryIndex(const std::vector<Article>& articles) {
    auto writer = *IndexWriter::open(folder.path() + "/index");
    for (const Article& each : articles) BOOST_REQUIRE(writer.put(each));
    BOOST_REQUIRE(writer.commit());
  }
  Searcher open() const { return std::move(*Searcher::open({folder.path() + "/index"})); }
  test::TempDir folder;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(stories)

BOOST_AUTO_TEST_CASE(equal_texts_of_any_script_have_equal_signatures) {
  for (const std::string text : {"Ferries sail by night over the bay", "夜間運転のフェリーは湾を渡る",
                                 "Паромы ходят ночью в порт", "เรือข้ามฟากกลางคืนในอ่าว"}) {
    BOOST_TEST(signature(text, "").count == detail::kTitleKeys);
    BOOST_TEST(detail::pack(signature(text, "")) == detail::pack(signature(text, "")));
    BOOST_TEST(share_key(signature(text, ""), signature(text, kExcerpt)));
  }
  BOOST_TEST(share_key(signature("FERRIES sail, by night!", ""), signature("ferries sail by night", "")));
  BOOST_TEST(signature("", "").count == 0U);
  BOOST_TEST(signature("Too short", "A few words only").count == 0U);
  BOOST_TEST(detail::pack(signature("", "")).empty());
}

BOOST_AUTO_TEST_CASE(signatures_tell_near_copies_from_other_texts) {
  const auto copy = signature("Night ferries return to Bramble Bay", kExcerpt);
  BOOST_TEST(copy.identity != 0U);
  BOOST_TEST(share_key(copy, signature("Night ferries return to the Bramble Bay (update)", kExcerpt)));
  BOOST_TEST(share_key(copy, signature("Pilots agree", kExcerpt)));
  BOOST_TEST(!share_key(copy, signature("Chess club wins the autumn cup", "A rook decided the last game.")));
  BOOST_TEST(!share_key(copy, {}));
  const std::string packed = detail::pack(copy);
  BOOST_TEST(detail::pack(detail::unpack_signature(packed)) == packed);
  for (const std::string& damaged : {packed + "x", packed + packed, std::string("damaged"), packed.substr(1)})
    BOOST_TEST(detail::unpack_signature(damaged).count == 0U);
}

BOOST_AUTO_TEST_CASE(copies_by_their_texts) {
  const std::string title = "Night ferries return to Bramble Bay";
  const auto first = article("a.example/1", title);
  const std::string other = "Chess players of the valley met on Sunday for the autumn cup and a soup";
  BOOST_TEST(same(first, article("b.example/1", title + " (update)", kExcerpt, "two.example", 1)));
  BOOST_TEST(same(first, article("b.example/1", title + " (update)", kExcerpt, "two.example", std::nullopt)));
  BOOST_TEST(!same(first, article("b.example/1", title + " (update)", kExcerpt, "two.example", 8)));
  // A short title may be anybody's, where the excerpts have nothing in common.
  const std::string telling = "Night ferries return to Bramble Bay as pilots agree to steer by new lights";
  BOOST_TEST(!same(first, article("b.example/1", title, other, "two.example", 2)));
  BOOST_TEST(same(first, article("b.example/1", title, "", "two.example", 2)));
  BOOST_TEST(same(article("a.example/1", telling), article("b.example/1", telling, other, "two.example", 2)));
  BOOST_TEST(!same(article("a.example/1", telling), article("b.example/1", telling, other, "two.example", 4)));
  BOOST_TEST(
      !same(article("a.example/1", telling), article("b.example/1", telling, other, "two.example", std::nullopt)));
  BOOST_TEST(same(first, article("b.example/1", "Pilots and owners agree", kExcerpt, "two.example", 1)));
  BOOST_TEST(!same(first, article("b.example/1", "Pilots and owners agree", kExcerpt, "one.example", 1)));
  BOOST_TEST(!same(article("a.example/1", "Harbour tales, part 2"), article("a.example/2", "Harbour tales, part 3")));
  BOOST_TEST(!same(article("a.example/1", "!", ""), article("b.example/2", "?", "", "two.example")));
}

BOOST_AUTO_TEST_CASE(names_of_sites_and_marks_of_agencies_are_no_part_of_a_title) {
  const std::string other = "Chess players of the valley met on Sunday for the autumn cup and a soup";
  const std::string title = "Night ferries return to Bramble Bay as pilots agree to steer by new lights";
  const auto first = article("a.example/1", title);
  const auto as = [&](const std::string& shown, const std::string& name,
                      const std::string& domain = "bayevening.example") {
    Article made = article("b.example/1", shown, other, domain, 1);
    made.provider.name = name;
    return made;
  };
  for (const std::string& shown : std::vector<std::string>{title + " | Bay Evening News", title + " - Bay Evening News",
                                                           title + " — bayevening.example", "UPDATE 1-" + title,
                                                           "(LEAD) " + title, "(2nd LEAD) " + title, "WATCH: " + title,
                                                           "WRAPUP 2 - " + title + " | Bay Evening News"})
    BOOST_TEST(same(first, as(shown, "Bay Evening News")), shown);
  for (const std::string& shown :
       std::vector<std::string>{title + " | what the owners of the old boats say about it now",
                                "What the owners of the old boats say about it now: " + title})
    BOOST_TEST(!same(first, as(shown, "Bay Evening News")), shown);
  Analyzer analyzer = *Analyzer::create();
  const auto words = [&](const std::string& shown) {
    return detail::story_text(as(shown, "Bay Evening News"), analyzer).title_words.size();
  };
  BOOST_TEST(words("Bay Evening News") == 3U);
  BOOST_TEST(words("WATCH:") == 1U);
  BOOST_TEST(words("Update your boat - by night") == 5U);
}

BOOST_AUTO_TEST_CASE(a_provider_issues_a_title_again_within_days) {
  const std::string other = "Chess players of the valley met on Sunday for the autumn cup and a soup";
  const auto issue = [&](const std::string& url, const std::string& title, const std::string& excerpt, int day,
                         const std::string& name = "One") {
    Article made = article(url, title, excerpt, "one.example", day);
    made.provider.name = name;
    return made;
  };
  const std::string title = "Night ferries return to Bramble Bay";
  const std::string telling = title + " as pilots agree to steer by new lights";
  const auto first = issue("a.example/1", title, kExcerpt, 0);
  BOOST_TEST(same(first, issue("a.example/2", title, other, 3)));
  BOOST_TEST(!same(first, issue("a.example/2", title, other, 5)));
  BOOST_TEST(!same(first, issue("a.example/2", title, other, 1, "Another channel")));
  BOOST_TEST(!same(first, issue("a.example/2", title, other, 1, "Bay News on One")));
  BOOST_TEST(
      same(issue("a.example/1", telling, kExcerpt, 0), issue("a.example/2", telling, other, 1, "Bay News on One")));
  BOOST_TEST(!same(issue("a.example/1", "Harbour notes of the week", kExcerpt, 0),
                   issue("a.example/2", "Harbour notes of the week", other, 2)));
  BOOST_TEST(!same(issue("a.example/1", "What the harbour sees tonight, part 2", kExcerpt, 0),
                   issue("a.example/2", "What the harbour sees tonight, part 3", other, 1)));
}

BOOST_AUTO_TEST_CASE(a_page_holds_stories_and_names_their_copies) {
  std::vector<Article> articles;
  for (int story = 0; story < 30; ++story) {
    for (int copy = 0; copy < 3; ++copy) {
      const std::string name = "ferry" + std::to_string(story);
      articles.push_back(article("h" + std::to_string(copy) + ".example/" + name,
                                 "Bay " + name + " sails " + name + "a " + name + "b", "",
                                 "h" + std::to_string(copy) + ".example"));
      articles.back().quality = 100 - story - copy;
    }
  }
  const StoryIndex collection(articles);
  auto searcher = collection.open();
  SearchRequest request = search_for("bay sails", 100);
  const auto all = searcher.search(request);
  BOOST_REQUIRE(all);
  BOOST_TEST(all->hits.size() == 30U);
  BOOST_TEST(all->total.value == 90U);
  std::vector<std::string> paged;
  request.limit = 7;
  for (request.offset = 0; request.offset < 40; request.offset += 7) {
    const auto page = *searcher.search(request);
    for (const Hit& hit : page.hits) {
      BOOST_TEST(hit.rank == paged.size() + 1);
      paged.push_back(hit.article.id);
    }
  }
  BOOST_REQUIRE(paged.size() == 30U);
  for (std::size_t i = 0; i < paged.size(); ++i) {
    BOOST_TEST(paged[i] == all->hits[i].article.id);
    BOOST_TEST(all->hits[i].copies.size() == 2U);
    for (const StoryCopy& copy : all->hits[i].copies) BOOST_TEST(copy.score <= all->hits[i].score);
  }
  request = search_for("bay sails", 100);
  request.group_stories = false;
  BOOST_TEST(searcher.search(request)->hits.size() == 90U);
  request = search_for("bay sails", 0);
  BOOST_TEST(searcher.search(request)->hits.empty());
}

BOOST_AUTO_TEST_CASE(finds_an_article_by_its_address) {
  const StoryIndex collection({article("a.example/1", "Night ferries")});
  auto searcher = collection.open();
  BOOST_TEST((*searcher.find("HTTPS://A.example/1?utm_source=x"))->title == "Night ferries");
  BOOST_TEST(!searcher.find("https://a.example/2")->has_value());
  BOOST_TEST(!searcher.find("ferries")->has_value());
}

BOOST_AUTO_TEST_CASE(finds_articles_like_one_but_never_itself) {
  std::vector<Article> articles{article("a.example/1", "Night ferries return", "Lights guide pilots"),
                                article("a.example/2", "Ferries and their pilots", "A history"),
                                article("a.example/3", "Chess cup", "A rook"),
                                article("a.example/4", "Lights", "For the garden")};
  articles[3].topics = {"Gardens"};
  const StoryIndex collection(articles);
  auto searcher = collection.open();
  SearchRequest request;
  request.explain = true;
  request.like = articles[0];
  const auto found = searcher.search(request);
  BOOST_REQUIRE(found);
  BOOST_REQUIRE(found->hits.size() == 2U);
  BOOST_TEST(found->total.value == 2U);
  BOOST_TEST(found->hits[0].article.id == articles[1].id);
  for (const Hit& hit : found->hits) {
    double sum = 0;
    for (const auto& term : hit.explanation->terms) sum += term.contribution;
    BOOST_TEST(sum == hit.relevance, boost::test_tools::tolerance(1e-9));
  }
  request.text = "topic:gardens";
  BOOST_TEST(searcher.search(request)->hits.size() == 1U);
  request.text = "chess";
  BOOST_TEST(searcher.search(request)->hits.size() == 3U);
  request.text = "";
  request.like->id.clear();  // derived from the url
  BOOST_TEST(searcher.search(request)->hits.size() == 2U);
  request.like = Article{};
  BOOST_CHECK(searcher.search(request).error().code == ErrorCode::invalid_query);
}

BOOST_AUTO_TEST_SUITE_END()
