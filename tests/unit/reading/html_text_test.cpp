// SPDX-License-Identifier: GPL-2.0-or-later
// Clean text.
#include "reading/html/html_text.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

using newsrank::clean_text;

BOOST_AUTO_TEST_SUITE(html_text)

BOOST_AUTO_TEST_CASE(cleans) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"", ""},
      {"plain text", "plain text"},
      {"  two  spaces\t\r\n and lines ", "two spaces and lines"},
      {"Tom &amp; Jerry", "Tom & Jerry"},
      {"it&#39;s, it&#x27;s, it&apos;s", "it's, it's, it's"},
      {"it&amp;#39;s", "it's"},
      {"&amp;amp;lt;3", "<3"},
      {"AT&T R&D; &unknown; & &; &#; &#x;", "AT&T R&D; &unknown; & &; &#; &#x;"},
      {"&#39s caf&eacute au lait &copy 2024, ?a=1&copy=2", "'s café au lait © 2024, ?a=1&copy=2"},
      {"&fjlig;ord &nvlt; &NotEqualTilde;", "fjord <\u20D2 \u2242\u0338"},
      {"<SCRIPT>x</SCRIPT>a<style>p{}</STYLE>b", "a b"},
      {"<a title=\"x > y\">link</a> <img alt='>'>", "link"},
      {"<![CDATA[a < b]]> <!DOCTYPE html><?xml version=\"1.0\"?>c", "a < b c"},
      {"Using the &lt;video&gt; tag, List&lt;Data&gt;, List<Data>", "Using the <video> tag, List<Data>, List<Data>"},
      {"caf&eacute; &Eacute;t&eacute; &hellip; &mdash; &euro;", "café Été … — €"},
      {"&#146;quoted&#147;", "’quoted“"},
      {"&#0;&#xD800;&#99999999999;", "\uFFFD\uFFFD\uFFFD"},
      {"a&nbsp;b\u00A0c\u2003d\u3000e", "a b c d e"},
      {"<b>bold</b> and <i class=\"x\">italic</i>", "bold and italic"},
      {"<p>one</p><p>two</p>", "one two"},
      {"one<br/>two<BR>three", "one two three"},
      {"a < b and b > c, <3, <-, x<y>z, vector<int>, 5<6", "a < b and b > c, <3, <-, x<y>z, vector<int>, 5<6"},
      {"before<!-- a <b> comment -->after", "before after"},
      {"an open <b", "an open <b"},
      {"an open <a href=", "an open <a href="},
      {"an open <!-- comment", "an open <!-- comment"},
      {"x<script>if (a < b) { c(); }</script>y<style>p{}</style>z", "x y z"},
      {"&lt;p&gt;escaped&lt;/p&gt;", "escaped"},
      {"control\x01\x7f\u0085s\u202E and \u2066marks", "control s and marks"},
      {"marks\u200F of\u061C direction\u200E", "marks of direction"},
      {"e\u0301", "é"},
      {"family \U0001F468\u200D\U0001F469", "family \U0001F468\u200D\U0001F469"},
      {"bad \xff\xc3 bytes", "bad \uFFFD\uFFFD bytes"},
  };
  for (const auto& [text, expected] : table)
    BOOST_TEST(clean_text(text) == expected, "from " << text << ": " << clean_text(text));
}

BOOST_AUTO_TEST_CASE(takes_linear_time) {
  for (const char* part : {"<a ", "<!-- ", "<script>", "&amp;", "&", "<", "&#x", "<p>"}) {
    std::string text;
    while (text.size() < 2'000'000) text += part;
    clean_text(text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
