// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's tables, read directly, hold what the engine says: all terms, frequencies and postings, values and stored
// data, after any history of commits; through several shards; and a damaged or overwritten table costs an error,
// nothing worse.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "index/glass/glass.hpp"
#include "index/glass/glass_table.hpp"
#include "index/glass/posting_lists.hpp"
#include "index/term_source.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;
using newsrank::detail::GlassReader;
using newsrank::detail::GlassTable;
using newsrank::detail::PostingLists;
using newsrank::detail::TermPostings;
using newsrank::detail::TermSource;
using Postings = std::vector<std::pair<Xapian::docid, Xapian::termcount>>;
using Lists = std::map<std::string, Postings>;
using Frequencies = std::vector<std::pair<std::string, Xapian::doccount>>;

// Short terms of few letters (so that some are prefixes of others), with zero and 0xff bytes, and very long ones.
std::string draw_term() {
  static const std::string kLetters("ab\0\xff[Zc", 7);
  const bool is_long = *rc::gen::inRange(0, 50) == 0;
  const int size = is_long ? *rc::gen::inRange(100, 120) : *rc::gen::inRange(1, 6);
  std::string term;
  for (int i = 0; i < size; ++i) term += kLetters[static_cast<std::size_t>(*rc::gen::inRange(0, 7))];
  return term;
}

