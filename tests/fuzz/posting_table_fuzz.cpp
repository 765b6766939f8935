// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's table of posting lists with any bytes of it replaced: reading it ends, with the lists or with an error.
// The input is a list of replacements of four bytes each: three for the place, one for the value.
#include <xapian.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "index/glass/glass.hpp"
#include "index/glass/glass_table.hpp"
#include "index/glass/posting_lists.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::detail::GlassReader;
using newsrank::detail::GlassTable;
using newsrank::detail::PostingLists;
using newsrank::detail::TermPostings;

constexpr std::size_t kMaxPostings = 1'000'000;  // far more than the table holds

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A database of several blocks and levels, and a folder for the damaged copy of its table.
struct Shard {
  Shard() {
    Xapian::WritableDatabase writer(folder.file("whole"), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS, 2048);
    for (int i = 0; i < 600; ++i) {
      Xapian::Document document;
      document.add_term("all");
      document.add_term("some" + std::to_string(i % 7), static_cast<Xapian::termcount>(i));
      document.add_term("rare" + std::to_string(i));
      document.add_value(3, "value" + std::to_string(i));
      document.set_data(std::string(static_cast<std::size_t>(i % 80) * 10, 'd'));
      writer.add_document(document);
    }
    writer.commit();
    database = Xapian::Database(folder.file("whole"));
    postings = bytes_of(folder.file("whole") + "/postlist.glass");
    records = bytes_of(folder.file("whole") + "/docdata.glass");
    std::filesystem::create_directory(folder.file("damaged"));
    std::filesystem::copy_file(folder.file("whole") + "/iamglass", folder.file("damaged") + "/iamglass");
  }
  newsrank::test::TempDir folder{newsrank::test::TempDir::Place::memory};
  Xapian::Database database;
  std::string postings;
  std::string records;
};

void go_through(const std::shared_ptr<const GlassTable>& table) {
  PostingLists lists(table);
  std::size_t postings = 0;
  for (const char* from : {"", "some3", "rare500"}) {
    lists.seek(from);
    for (int terms = 0; !lists.at_end() && terms < 1000; ++terms) {
      lists.take_postings([&](auto, auto) {
        if (++postings > kMaxPostings) std::abort();
      });
    }
  }
}

void look_up(GlassReader& reader, const std::shared_ptr<const GlassTable>& table) {
  for (Xapian::docid document = 1; document < 700; document += 7) {
    reader.record(document);
    reader.value(document, 3);
    reader.value(701 - document, 3);
  }
  for (const char* term : {"all", "some3", "rare500"}) {
    reader.counts(term);
    TermPostings postings(table, term);
    for (Xapian::docid document = 1; postings.document() != TermPostings::kEnd; document += 50) {
      postings.skip_to(document);
      postings.next();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Shard shard;
  std::string postings = shard.postings;
  std::string records = shard.records;
  for (std::size_t i = 0; i + 4 <= size; i += 4) {
    const std::size_t place = data[i] << 16U | data[i + 1] << 8U | data[i + 2];
    std::string& bytes = data[i] % 4 == 3 ? records : postings;
    bytes[place % bytes.size()] = static_cast<char>(data[i + 3]);
  }
  const std::string damaged = shard.folder.file("damaged");
  std::ofstream(damaged + "/postlist.glass", std::ios::binary | std::ios::trunc) << postings;
  std::ofstream(damaged + "/docdata.glass", std::ios::binary | std::ios::trunc) << records;
  try {
    const auto table = GlassTable::open(damaged, shard.database);
    if (const auto reader = GlassReader::open(damaged, shard.database, table)) look_up(*reader, table);
    if (table) go_through(table);
  } catch (const Xapian::Error&) {
    return 0;
  }
  return 0;
}
