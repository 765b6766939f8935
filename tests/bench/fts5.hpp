// SPDX-License-Identifier: GPL-2.0-or-later
// The baseline "SQLite FTS5": a full-text table with the tokenizer `porter unicode61`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "newsrank/article.hpp"
#include "search_queries.hpp"
#include "write_cost.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace newsrank::bench {

struct CloseSqlite {
  void operator()(sqlite3* database) const;
  void operator()(sqlite3_stmt* statement) const;
};

// One table of title, excerpt and topics, with quality and the record beside them unindexed; written in one
// transaction. Functions throw std::runtime_error.
class Fts5Writer {
 public:
  explicit Fts5Writer(const std::string& path);

  void add(const Article& article, const std::string& record);
  void finish();

 private:
  void execute(const char* sql);
  void require(bool done) const;

  std::unique_ptr<sqlite3, CloseSqlite> database_;
  std::unique_ptr<sqlite3_stmt, CloseSqlite> insert_;
};

// The ten best of such a table by bm25 with the weights 2, 1, 1, with their records. Functions throw
// std::runtime_error.
class Fts5Searcher {
 public:
  explicit Fts5Searcher(const std::string& path);

  void search(const std::string& text);

 private:
  std::unique_ptr<sqlite3, CloseSqlite> database_;
  std::unique_ptr<sqlite3_stmt, CloseSqlite> select_;
  std::size_t bytes_ = 0;  // so that records are read
};

// A query of draw_queries() in the syntax of FTS5, where words that stand side by side are all required.
std::string fts5_syntax(QueryClass query_class, const std::string& text);

// Writes articles 0..count - 1 of a generated collection; what it takes to generate them is not counted.
WriteCost write_fts5(std::uint64_t seed, std::uint64_t count, const std::string& path);

}  // namespace newsrank::bench