// From nothing to several blocks, of what can be packed and what cannot.
std::string draw_text() {
  const auto size = *rc::gen::element<std::size_t>(0, 1, 20, 127, 128, 700, 5'000, 40'000);
  if (*rc::gen::arbitrary<bool>()) return std::string(size, 'a');
  std::string text;
  std::uint32_t state = *rc::gen::arbitrary<std::uint32_t>();
  for (std::size_t i = 0; i < size; ++i)
    text += static_cast<char>((state = state * 1'664'525U + 1'013'904'223U) >> 24U);
  return text;
}

constexpr std::array<Xapian::valueno, 3> kSlots{0, 9, 300};

// Terms that all documents of a range share have lists of many pieces.
void add_documents(Xapian::WritableDatabase& database) {
  const Xapian::docid first = *rc::gen::element<Xapian::docid>(1, database.get_lastdocid() + 1, 100'000, 1U << 26U);
  const int count = *rc::gen::element(1, 5, 6'000);
  const Xapian::docid step = *rc::gen::element<Xapian::docid>(1, 1, 300);
  const auto terms = *rc::gen::container<std::vector<std::string>>(3, rc::gen::exec(draw_term));
  const auto few = *rc::gen::container<std::vector<std::string>>(40, rc::gen::exec(draw_term));
  const auto occurrences = *rc::gen::element<Xapian::termcount>(0, 1, 127, 128, 70'000);
  const auto texts = *rc::gen::container<std::vector<std::string>>(4, rc::gen::exec(draw_text));
  const auto texts_of = [&](int i) {
    return count > 100 && i % 100 != 0 ? std::string(static_cast<std::size_t>(i % 9), 'b')
                                       : texts[static_cast<std::size_t>(i) % texts.size()];
  };
  for (int i = 0; i < count; ++i) {
    Xapian::Document document;
    for (const std::string& term : terms) document.add_term(term, occurrences + static_cast<Xapian::termcount>(i % 3));
    document.add_term(few[static_cast<std::size_t>(i) % few.size()]);
    document.set_data(texts_of(i));
    for (const Xapian::valueno slot : kSlots) {
      if ((static_cast<Xapian::valueno>(i) + slot) % 4 != 0) document.add_value(slot, texts_of(i + 1).substr(0, 1'000));
    }
    database.replace_document(first + static_cast<Xapian::docid>(i) * step, document);
  }
}

void remove_documents(Xapian::WritableDatabase& database) {
  const Xapian::docid from = *rc::gen::inRange<Xapian::docid>(1, database.get_lastdocid() + 2);
  std::vector<Xapian::docid> doomed;
  for (auto each = database.postlist_begin(""); each != database.postlist_end(""); ++each) {
    if (*each >= from && doomed.size() < 3'000) doomed.push_back(*each);
  }
  for (const Xapian::docid document : doomed) database.delete_document(document);
}

void write_history(const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC, *rc::gen::element(2'048, 8'192));
  const int commits = *rc::gen::element(0, 1, 2, 3);
  for (int commit = 0; commit < commits; ++commit) {
    add_documents(database);
    if (*rc::gen::inRange(0, 3) == 0) remove_documents(database);
    database.commit();
  }
}

// A history, or several ones merged as bulk loading does.
std::string draw_database(const test::TempDir& folder, const std::string& name) {
  const std::string path = folder.file(name);
  write_history(path);
  if (*rc::gen::inRange(0, 3) != 0) return path;
  write_history(path + ".more");
  Xapian::Database both(path);
  both.add_database(Xapian::Database(path + ".more"));
  both.compact(path + ".merged");
  return path + ".merged";
}

Lists lists_of_engine(const Xapian::Database& database) {
  Lists lists;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    Postings& postings = lists[*term];
    for (auto each = database.postlist_begin(*term); each != database.postlist_end(*term); ++each)
      postings.emplace_back(*each, each.get_wdf());
  }
  return lists;
}

Lists all_lists(const std::shared_ptr<const GlassTable>& table) {
  Lists read;
  PostingLists lists(table);
  lists.seek("");
  while (!lists.at_end()) {
    const std::string term = lists.term();
    const Xapian::doccount documents = lists.documents();
    Postings& postings = read[term];
    lists.take_postings(
        [&](Xapian::docid document, Xapian::termcount occurrences) { postings.emplace_back(document, occurrences); });
    RC_ASSERT(postings.size() == documents);
  }
  return read;
}

Frequencies terms_of(const TermSource& source, const std::string& first, const std::string& end) {
  Frequencies found;
  source.visit_from(first, end,
                    [&](std::string_view term, Xapian::doccount documents) { found.emplace_back(term, documents); });
  return found;
}

Frequencies terms_with_prefix(const TermSource& source, const std::string& prefix) {
  Frequencies found;
  source.visit_prefix(prefix,
                      [&](std::string_view term, Xapian::doccount documents) { found.emplace_back(term, documents); });
  return found;
}

RC_BOOST_PROP(the_tables_hold_what_the_engine_says, ()) {
  const test::TempDir folder;
  const std::string path = draw_database(folder, "database");
  const Xapian::Database database(path);
  const auto table = GlassTable::open(path, database);
  RC_ASSERT(table != nullptr);
  const Lists expected = lists_of_engine(database);
  RC_TAG(expected.empty() ? "empty" : "lists");
  RC_ASSERT(all_lists(table) == expected);
  // From any place to any other.
  PostingLists lists(table);
  for (int i = 0; i < 20; ++i) {
    const std::string term = draw_term();
    lists.seek(term);
    for (auto found = expected.lower_bound(term); *rc::gen::inRange(0, 3) != 0; ++found, lists.next()) {
      RC_ASSERT(lists.at_end() == (found == expected.end()));
      if (lists.at_end()) break;
      RC_ASSERT(lists.term() == found->first);
      RC_ASSERT(lists.documents() == found->second.size());
    }
  }
}

RC_BOOST_PROP(what_is_stored_is_what_the_engine_says, ()) {
  const test::TempDir folder;
  const std::string path = draw_database(folder, "database");
  const Xapian::Database database(path);
  const auto reader = GlassReader::open(path, database, GlassTable::open(path, database));
  RC_ASSERT(static_cast<bool>(reader));
  RC_ASSERT(reader->is_current());
  std::vector<Xapian::docid> documents;
  for (auto each = database.postlist_begin(""); each != database.postlist_end(""); ++each) documents.push_back(*each);
  const auto check = [&](Xapian::docid number) {
    const Xapian::Document document = database.get_document(number);
    RC_ASSERT(reader->record(number) == document.get_data());
    for (const Xapian::valueno slot : kSlots) RC_ASSERT(reader->value(number, slot) == document.get_value(slot));
  };
  for (const Xapian::docid number : documents) check(number);
  // In any order, and of documents that are not there.
  for (int i = 0; i < 30 && !documents.empty(); ++i) {
    const Xapian::docid number = *rc::gen::elementOf(documents);
    check(number);
    const Xapian::docid other = number + *rc::gen::inRange<Xapian::docid>(1, 400);
    if (std::binary_search(documents.begin(), documents.end(), other)) continue;
    RC_ASSERT(reader->record(other).empty());
    for (const Xapian::valueno slot : kSlots) RC_ASSERT(reader->value(other, slot).empty());
  }
}

RC_BOOST_PROP(postings_of_a_term_are_those_of_the_engine, ()) {
  const test::TempDir folder;
  const std::string path = draw_database(folder, "database");
  const Xapian::Database database(path);
  const auto table = GlassTable::open(path, database);
  const auto reader = GlassReader::open(path, database, table);
  RC_ASSERT(static_cast<bool>(reader));
  Lists lists = lists_of_engine(database);
  for (int i = 0; i < 5; ++i) lists.try_emplace(draw_term());
  for (const auto& [term, expected] : lists) {
    if (term.empty()) continue;
    RC_ASSERT(reader->counts(term).documents == expected.size());
    RC_ASSERT(reader->counts(term).occurrences == database.get_collection_freq(term));
    TermPostings all(table, term);
    for (const auto& [document, occurrences] : expected) {
      RC_ASSERT(all.document() == document);
      RC_ASSERT(all.occurrences() == occurrences);
      all.next();
    }
    RC_ASSERT(all.document() == TermPostings::kEnd);
    TermPostings some(table, term);
    for (auto at = expected.begin(); at != expected.end();) {
      const Xapian::docid wanted = at->first + *rc::gen::element<Xapian::docid>(0, 1, 2, 300, 20'000, 2'000'000);
      some.skip_to(wanted);
      at = std::lower_bound(at, expected.end(), std::pair(wanted, Xapian::termcount{0}));
      RC_ASSERT(some.document() == (at == expected.end() ? TermPostings::kEnd : at->first));
      if (at != expected.end()) RC_ASSERT(some.occurrences() == at->second);
      if (at != expected.end() && *rc::gen::arbitrary<bool>()) {
        some.next();
        if (++at != expected.end()) RC_ASSERT(some.document() == at->first);
      }
    }
  }
}

RC_BOOST_PROP(terms_of_several_shards_are_those_of_the_engine, ()) {
  const test::TempDir folder;
  Xapian::Database database;
  newsrank::detail::GlassTables tables;
  const int shards = *rc::gen::inRange(1, 4);
  for (int shard = 0; shard < shards; ++shard) {
    const std::string path = draw_database(folder, std::to_string(shard));
    const Xapian::Database one(path);
    database.add_database(one);
    tables.push_back(GlassTable::open(path, one));
  }
  const TermSource direct(database, std::move(tables));
  const TermSource engine(database);
  const std::string first = *rc::gen::inRange(0, 2) == 0 ? "" : draw_term();
  const std::string end = *rc::gen::inRange(0, 2) == 0 ? "" : draw_term();
  RC_ASSERT(terms_of(direct, first, end) == terms_of(engine, first, end));
  const std::string prefix = draw_term().substr(0, 2);
  RC_ASSERT(terms_with_prefix(direct, prefix) == terms_with_prefix(engine, prefix));
}

RC_BOOST_PROP(damage_costs_an_error, ()) {
  const test::TempDir folder;
  const std::string path = draw_database(folder, "database");
  const Xapian::Database database(path);
  std::fstream file(path + "/postlist.glass", std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(0, std::ios::end);
  const auto size = static_cast<std::int64_t>(file.tellg());
  RC_PRE(size > 0);
  const int bytes = *rc::gen::element(1, 10, 300);
  for (int i = 0; i < bytes; ++i) {
    file.seekp(*rc::gen::resize(100, rc::gen::inRange<std::int64_t>(0, size)));
    file.put(*rc::gen::arbitrary<char>());
  }
  file.close();
  const auto table = GlassTable::open(path, database);
  PostingLists lists(table);
  bool failed = false;
  try {
    lists.seek("");
    for (std::size_t terms = 0; !lists.at_end(); lists.next()) RC_ASSERT(++terms < 1'000'000U);
    lists.seek("");
    std::size_t postings = 0;
    while (!lists.at_end() && postings < 10'000'000) {
      lists.take_postings([&](Xapian::docid document, Xapian::termcount) {
        RC_ASSERT(document <= table->last_document());
        ++postings;
      });
    }
  } catch (const Xapian::DatabaseCorruptError&) {
    failed = true;
  } catch (const Xapian::DatabaseModifiedError&) {
    failed = true;
  }
  RC_TAG(failed ? "noticed" : "unnoticed");
}

BOOST_AUTO_TEST_CASE(a_table_of_another_commit_is_left_to_the_engine) {
  const test::TempDir folder;
  const std::string path = folder.file("database");
  Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  writer.add_document(Xapian::Document());
  writer.commit();
  const Xapian::Database before(path);
  writer.add_document(Xapian::Document());
  writer.commit();
  BOOST_TEST((GlassTable::open(path, before) == nullptr));
  BOOST_TEST((GlassTable::open(path, Xapian::Database(path)) != nullptr));
  BOOST_TEST((GlassTable::open(folder.file("nowhere"), before) == nullptr));
}

// The bytes of the README's example, which are in its first column.
std::string bytes_of_the_example() {
  std::ifstream page(NEWSRANK_SOURCE_DIR "/searcher/index/glass/README.md");
  std::string bytes;
  bool within = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("```")) within = line == "```text";
    if (!within || line.starts_with("```")) continue;
    for (std::size_t at = 0; at + 1 < line.size() && line[at] != ' '; at += 3)
      bytes += static_cast<char>(std::stoi(line.substr(at, 2), nullptr, 16));
  }
  return bytes;
}

BOOST_AUTO_TEST_CASE(the_example_of_the_page_is_what_the_engine_writes) {
  const test::TempDir folder;
  const std::string path = folder.file("database");
  {
    Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    for (const auto& [number, times] : std::map<Xapian::docid, Xapian::termcount>{{1, 1}, {3, 2}, {300, 1}}) {
      Xapian::Document document;
      document.add_term("Zstorm", times);
      writer.replace_document(number, document);
    }
    writer.commit();
  }
  std::ifstream file(path + "/postlist.glass", std::ios::binary);
  const std::string table{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::string example = bytes_of_the_example();
  BOOST_TEST(example.size() == 21U);
  BOOST_TEST((table.find(example) != std::string::npos));
}

BOOST_AUTO_TEST_CASE(an_overwritten_block_is_noticed) {
  const test::TempDir folder;
  const std::string path = folder.file("database");
  Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  const auto commit = [&] {
    for (int i = 0; i < 3'000; ++i) {
      Xapian::Document document;
      document.add_term("common");
      document.add_term("rare" + std::to_string(i));
      writer.add_document(document);
    }
    writer.commit();
  };
  commit();
  const Xapian::Database database(path);
  const auto table = GlassTable::open(path, database);
  const auto unread = GlassTable::open(path, database);
  const auto reader = GlassReader::open(path, database, table);
  BOOST_TEST(all_lists(table).size() == 3'001U);
  BOOST_TEST(reader->is_current());
  for (int i = 0; i < 3; ++i) {
    commit();
    BOOST_TEST(!reader->is_current());
  }
  BOOST_CHECK_THROW(all_lists(unread), Xapian::DatabaseModifiedError);
}

}  // namespace
