// The baseline "SQLite FTS5": a full-text table with the tokenizer `porter unicode61`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "newsrank/article.hpp"
#include "write_cost.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace newsrank::bench {

// One table of title, excerpt and topics, with quality and the record beside them unindexed; written in one
// transaction. Functions throw std::runtime_error.
class Fts5Writer {
 public:
  explicit Fts5Writer(const std::string& path);

  void add(const Article& article, const std::string& record);
  void finish();

 private:
  struct Close {
    void operator()(sqlite3* database) const;
    void operator()(sqlite3_stmt* statement) const;
  };
  void execute(const char* sql);
  void require(bool done) const;

  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<sqlite3_stmt, Close> insert_;
};

// Writes articles 0..count - 1 of a generated collection; what it takes to generate them is not counted.
WriteCost write_fts5(std::uint64_t seed, std::uint64_t count, const std::string& path);

}  // namespace newsrank::bench
