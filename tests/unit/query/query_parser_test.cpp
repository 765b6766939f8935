// SPDX-License-Identifier: GPL-2.0-or-later
#include <boost/test/unit_test.hpp>

#include <string>

#include "newsrank/query.hpp"
#include "query_tables.hpp"

namespace newsrank {

using test::at_noon;
using test::check_accepted;
using test::check_refused;

BOOST_AUTO_TEST_SUITE(query_parser)

BOOST_AUTO_TEST_CASE(words_are_blank_separated_pieces) {
  check_accepted({
      {"", "nothing"},
      {" \t\n", "nothing"},
      {"azure", "w(azure)"},
      {"machine learning", "bag(w(machine) w(learning))"},
      {"machine\xC2\xA0learning", "bag(w(machine) w(learning))"},
      {"state-of-the-art", "w(state-of-the-art)"},
      {"C++", "w(C++)"},
      {"c#", "w(c#)"},
      {".NET", "w(.NET)"},
      {"AT&T R&D TCP/IP", "bag(w(AT&T) w(R&D) w(TCP/IP))"},
      {"#tag @handle $MSFT", "bag(w(#tag) w(@handle) w($MSFT))"},
      {"3.5 10:30 18.04", "bag(w(3.5) w(10:30) w(18.04))"},
      {"https://example.org/a?b=c", "w(https://example.org/a?b=c)"},
      {"std::vector", "w(std::vector)"},
      {"news: azure", "bag(w(news:) w(azure))"},
      {"what is azure?", "bag(w(what) w(is) w(azure?))"},
      {"really?\?\?", "w(really?\?\?)"},
      {"Microsoft\u2019s rock'n'roll", "bag(w(Microsoft\u2019s) w(rock'n'roll))"},
      {"and or not", "bag(w(and) w(or) w(not))"},
      {"\\AND \\-a \\+b", "bag(w(AND) w(-a) w(+b))"},
      {"a\\ b", "w(a b)"},
      {"title\\:x", "w(title:x)"},
      {"end\\", "w(end\\)"},
      {"--help ++ -+a", "bag(w(--help) w(++) w(-+a))"},
      {"\u2013dash \u2014dash \u2212x", "bag(w(\u2013dash) w(\u2014dash) w(\u2212x))"},
      {"hello, world", "bag(w(hello,) w(world))"},
      {"\xE6\x97\xA5\xE6\x9C\xAC", "w(\xE6\x97\xA5\xE6\x9C\xAC)"},
      {"a\xFF z", "bag(w(a\uFFFD) w(z))"},
  });
}

BOOST_AUTO_TEST_CASE(quotes_make_phrases) {
  check_accepted({
      {"\"to be or not\"", "p(to be or not)"},
      {"\" to   be \"", "p(to be)"},
      {"\"a b\"~3", "p(a b)~3"},
      {"\"a b\"~3^2", "p(a b)~3^2"},
      {"\"a b\"^2~3", "p(a b)~3^2"},
      {"\u201Ca b\u201D", "p(a b)"},
      {"\u00ABa b\u00BB c", "bag(p(a b) w(c))"},
      {"\u201Ea b\u201C", "p(a b)"},
      {"\u2018a b\u2019", "p(a b)"},
      {"\u2018it\u2019s here\u2019 now", "bag(p(it\u2019s here) w(now))"},
      {"\u2018tis", "w(\u2018tis)"},
      {"\"a \\\" b\"", "p(a \" b)"},
      {"\"a AND (b) -c title:d e\"", "p(a AND (b) -c title:d e)"},
      {"say\"a b\"now", "bag(w(say) p(a b) w(now))"},
      {"\"azure\"", "p(azure)"},
      {"title:\"a b\"", "p(title:a b)"},
  });
}

BOOST_AUTO_TEST_CASE(wildcards_need_a_beginning) {
  check_accepted({
      {"prefix*", "wild(prefix*)"},
      {"mid*le?", "wild(mid*le?)"},
      {"wom?n", "wild(wom?n)"},
      {"a**b", "wild(a*b)"},
      {"a\\*", "w(a*)"},
      {"a\\*b*", "wild(ab*)"},
      {"title:win*^2", "wild(title:win*)^2"},
      {"*", "all"},
      {"**", "all"},
      {"* -a", "bag(all -w(a))"},
      {"ab?\\*", "w(ab?)"},
  });
  check_refused({
      {"*foo", "w(foo)", "leading_wildcard@0-1"},
      {"*foo*", "wild(foo*)", "leading_wildcard@0-1"},
      {"?oo", "w(oo)", "leading_wildcard@0-1"},
      {"a *?", "w(a)", "leading_wildcard@2-4"},
      {"title:*", "all", "field_ignored@6-7"},
      {"topic:mach*", "nothing", "wildcard_not_allowed@6-11"},
  });
}

BOOST_AUTO_TEST_CASE(signs_apply_to_the_next_piece) {
  check_accepted({
      {"+a -b c", "bag(+w(a) -w(b) w(c))"},
      {"+c++", "w(c++)"},
      {"+c++ x", "bag(+w(c++) w(x))"},
      {"-\"a b\" c", "bag(-p(a b) w(c))"},
      {"-(a b) c", "bag(-bag(w(a) w(b)) w(c))"},
      {"-title:a c", "bag(-w(title:a) w(c))"},
      {"a~b word\\~2", "bag(w(a~b) w(word~2))"},
      {"\"apples an\\* *\"", "p(apples an* *)"},
      {"-5 c", "bag(-w(5) w(c))"},
      {"-a", "not(all w(a))"},
      {"-a -b", "not(all w(a) w(b))"},
      {"NOT a", "not(all w(a))"},
      {"a NOT b", "bag(w(a) -w(b))"},
      {"NOT NOT a", "w(a)"},
      {"a NOT -b", "bag(w(a) w(b))"},
      {"a NOT +b", "bag(w(a) -w(b))"},
      {"+AND x", "bag(+w(AND) w(x))"},
      {"+date:2022 a", "bag(r(date:[2022-01-01T00:00:00Z 2023-01-01T00:00:00Z)) w(a))"},
  });
  check_refused({
      {"a - b", "bag(w(a) w(b))", "stray_sign@2-3"},
      {"a +", "w(a)", "stray_sign@2-3"},
      {"(a -)", "w(a)", "stray_sign@3-4"},
      {"- AND a", "w(a)", "stray_sign@0-1"},
  });
}

BOOST_AUTO_TEST_CASE(operators_bind_tighter_than_standing_side_by_side) {
  check_accepted({
      {"a OR b", "any(w(a) w(b))"},
      {"a OR b OR c", "any(w(a) w(b) w(c))"},
      {"a OR (b OR c)", "any(w(a) w(b) w(c))"},
      {"a AND b AND c", "and(w(a) w(b) w(c))"},
      {"a OR b AND c", "any(w(a) and(w(b) w(c)))"},
      {"(a OR b) AND c", "and(any(w(a) w(b)) w(c))"},
      {"a b OR c d", "bag(w(a) any(w(b) w(c)) w(d))"},
      {"cats OR dogs date:2022", "bag(any(w(cats) w(dogs)) r(date:[2022-01-01T00:00:00Z 2023-01-01T00:00:00Z)))"},
      {"machine learning AND azure", "bag(w(machine) +and(w(learning) w(azure)))"},
      {"x (a AND b)", "bag(w(x) and(w(a) w(b)))"},
      {"a AND NOT b", "not(w(a) w(b))"},
      {"a AND -b AND c", "not(and(w(a) w(c)) w(b))"},
      {"NOT a AND NOT b", "not(all w(a) w(b))"},
      {"(a AND NOT b) AND NOT c", "not(w(a) w(b) w(c))"},
      {"a OR NOT b", "any(w(a) not(all w(b)))"},
      {"x a AND NOT b", "bag(w(x) +not(w(a) w(b)))"},
      {"(a b) (c d)", "bag(w(a) w(b) w(c) w(d))"},
      {"+(a b) c", "bag(+bag(w(a) w(b)) w(c))"},
      {"+(+a +b) c", "bag(+w(a) +w(b) w(c))"},
      {"((a))", "w(a)"},
      {"foo(bar baz)", "bag(w(foo) w(bar) w(baz))"},
      {"(a b)^2 c", "bag(bag(w(a) w(b))^2 w(c))"},
      {"(a OR b)^2 OR c", "any(any(w(a) w(b))^2 w(c))"},
      {"((a^2))^3", "w(a)^6"},
      {"a^0.5 C++^2", "bag(w(a)^0.5 w(C++)^2)"},
      {"a^1", "w(a)"},
      {"2^10", "w(2)^10"},
      {"^2", "w(^2)"},
  });
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_is_said_and_the_rest_is_used) {
  check_refused({
      {"titel:foo", "w(foo)", "unknown_field@0-6"},
      {"titel:\"a b\" c", "bag(p(a b) w(c))", "unknown_field@0-6"},
      {"Re:Zero", "w(Re:Zero)", "unknown_field@0-3"},
      {"title: foo", "bag(w(title:) w(foo))", "missing_value@0-6"},
      {"topic:\\  a", "w(a)", "missing_value@6-8"},
      {"(a title:)", "bag(w(a) w(title:))", "missing_value@3-9"},
      {"\"a b", "p(a b)", "unbalanced_quote@0-4"},
      {"(a b", "bag(w(a) w(b))", "unbalanced_bracket@0-1"},
      {"a) b", "bag(w(a) w(b))", "unbalanced_bracket@1-2"},
      {"a)))", "w(a)", "unbalanced_bracket@1-4"},
      {"() a", "w(a)", "empty_group@0-2"},
      {"\"\" a", "w(a)", "empty_phrase@0-2"},
      {"a AND", "w(a)", "dangling_operator@2-5"},
      {"OR a", "w(a)", "dangling_operator@0-2"},
      {"a AND OR b", "any(w(a) w(b))", "dangling_operator@2-5"},
      {"a NOT", "w(a)", "dangling_operator@2-5"},
      {"(a OR) b", "bag(w(a) w(b))", "dangling_operator@3-5"},
      {"a^x", "w(a^x)", "bad_boost@0-3"},
      {"a^200", "w(a)^100", "boost_out_of_range@0-5"},
      {"a^-1", "w(a)^0", "boost_out_of_range@0-4"},
      {"\"a b\"~", "p(a b)", "bad_slop@5-6"},
      {"\"a b\"~500", "p(a b)~100", "slop_out_of_range@5-9"},
      {"(a b)~2", "bag(w(a) w(b))", "slop_ignored@5-7"},
      {"word~2", "w(word~2)", "slop_ignored@0-6"},
      {"title:-a", "w(title:-a)", "sign_behind_field@6-8"},
      {"title:+a", "w(title:+a)", "sign_behind_field@6-8"},
      {"\"apples an*\"", "p(apples an*)", "wildcard_in_phrase@0-12"},
      {"NOT date:x AND NOT date:y", "nothing", "bad_date@9-10 bad_date@24-25"},
      {"+a OR b", "any(w(a) w(b))", "sign_ignored@1-2"},
  });
  BOOST_TEST(parse_query("titel:x").diagnostics[0].message == "unknown field \"titel:\"");
  BOOST_TEST(parse_query("titel:x").diagnostics[0].hint == "did you mean title?");
  BOOST_TEST(parse_query("porvider:x").diagnostics[0].hint == "did you mean provider?");
  BOOST_TEST(parse_query("zzzzz:x").diagnostics[0].hint.find("the fields are title") == 0);
}

BOOST_AUTO_TEST_CASE(plain_text_has_no_syntax) {
  ParseOptions plain;
  plain.plain = true;
  check_accepted(
      {
          {"+a -b \"c d\" title:e* (f OR g)^2", "bag(w(+a) w(-b) w(\"c) w(d\") w(title:e*) w((f) w(OR) w(g)^2))"},
          {"what?", "w(what?)"},
          {"\\AND", "w(\\AND)"},
          {" ", "nothing"},
          {"a ", "w(a)"},
      },
      plain);
}

BOOST_AUTO_TEST_CASE(all_words_can_be_required) {
  ParseOptions options = at_noon();
  options.require_all = true;
  check_accepted(
      {
          {"a b", "bag(+w(a) +w(b))"},
          {"a -b c", "bag(+w(a) -w(b) +w(c))"},
          {"a topic:x", "bag(+w(a) v(topic:x))"},
          {"a (b c)", "bag(+w(a) +w(b) +w(c))"},
          {"a b OR c", "bag(+w(a) +any(w(b) w(c)))"},
      },
      options);
  options.plain = true;
  check_accepted({{"a b", "bag(+w(a) +w(b))"}}, options);
}

BOOST_AUTO_TEST_CASE(limits_cut_and_say_so) {
  ParseOptions options;
  options.limits.max_bytes = 5;
  check_refused({{"abc \xC3\xA9t\xC3\xA9", "w(abc)", "query_too_long@4-9"}}, options);
  options = {};
  options.limits.max_nodes = 2;
  check_refused({{"a b c d", "bag(w(a) w(b))", "too_many_terms@4-5"}}, options);
  options.plain = true;
  check_refused({{"a b c d", "bag(w(a) w(b))", "too_many_terms@4-7"}}, options);
  options = {};
  options.limits.max_depth = 2;
  check_refused(
      {{"a OR (b AND (c OR ((d e) f)) AND g)", "any(w(a) and(w(b) bag(w(c) w(d) w(e) w(f)) w(g)))", "too_deep@18-20"}},
      options);
}

BOOST_AUTO_TEST_CASE(hostile_queries_are_harmless) {
  for (const std::string& piece :
       {std::string("("),       std::string(")"),         std::string("-"),        std::string("- "),
        std::string("NOT "),    std::string("\""),        std::string("a OR "),    std::string("a AND "),
        std::string("title:("), std::string("\u2018"),    std::string("\u2018a "), std::string("\\"),
        std::string("a:"),      std::string("topic:(a "), std::string("-("),       std::string("^"),
        std::string("~"),       std::string("()"),        std::string("(-"),       std::string("*"),
        std::string("a*?"),     std::string("\xFF"),      std::string(",", 1)}) {
    std::string text;
    while (text.size() + piece.size() <= 8192) text += piece;
    BOOST_TEST_CONTEXT("many <" << piece << ">") {
      const ParsedQuery parsed = parse_query(text);
      BOOST_TEST(parsed.diagnostics.size() <= 64U);
      for (const QueryDiagnostic& diagnostic : parsed.diagnostics) {
        BOOST_TEST(!format_diagnostic(diagnostic, text).empty());
      }
      BOOST_TEST((parse_query(format_query(parsed.query), {.limits = {.max_bytes = 1U << 20U}}).query == parsed.query));
    }
  }
}

BOOST_AUTO_TEST_CASE(places_are_bytes_of_the_text) {
  const ParsedQuery parsed = parse_query("caf\xC3\xA9 title:\"a b\"");
  BOOST_REQUIRE(parsed.query.children.size() == 2U);
  BOOST_TEST(parsed.query.children[0].begin == 0U);
  BOOST_TEST(parsed.query.children[0].end == 5U);
  BOOST_TEST(parsed.query.children[1].begin == 12U);
  BOOST_TEST(parsed.query.children[1].end == 17U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
