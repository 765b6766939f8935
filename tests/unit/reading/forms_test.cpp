// SPDX-License-Identifier: GPL-2.0-or-later
// What articles are read from beside front matter: Markdown, pages in HTML, feeds, records, tables.
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "reading/article_reader.hpp"
#include "reading/markdown/markdown_text.hpp"
#include "reading/yaml/yaml_repair.hpp"
#include "recording_sink.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using Lines = std::vector<std::string>;

newsrank::test::RecordingSink read_form(const std::string& name, const std::string& text) {
  const newsrank::test::TempDir folder;
  std::ofstream(folder.file(name), std::ios::binary) << text;
  newsrank::BlockCache cache;
  newsrank::ArticleReader reader({}, cache);
  newsrank::test::RecordingSink sink;
  const newsrank::PagePlace page{"file:///site/" + name, nullptr, name, name};
  BOOST_TEST(reader.read_file(folder.file(name), sink, &page).read);
  return sink;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(markdown_becomes_text) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"# Head\n\nSome **bold** [link](https://x.example) &amp; `code<int>`.", "Head Some bold link & code<int>."},
      {"```cpp\nstd::vector<int> v{{1, 2}};\n```\n", "std::vector<int> v{{1, 2}};"},
      {"{{< youtube x >}}a{% include b %} c {{ page.title }}d{{% e %}}", "a c d"},
      {"{{< figure\n  src=\"x\" >}}\nafter", "after"},
      {"import X from './x'\n\nText with import of goods\n", "Text with import of goods"},
      {"import {\n  A,\n  B\n} from './x'\nText\n", "Text"},
      {"export const meta = {\n  title: 'a } b',\n\n  tags: [\n    \"x\\\"{\"\n  ]\n}\n\nText\n", "Text"},
      {"Text\n\nexport default ({children}) => (\n  <Layout meta={meta}>{children}</Layout>\n)\n", "Text"},
      {"export function f() {\n  return `{\n${1}`\n}\n\n`code`\n", "code"},
      {"export const open = {\nText that stays\n", "Text that stays"},
      {"export const it's = 1\nText\n", "Text"},
      {"export of goods {is} text\n", "export of goods {is} text"},
      {"| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"},
      {"- [ ] open\n- [x] done", "open done"},
      {"<!-- hidden --><div class=\"a > b\">shown</div>", "shown"},
      {"one\\\ntwo  \nthree <b>four</b>", "one two three four"},
      {"# Head {#anchor}\n\nfine {# a remark #}text", "Head {#anchor} fine text"},
      {"unclosed {{ brace", "unclosed {{ brace"},
  };
  for (const auto& [markdown, text] : table) BOOST_TEST(newsrank::read_markdown(markdown).text == text);
  const auto page = newsrank::read_markdown("> quoted\n\n# Head *line*\n\nFirst & paragraph.\n\nSecond.\n");
  BOOST_TEST(page.heading == "Head line");
  BOOST_TEST(page.paragraph == "First & paragraph.");
  BOOST_TEST(newsrank::cut_at_word(std::string(200, 'a') + " " + std::string(200, 'b')) == std::string(200, 'a') + "…");
}

