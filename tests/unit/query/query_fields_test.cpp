// SPDX-License-Identifier: GPL-2.0-or-later
#include <boost/test/unit_test.hpp>

#include "query_tables.hpp"

namespace newsrank {

using test::check_accepted;
using test::check_refused;

BOOST_AUTO_TEST_SUITE(query_fields)

BOOST_AUTO_TEST_CASE(ranges_of_numbers) {
  check_accepted({
      {"quality:80", "r(quality:[80 80])"},
      {"quality:=80", "r(quality:[80 80])"},
      {"quality:50..", "r(quality:[50 ))"},
      {"quality:..80", "r(quality:( 80])"},
      {"quality:50..80", "r(quality:[50 80])"},
      {"quality:50..<80", "r(quality:[50 80))"},
      {"quality:..<80", "r(quality:( 80))"},
      {"quality:>=80", "r(quality:[80 ))"},
      {"quality:>80", "r(quality:(80 ))"},
      {"quality:<5", "r(quality:( 5))"},
      {"quality:<=5.5", "r(quality:( 5.5])"},
      {"heat:..100", "r(heat:( 100])"},
      {"heat:-1", "r(heat:[-1 -1])"},
      {"heat:1e3", "r(heat:[1000 1000])"},
      {"quality:(10..20, 50..)", "any(r(quality:[10 20]) r(quality:[50 )))"},
      {"quality:\"80\"", "r(quality:[80 80])"},
      {"quality:0.1..0.30000000000000004", "r(quality:[0.1 0.30000000000000004])"},
  });
  check_refused({
      {"quality:good", "nothing", "bad_number@8-12"},
      {"quality:nan", "nothing", "bad_number@8-11"},
      {"quality:1e999 a", "w(a)", "bad_number@8-13"},
      {"quality:..", "nothing", "bad_range@8-10"},
      {"quality:>", "nothing", "bad_number@8-9"},
      {"quality:80..50", "r(quality:[50 80])", "reversed_range@8-14"},
      {"quality:80..<50", "r(quality:[50 80))", "reversed_range@8-15"},
      {"quality:..<", "nothing", "bad_range@8-11"},
      {"quality:50..<", "nothing", "bad_range@8-13"},
      {"quality:50..<50", "nothing", "bad_range@8-15"},
      {"quality:80^2", "r(quality:[80 80])", "boost_ignored@8-12"},
      {"(topic:a OR topic:b)^2", "any(v(topic:a) v(topic:b))", "boost_ignored@20-22"},
      {"quality:\"80\"~2", "r(quality:[80 80])", "slop_ignored@12-14"},
      {"published:maybe", "nothing", "bad_flag@10-15"},
  });
}

BOOST_AUTO_TEST_CASE(dates_stand_for_their_whole_span) {
  check_accepted({
      {"date:2022-09-12", "r(date:[2022-09-12T00:00:00Z 2022-09-13T00:00:00Z))"},
      {"date:2022-09", "r(date:[2022-09-01T00:00:00Z 2022-10-01T00:00:00Z))"},
      {"date:2022-12", "r(date:[2022-12-01T00:00:00Z 2023-01-01T00:00:00Z))"},
      {"date:2022", "r(date:[2022-01-01T00:00:00Z 2023-01-01T00:00:00Z))"},
      {"date:2022-09..2022-11", "r(date:[2022-09-01T00:00:00Z 2022-12-01T00:00:00Z))"},
      {"date:2022-09..<2022-11", "r(date:[2022-09-01T00:00:00Z 2022-11-01T00:00:00Z))"},
      {"date:..2022-11", "r(date:( 2022-12-01T00:00:00Z))"},
      {"date:2024-02-29..", "r(date:[2024-02-29T00:00:00Z ))"},
      {"date:>2022", "r(date:[2023-01-01T00:00:00Z ))"},
      {"date:>=2022", "r(date:[2022-01-01T00:00:00Z ))"},
      {"date:<2022", "r(date:( 2022-01-01T00:00:00Z))"},
      {"date:<=2022", "r(date:( 2023-01-01T00:00:00Z))"},
      {"before:2022 after:2021-06", "bag(r(date:( 2022-01-01T00:00:00Z)) r(date:[2021-06-01T00:00:00Z )))"},
      {"date:7d", "r(date:[2022-10-24T12:00:00Z ))"},
      {"date:24h", "r(date:[2022-10-30T12:00:00Z ))"},
      {"date:2w", "r(date:[2022-10-17T12:00:00Z ))"},
      {"date:1m", "r(date:[2022-09-30T12:00:00Z ))"},
      {"date:1y", "r(date:[2021-10-31T12:00:00Z ))"},
      {"date:99999m", "r(date:[0001-01-01T00:00:00Z ))"},
      {"date:..7d", "r(date:( 2022-10-24T12:00:01Z))"},
      {"date:today", "r(date:[2022-10-31T00:00:00Z 2022-11-01T00:00:00Z))"},
      {"date:yesterday..today", "r(date:[2022-10-30T00:00:00Z 2022-11-01T00:00:00Z))"},
      {"date:2022-09-12T13:32:00Z", "r(date:[2022-09-12T13:32:00Z 2022-09-12T13:32:01Z))"},
      {"date:1969-12-31", "r(date:[1969-12-31T00:00:00Z 1970-01-01T00:00:00Z))"},
      {"date:9999", "r(date:[9999-01-01T00:00:00Z 10000-01-01T00:00:00Z))"},
      {"date:>9999", "r(date:[10000-01-01T00:00:00Z ))"},
      {"date:<0001", "r(date:( 0001-01-01T00:00:00Z))"},
  });
  check_refused({
      {"date:2022-13", "nothing", "bad_date@5-12"},
      {"date:2022-02-30", "nothing", "bad_date@5-15"},
      {"date:0000", "nothing", "bad_date@5-9"},
      {"date:soon a", "w(a)", "bad_date@5-9"},
      {"date:-7d", "nothing", "bad_date@5-8"},
      {"date:2022..2021", "r(date:[2021-01-01T00:00:00Z 2023-01-01T00:00:00Z))", "reversed_range@5-15"},
      {"before:>2022", "nothing", "bad_date@7-12"},
  });
}

BOOST_AUTO_TEST_CASE(fields_take_a_piece_a_phrase_or_a_group) {
  check_accepted({
      {"title:a", "w(title:a)"},
      {"TITLE:a", "w(title:a)"},
      {"title:(a b)", "bag(w(title:a) w(title:b))"},
      {"title:(a body:b)", "bag(w(title:a) w(body:b))"},
      {"title:(a, b c)", "any(w(title:a) bag(w(title:b) w(title:c)))"},
      {"title:(a AND -b)", "not(w(title:a) w(title:b))"},
      {"title:(1,000)", "w(title:1,000)"},
      {"title:Re:Zero", "w(title:Re:Zero)"},
      {"topic:AI", "v(topic:AI)"},
      {"topic:\"Machine Learning\"", "v(topic:Machine Learning)"},
      {"topic:(AI, \"Machine Learning\")", "any(v(topic:AI) v(topic:Machine Learning))"},
      {"topic:(AI,Machine Learning)", "any(v(topic:AI) v(topic:Machine Learning))"},
      {"topic:(machine learning OR AI)", "any(v(topic:machine learning) v(topic:AI))"},
      {"topic:AI news", "bag(v(topic:AI) w(news))"},
      {"(topic:AI news)", "bag(v(topic:AI) w(news))"},
      {"topic:(AI) topic:(ML)", "bag(v(topic:AI) v(topic:ML))"},
      {"-topic:(AI, ML) x", "bag(-any(v(topic:AI) v(topic:ML)) w(x))"},
      {"source:bbc.co.uk tag:x", "bag(v(provider:bbc.co.uk) v(topic:x))"},
      {"id:https://example.org/a?b=c*", "v(id:https://example.org/a?b=c*)"},
      {"published:true removed:any", "bag(v(published:true) v(removed:any))"},
      {"published:no", "v(published:false)"},
      {"lang:de type:video category:news site:example.org",
       "bag(v(lang:de) v(type:video) v(category:news) v(site:example.org))"},
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
