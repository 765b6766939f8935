#include "fts5.hpp"

#include <sqlite3.h>

#include <stdexcept>
#include <string_view>

namespace newsrank::bench {
namespace {

sqlite3* open_database(const std::string& path) {
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) == SQLITE_OK) return database;
  sqlite3_close(database);
  throw std::runtime_error("SQLite cannot open " + path);
}

}  // namespace

void Fts5Writer::Close::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

void Fts5Writer::Close::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Fts5Writer::require(bool done) const {
  if (!done) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_.get()));
}

void Fts5Writer::execute(const char* sql) {
  require(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

Fts5Writer::Fts5Writer(const std::string& path) : database_(open_database(path)) {
  execute(
      "CREATE VIRTUAL TABLE articles USING fts5(title, excerpt, topics, quality UNINDEXED, record UNINDEXED, "
      "tokenize = 'porter unicode61')");
  execute("BEGIN");
  sqlite3_stmt* insert = nullptr;
  require(sqlite3_prepare_v2(database_.get(), "INSERT INTO articles VALUES (?, ?, ?, ?, ?)", -1, &insert, nullptr) ==
          SQLITE_OK);
  insert_.reset(insert);
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

WriteCost write_fts5(std::uint64_t seed, std::uint64_t count, const std::string& path) {
  return cost_of_writing<Fts5Writer>(seed, count, path);
}

}  // namespace newsrank::bench
