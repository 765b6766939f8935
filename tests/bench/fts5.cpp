// SPDX-License-Identifier: GPL-2.0-or-later
#include "fts5.hpp"

#include <sqlite3.h>

#include <stdexcept>
#include <string_view>

namespace newsrank::bench {
namespace {

sqlite3* open_database(const std::string& path, int flags) {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(path.c_str(), &database, flags, nullptr) == SQLITE_OK) return database;
  sqlite3_close(database);
  throw std::runtime_error("SQLite cannot open " + path);
}

sqlite3_stmt* prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK) return statement;
  throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database));
}

}  // namespace

void CloseSqlite::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

void CloseSqlite::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Fts5Writer::require(bool done) const {
  if (!done) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_.get()));
}

void Fts5Writer::execute(const char* sql) {
  require(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

Fts5Writer::Fts5Writer(const std::string& path)
    : database_(open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) {
  execute(
      "CREATE VIRTUAL TABLE articles USING fts5(title, excerpt, topics, quality UNINDEXED, record UNINDEXED, "
      "tokenize = 'porter unicode61')");
  execute("BEGIN");
  insert_.reset(prepare(database_.get(), "INSERT INTO articles VALUES (?, ?, ?, ?, ?)"));
}

void Fts5Writer::add(const Article& article, const std::string& record) {
  std::string topics;
  for (const std::string& topic : article.topics) topics += topic + "; ";
  int column = 0;
  for (const std::string_view text :
       {std::string_view(article.title), std::string_view(article.excerpt), std::string_view(topics)}) {
    sqlite3_bind_text(insert_.get(), ++column, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  sqlite3_bind_double(insert_.get(), ++column, article.quality.value_or(0));
  sqlite3_bind_blob(insert_.get(), ++column, record.data(), static_cast<int>(record.size()), SQLITE_STATIC);
  require(sqlite3_step(insert_.get()) == SQLITE_DONE);
  sqlite3_reset(insert_.get());
}

void Fts5Writer::finish() {
  execute("COMMIT");
  insert_.reset();
  database_.reset();
}

Fts5Searcher::Fts5Searcher(const std::string& path)
    : database_(open_database(path, SQLITE_OPEN_READONLY)),
      select_(prepare(database_.get(),
                      "SELECT record FROM articles WHERE articles MATCH ? ORDER BY bm25(articles, 2, 1, 1) LIMIT 10")) {
}

void Fts5Searcher::search(const std::string& text) {
  sqlite3_bind_text(select_.get(), 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  int state = SQLITE_ROW;
  while ((state = sqlite3_step(select_.get())) == SQLITE_ROW) {
    bytes_ += static_cast<std::size_t>(sqlite3_column_bytes(select_.get(), 0));
  }
  sqlite3_reset(select_.get());
  if (state != SQLITE_DONE) throw std::runtime_error(text + ": " + sqlite3_errmsg(database_.get()));
}

std::string fts5_syntax(QueryClass query_class, const std::string& text) {
  if (query_class != QueryClass::two_or && query_class != QueryClass::four_or) return text;
  std::string query;
  for (const char c : text) query += c == ' ' ? std::string_view(" OR ") : std::string_view(&c, 1);
  return query;
}

WriteCost write_fts5(std::uint64_t seed, std::uint64_t count, const std::string& path) {
  return cost_of_writing<Fts5Writer>(seed, count, path);
}

}  // namespace newsrank::bench
