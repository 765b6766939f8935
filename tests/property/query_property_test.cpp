// SPDX-License-Identifier: GPL-2.0-or-later
// What holds for every query text and every syntax tree.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/text/edit_distance.hpp"
#include "newsrank/query.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/date_span.hpp"
#include "query/syntax/tree.hpp"
#include "query_dump.hpp"

namespace newsrank {
namespace {

using detail::make_and_not;
using detail::make_bag;
using detail::make_group;

ParseOptions roomy() {
  ParseOptions options;
  options.limits = {1U << 22U, 1U << 16U, 1U << 16U, 1000};
  return options;
}

// Query text: fragments that mean something, glued together with and without blanks.
rc::Gen<std::string> query_text() {
  static const std::vector<std::string> kFragments = {
      " ",       " ",      "  ",          "a",        "bc",     "C++",    "AND",    " OR ",     " AND ",
      "NOT ",    "(",      ")",           "\"",       "-",      "+",      "^2",     "^0.5",     "~3",
      "title:",  "topic:", "titel:",      "quality:", "date:",  "50..",   "..80",   "20..<30",  ">=5",
      "2022-09", "7d",     "published:",  "true",     "any",    ",",      "*",      "?",        "\\",
      ":",       "://",    "\u201C",      "\u201D",   "\u2018", "\u2019", "\u00AB", "\xC2\xA0", "\xFF",
      "\u65E5",  "id:",    "before:2022", "^",        "~",      "x*y?"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::oneOf(rc::gen::elementOf(kFragments), rc::gen::elementOf(kFragments),
                                         rc::gen::elementOf(kFragments), rc::gen::arbitrary<std::string>())),
                      [](const std::vector<std::string>& fragments) {
                        std::string text;
                        for (const std::string& fragment : fragments) text += fragment;
                        return text;
                      });
}

std::string some_word() {
  static const std::string kCharacters = "abzAZ09.+-*?^:~()\"\\,'/#_ ";
  std::string word = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(kCharacters)));
  return *rc::gen::element<std::string>("azure", "AND", "title:x", "\u2018q", "caf\xC3\xA9", "http://x/?a*", word,
                                        word);
}

std::string single_spaced(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out.empty() ? "x" : out;
}

QueryRange some_range(bool date) {
  QueryRange range;
  if (date) {
    const auto moment = rc::gen::inRange<std::int64_t>(detail::kFirstMoment, detail::kLastMoment);
    const std::int64_t lower = *moment;
    const std::int64_t day = *rc::gen::element<std::int64_t>(1, 86400);
    range.lower = static_cast<double>(lower / day * day);
    if (*rc::gen::arbitrary<bool>()) {
      range.upper = *range.lower + static_cast<double>(*rc::gen::inRange(1, 500) * day);
      range.upper = std::min(*range.upper, static_cast<double>(detail::kLastMoment));
      range.upper_exclusive = true;
    }
    if (range.lower < static_cast<double>(detail::kFirstMoment))
      range.lower = static_cast<double>(detail::kFirstMoment);
    return range;
  }
  range.lower = *rc::gen::arbitrary<double>();
  if (!std::isfinite(*range.lower)) range.lower = 0.1;
  if (*rc::gen::arbitrary<bool>()) {
    range.upper = *range.lower + std::abs(*range.lower) * 0.3;
    if (!std::isfinite(*range.upper)) range.upper = range.lower;
    range.upper_exclusive = *range.upper > *range.lower && *rc::gen::arbitrary<bool>();
  } else {
    range.lower_exclusive = *rc::gen::arbitrary<bool>();
  }
  return range;
}

Query some_leaf() {
  Query query;
  query.kind = *rc::gen::element(QueryKind::word, QueryKind::word, QueryKind::phrase, QueryKind::wildcard,
                                 QueryKind::value, QueryKind::range, QueryKind::all);
  const bool scores =
      query.kind == QueryKind::word || query.kind == QueryKind::phrase || query.kind == QueryKind::wildcard;
  if (scores) {
    query.field = *rc::gen::element<std::string>("", "", "title", "body");
    query.boost = *rc::gen::element(1.0, 1.0, 0.0, 2.5, 0.1, 100.0);
  }
  if (query.kind == QueryKind::word) query.text = some_word();
  if (query.kind == QueryKind::phrase) {
    query.text = single_spaced(some_word());
    query.slop = *rc::gen::inRange<std::uint32_t>(0, 5);
  }
  if (query.kind == QueryKind::wildcard)
    query.text = *rc::gen::element<std::string>("a*", "a*b?", "a?c", "A(b)*", "t:^*");
  if (query.kind == QueryKind::value) {
    query.field = *rc::gen::element<std::string>("topic", "id", "site");
    query.text = single_spaced(some_word());
  }
  if (query.kind == QueryKind::range) {
    query.field = *rc::gen::element<std::string>("quality", "date");
    query.range = some_range(query.field == "date");
  }
  return query;
}