BOOST_AUTO_TEST_CASE(pages_in_html_say_what_they_are) {
  const auto sink = read_form(
      "p.html",
      "<!DOCTYPE html><html lang=en><head><title>Element</title><meta property=og:title content='Graph'>"
      "<meta name=keywords content='a, b'><meta property=article:published_time content=2024-03-05>"
      "<link rel=canonical href=https://p.example/1><script type='application/ld+json'>{\"@graph\":[{\"@type\":"
      "\"NewsArticle\",\"headline\":\"Linked &amp; data\",\"publisher\":{\"name\":\"Outlet\"}}]}</script></head>"
      "<body><nav>menu</nav><main><h1>Head</h1><p>Main <b>te</b>xt.<script>x</script></main>foot</body></html>");
  BOOST_REQUIRE(sink.mentions.size() == 1U);
  const Article article = sink.articles().front();
  BOOST_TEST(article.title == "Linked & data");
  BOOST_TEST(article.url == "https://p.example/1");
  BOOST_TEST(article.language == "en");
  BOOST_TEST(article.provider.name == "Outlet");
  BOOST_TEST(article.topics == (Lines{"a", "b"}), boost::test_tools::per_element());
  BOOST_TEST(article.published_at.value_or(0) == 1709596800);
  BOOST_TEST(article.body == "Head Main text.");
  std::string deep = "<!DOCTYPE html><title>Deep</title>";
  for (int i = 0; i < 300'000; ++i) deep += "<div>";
  BOOST_TEST(read_form("deep.html", deep + "bottom").articles().front().body == "Deep bottom");
}

BOOST_AUTO_TEST_CASE(feeds_are_lists_of_articles) {
  const auto rss = read_form(
      "f.rss",
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Outlet</title><item><title>One</title>"
      "<link>https://f.example/1</link><description>&lt;p&gt;Short&lt;/p&gt;</description><category>x</category>"
      "<pubDate>Tue, 05 Mar 2024 08:30:00 "
      "GMT</pubDate><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item>"
      "<item><title>Two</title><guid>https://f.example/2</guid></item><item><title>No address</title></item>"
      "</channel></rss>");
  BOOST_REQUIRE(rss.mentions.size() == 2U);
  const Article one = rss.articles().front();
  BOOST_TEST(one.excerpt == "Short");
  BOOST_TEST(one.body == "Long");
  BOOST_TEST(one.provider.name == "Outlet");
  BOOST_TEST(one.topics == Lines{"x"}, boost::test_tools::per_element());
  BOOST_TEST(one.published_at.value_or(0) == 1709627400);
  BOOST_TEST(rss.articles().back().url == "https://f.example/2");
  BOOST_TEST(rss.problems.size() == 1U);
  const auto atom = read_form(
      "a.atom",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Outlet</title><entry><title>One</title>"
      "<link rel=\"self\" href=\"https://f.example/self\"/><link href=\"https://f.example/1\"/><summary>S</summary>"
      "<updated>2024-03-06</updated><published>2024-03-05T08:30:00Z</published><category term=\"x\"/></entry></feed>");
  BOOST_REQUIRE(atom.mentions.size() == 1U);
  BOOST_TEST(atom.articles().front().url == "https://f.example/1");
  BOOST_TEST(atom.articles().front().published_at.value_or(0) == 1709627400);
  const auto json =
      read_form("f.json",
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Outlet\", \"items\": [{\"url\": "
                "\"https://f.example/1\", \"content_html\": \"<p>A text without title</p>\", \"date_published\": "
                "\"2024-03-05\"}]}");
  BOOST_REQUIRE(json.mentions.size() == 1U);
  BOOST_TEST(json.articles().front().title == "A text without title");
  BOOST_TEST(json.articles().front().provider.name == "Outlet");
  // An entity of the text's own is not expanded.
  const auto bomb =
      read_form("b.rss",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>T &x;</title>"
                "<link>https://f.example/b</link></item></channel></rss>");
  BOOST_TEST(bomb.articles().front().title == "T &x;");
  BOOST_TEST(read_form("c.rss", "<rss><channel><item>").problems.size() == 1U);
}

BOOST_AUTO_TEST_CASE(records_are_lines_lists_and_tables) {
  const std::string record =
      "{\"title\": \"One\", \"url\": \"https://r.example/1\", \"body\": \"Text\", \"tags\": [\"x\", \"y\"]}";
  const std::string broken = "{\"title\": \"Two\", \"url\": }";
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"r.jsonl", record + "\n\n" + broken + "\n"},
           {"r.ndjson", broken + "\n" + record},
           {"r.json", "[" + record + ", {\"title\": \"No address\"}]"},
           {"r.csv", "title,url,body,tags\nOne,https://r.example/1,Text,\"x, y\"\nTwo,,\n"},
           {"r.tsv", "title\turl\tbody\ttags\r\nOne\thttps://r.example/1\tText\tx,y\r\nTwo\t\t\t\r\n"}}) {
    BOOST_TEST_CONTEXT(name) {
      const auto sink = read_form(name, text);
      BOOST_TEST(sink.problems.size() == 1U);
      BOOST_REQUIRE(sink.mentions.size() == 1U);
      const Article article = sink.articles().front();
      BOOST_TEST(article.title == "One");
      BOOST_TEST(article.url == "https://r.example/1");
      BOOST_TEST(article.body == "Text");
      BOOST_TEST(article.topics == (Lines{"x", "y"}), boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(valid_yaml_that_the_parser_refuses_is_read) {
  const auto title = [](const std::string& yaml) {
    const auto sink = read_form("y.md", "---\n" + yaml + "\n---\n");
    return sink.problems.empty() ? sink.articles().front().title : sink.problem_lines().front();
  };
  BOOST_TEST(title("title: \"Party \\ud83c\\udf89\"") == "Party \U0001F389");
  BOOST_TEST(title("title: \"Lone \\ud83c end\"") == "Lone \uFFFD end");
  BOOST_TEST(title("title: T\ntopics: [Is it safe?, ML]") == "T");
  BOOST_TEST(title("title: T\nprovider:\n  name: N\n\t\n  domain: d.example") == "T");
  BOOST_TEST(title("{title: T, webUrl: https://e.org/r?id=1}") == "T");
  BOOST_TEST(title("title: T\nremoved:true") == "3:1: broken YAML: expected `key: value`");
  BOOST_TEST(title("title: T\nprovider:\n  name: N\n  domain:n.org") == "5:3: broken YAML: expected `key: value`");
  BOOST_TEST(newsrank::repair_yaml("a: b?").offset_before(3) == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
