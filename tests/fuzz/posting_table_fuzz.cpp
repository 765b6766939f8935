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

#include "index/glass/posting_lists.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::detail::PostingLists;
using newsrank::detail::PostlistTable;

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
      writer.add_document(document);
    }
    writer.commit();
    database = Xapian::Database(folder.file("whole"));
    table = bytes_of(folder.file("whole") + "/postlist.glass");
    std::filesystem::create_directory(folder.file("damaged"));
    std::filesystem::copy_file(folder.file("whole") + "/iamglass", folder.file("damaged") + "/iamglass");
  }
  newsrank::test::TempDir folder{newsrank::test::TempDir::Place::memory};
  Xapian::Database database;
  std::string table;
};

void go_through(const std::shared_ptr<const PostlistTable>& table) {
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Shard shard;
  std::string bytes = shard.table;
  for (std::size_t i = 0; i + 4 <= size; i += 4) {
    const std::size_t place = data[i] << 16U | data[i + 1] << 8U | data[i + 2];
    bytes[place % bytes.size()] = static_cast<char>(data[i + 3]);
  }
  const std::string damaged = shard.folder.file("damaged");
  std::ofstream(damaged + "/postlist.glass", std::ios::binary | std::ios::trunc) << bytes;
  try {
    if (const auto table = PostlistTable::open(damaged, shard.database)) go_through(table);
  } catch (const Xapian::Error&) {
    return 0;
  }
  return 0;
}