Query some_tree(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 3) == 0) return some_leaf();
  std::vector<Query> children;
  const int count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) children.push_back(some_tree(depth - 1));
  Query query;
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      query = make_group(QueryKind::any_of, std::move(children));
      break;
    case 1:
      query = make_group(QueryKind::all_of, std::move(children));
      break;
    case 2: {
      Query first = std::move(children.back());
      children.pop_back();
      query = make_and_not(std::move(first), std::move(children));
      break;
    }
    default:
      for (Query& child : children) child.occur = *rc::gen::element(Occur::should, Occur::must, Occur::must_not);
      query = make_bag(std::move(children));
  }
  const bool scores = query.kind != QueryKind::all && !detail::is_filter(query);
  if (scores && *rc::gen::inRange(0, 4) == 0) query.boost = *rc::gen::element(0.5, 3.0);
  return query;
}

std::size_t tree_depth(const Query& query) {
  std::size_t depth = 0;
  for (const Query& child : query.children) depth = std::max(depth, tree_depth(child));
  return depth + 1;
}

void check_places(const Query& query, std::size_t size) {
  RC_ASSERT(query.begin <= query.end);
  RC_ASSERT(query.end <= size);
  for (const Query& child : query.children) check_places(child, size);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_properties)

RC_BOOST_PROP(every_parsed_query_reads_back_from_its_text, ()) {
  const std::string text = *query_text();
  ParseOptions options = roomy();
  options.plain = *rc::gen::inRange(0, 8) == 0;
  options.require_all = *rc::gen::arbitrary<bool>();
  const ParsedQuery parsed = parse_query(text, options);
  const std::string formatted = format_query(parsed.query);
  RC_LOG() << "text <" << text << ">\ntree " << test::dump(parsed.query) << "\nformatted <" << formatted << ">\nback "
           << test::dump(parse_query(formatted, roomy()).query) << "\n";
  RC_ASSERT(parse_query(formatted, roomy()).query == parsed.query);
  RC_ASSERT(parse_query(formatted, roomy()).diagnostics.empty());
  check_places(parsed.query, text.size());
  for (const QueryDiagnostic& diagnostic : parsed.diagnostics) {
    RC_ASSERT(diagnostic.begin <= diagnostic.end);
    RC_ASSERT(diagnostic.end <= text.size());
    RC_ASSERT(!format_diagnostic(diagnostic, text).empty());
  }
}

RC_BOOST_PROP(every_tree_in_normal_form_reads_back_from_its_text, ()) {
  const Query tree = some_tree(4);
  const std::string formatted = format_query(tree);
  const ParsedQuery parsed = parse_query(formatted, roomy());
  RC_LOG() << "tree " << test::dump(tree) << "\nformatted <" << formatted << ">\nback " << test::dump(parsed.query)
           << "\n";
  RC_ASSERT(parsed.query == tree);
  RC_ASSERT(parsed.diagnostics.empty());
}

RC_BOOST_PROP(limits_hold_for_every_text, ()) {
  const std::string text = *query_text();
  ParseOptions options;
  options.limits.max_bytes = *rc::gen::inRange<std::size_t>(0, 60);
  options.limits.max_nodes = *rc::gen::inRange<std::size_t>(0, 6);
  options.limits.max_depth = *rc::gen::inRange<std::size_t>(0, 3);
  const ParsedQuery parsed = parse_query(text, options);
  check_places(parsed.query, std::min(text.size(), options.limits.max_bytes));
  // A bracket holds at most a bag of OR chains of AND chains without something.
  RC_ASSERT(tree_depth(parsed.query) <= 5 * (options.limits.max_depth + 1) + 1);
}

// The textbook table, without band or limit.
unsigned slow_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

RC_BOOST_PROP(edit_distance_equals_the_textbook, ()) {
  const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc")));
  const std::string a = *word;
  std::string b = *word;
  if (*rc::gen::arbitrary<bool>()) {
    b = a;
    const int edits = *rc::gen::inRange(0, 4);
    for (int i = 0; i < edits && !b.empty(); ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, b.size());
      if (*rc::gen::arbitrary<bool>()) {
        b.erase(at, 1);
      } else if (at + 1 < b.size()) {
        std::swap(b[at], b[at + 1]);
      }
    }
  }
  RC_PRE(a.size() <= detail::kMaxEditLength && b.size() <= detail::kMaxEditLength);
  const unsigned limit = *rc::gen::inRange(0U, 6U);
  RC_ASSERT(detail::edit_distance(a, b, limit) == std::min(slow_distance(a, b), limit + 1));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
