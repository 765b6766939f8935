// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/engine_run.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "index/index_reader.hpp"
#include "numbered_index.hpp"
#include "temp_dir.hpp"

namespace newsrank {

using test::TempDir;
using XQuery = Xapian::Query;

BOOST_AUTO_TEST_SUITE(engine_run)

BOOST_AUTO_TEST_CASE(what_is_optional_is_kept_where_it_is_weighed_alone) {
  const TempDir folder;
  test::make_index(folder.file("db"), 3);
  const auto index = detail::IndexReader::open({folder.file("db")});
  BOOST_REQUIRE(static_cast<bool>(index));
  const XQuery a("a");
  const XQuery b("b");
  const XQuery maybe(XQuery::OP_AND_MAYBE, XQuery("c"), XQuery("d"));
  const XQuery deep(XQuery::OP_AND, b, XQuery(XQuery::OP_SCALE_WEIGHT, maybe, 3));
  const struct {
    XQuery asked, run;
  } cases[] = {
      {maybe, maybe},
      {deep, deep},
      {XQuery(XQuery::OP_AND_NOT, maybe, b), XQuery(XQuery::OP_AND_NOT, maybe, b)},
      {XQuery(XQuery::OP_AND_NOT, a, maybe), XQuery(XQuery::OP_AND_NOT, a, XQuery("c"))},
      {XQuery(XQuery::OP_FILTER, maybe, deep),
       XQuery(XQuery::OP_FILTER, maybe, XQuery(XQuery::OP_AND, b, XQuery("c")))},
      {XQuery(XQuery::OP_SCALE_WEIGHT, XQuery(XQuery::OP_AND_NOT, a, deep), 2),
       XQuery(XQuery::OP_SCALE_WEIGHT, XQuery(XQuery::OP_AND_NOT, a, XQuery(XQuery::OP_AND, b, XQuery("c"))), 2)},
  };
  for (const auto& each : cases) {
    Xapian::Enquire enquire(index->database());
    detail::set_weighted(enquire, *index, each.asked, Xapian::BM25Weight());
    BOOST_TEST(enquire.get_query().get_description() == each.run.get_description());
    detail::set_unweighted(enquire, *index, each.asked);
    BOOST_TEST(enquire.get_query().get_description() == each.run.get_description());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
