// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of queries: accepted ones with their tree, refused ones with what is left of them and the remarks.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "newsrank/article.hpp"
#include "newsrank/query.hpp"
#include "query_dump.hpp"

namespace newsrank::test {

inline ParseOptions at_noon() {
  ParseOptions options;
  options.now = *parse_date_time("2022-10-31T12:00:00Z");
  return options;
}

struct Accepted {
  std::string text;
  std::string tree;
};

inline void check_accepted(const std::vector<Accepted>& cases, const ParseOptions& options = at_noon()) {
  for (const Accepted& test : cases) {
    BOOST_TEST_CONTEXT("query <" << test.text << ">") {
      const ParsedQuery parsed = parse_query(test.text, options);
      BOOST_TEST(dump(parsed.query) == test.tree);
      BOOST_TEST(dump_codes(parsed) == "");
      const std::string text = format_query(parsed.query);
      BOOST_TEST(dump(parse_query(text, at_noon()).query) == test.tree, "reads back from <" << text << ">");
    }
  }
}

struct Refused {
  std::string text;
  std::string tree;
  std::string codes;
};

inline void check_refused(const std::vector<Refused>& cases, const ParseOptions& options = at_noon()) {
  for (const Refused& test : cases) {
    BOOST_TEST_CONTEXT("query <" << test.text << ">") {
      const ParsedQuery parsed = parse_query(test.text, options);
      BOOST_TEST(dump(parsed.query) == test.tree);
      BOOST_TEST(dump_codes(parsed) == test.codes);
      for (const QueryDiagnostic& diagnostic : parsed.diagnostics) BOOST_TEST(!diagnostic.message.empty());
    }
  }
}

}  // namespace newsrank::test
