// SPDX-License-Identifier: GPL-2.0-or-later
// Positions that are read from the engine's files are those that the engine reads.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>
#include <xapian.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "index/glass/glass.hpp"
#include "index/glass/glass_table.hpp"
#include "index/glass/positions.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;
using newsrank::detail::GlassReader;
using newsrank::detail::GlassTable;
using newsrank::detail::TermPositions;

const std::vector<std::string>& position_terms() {
  static const std::vector<std::string> terms{"a",   std::string("a\0", 2), std::string("a\0b", 3), "ab", "Sword",
                                              "\xff"};
  return terms;
}

// Side by side, scattered, or far out.
Xapian::termpos draw_distance() {
  return *rc::gen::inRange<Xapian::termpos>(1, *rc::gen::element<Xapian::termpos>(2, 3, 60, 5'000, 1U << 20U));
}

void write_positions(const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC, 2'048);
  const int commits = *rc::gen::inRange(0, 3);
  for (int commit = 0; commit < commits; ++commit) {
    const int documents = *rc::gen::element(1, 20, 200);
    for (int i = 0; i < documents; ++i) {
      Xapian::Document document;
      for (const std::string& term : position_terms()) {
        Xapian::termpos position = *rc::gen::element<Xapian::termpos>(0, 1, 77);
        for (int left = *rc::gen::element(0, 1, 2, 3, 9, 40); left > 0; --left) {
          document.add_posting(term, position, 0);
          position += draw_distance();
        }
      }
      database.replace_document(*rc::gen::inRange<Xapian::docid>(1, 400), document);
    }
    database.commit();
  }
}

std::vector<Xapian::termpos> positions_of_engine(const Xapian::Database& database, Xapian::docid document,
                                                 const std::string& term) {
  return {database.positionlist_begin(document, term), database.positionlist_end(document, term)};
}

RC_BOOST_PROP(positions_are_those_of_the_engine, ()) {
  const test::TempDir folder;
  const std::string path = folder.file("database");
  write_positions(path);
  const Xapian::Database database(path);
  const auto reader = GlassReader::open(path, database, GlassTable::open(path, database));
  RC_ASSERT(static_cast<bool>(reader));
  RC_ASSERT(static_cast<bool>(reader->positions()));
  for (const std::string& term : position_terms()) {
    TermPositions positions(reader->positions(), term);
    for (Xapian::docid document = 1; document <= database.get_lastdocid() + 1; ++document) {
      if (*rc::gen::inRange(0, 4) == 0) continue;
      const auto expected = document > database.get_lastdocid() ? std::vector<Xapian::termpos>()
                                                                : positions_of_engine(database, document, term);
      RC_ASSERT(positions.in(document) == expected);
    }
    const auto back = *rc::gen::inRange<Xapian::docid>(1, 400);
    if (back <= database.get_lastdocid()) RC_ASSERT(positions.in(back) == positions_of_engine(database, back, term));
  }
}

RC_BOOST_PROP(any_bytes_are_increasing_positions_or_an_error, ()) {
  for (int i = 0; i < 50; ++i) {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    std::vector<Xapian::termpos> positions;
    try {
      detail::unpack_positions(bytes, positions);
    } catch (const Xapian::DatabaseCorruptError&) {
      continue;
    }
    RC_ASSERT(!positions.empty());
    RC_ASSERT(std::adjacent_find(positions.begin(), positions.end(), std::greater_equal<>()) == positions.end());
  }
}

}  // namespace
