// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface to IndexWriter.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "c/c_support.hpp"
#include "core/field_table.hpp"
#include "json/article_json.hpp"
#include "json/json_parser.hpp"
#include "json/object_reader.hpp"
#include "json/request_json.hpp"
#include "newsrank/index_writer.hpp"

using newsrank::ErrorCode;
using newsrank::IndexWriter;
using newsrank::Result;
using newsrank::WriterOptions;
namespace detail = newsrank::detail;

struct newsrank_writer {
  IndexWriter writer;
};

namespace {

constexpr unsigned kMostThreads = 256;

Result<newsrank::FieldDeclaration> read_declaration(const detail::JsonValue& object) {
  newsrank::FieldDeclaration field;
  detail::ObjectReader reader(object, "fields", ErrorCode::invalid_argument);
  reader.read("name", field.name);
  if (const auto* const kind = reader.find_as<std::string>("kind", "a text")) {
    const auto known = detail::kind_named(*kind);
    if (!known) reader.refuse("kind", "text, keyword, number, date or flag");
    field.kind = known.value_or(field.kind);
  }
  std::size_t weight = field.weight;
  reader.read("weight", weight);
  field.weight = static_cast<std::uint32_t>(std::min(weight, std::size_t{std::numeric_limits<std::uint32_t>::max()}));
  reader.read("stored", field.stored);
  reader.read("facetable", field.facetable);
  reader.read("sortable", field.sortable);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  return field;
}

void read_declarations(detail::ObjectReader& reader, std::vector<newsrank::FieldDeclaration>& fields) {
  const auto* const list = reader.find_as<detail::JsonList>("fields", "a list of objects");
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    auto field = read_declaration((*list)[i]);
    if (!field) return reader.note(field.error());
    fields.push_back(*std::move(field));
  }
}

Result<WriterOptions> read_options(const char* text) {
  const auto object = detail::parse_object(text, ErrorCode::invalid_argument);
  if (!object) return object.error();
  WriterOptions options;
  detail::ObjectReader reader(*object, "", ErrorCode::invalid_argument);
  reader.read("language", options.analyzer.language);
  reader.read("create", options.create);
  std::size_t shards = options.shards;
  reader.read("shards", shards);
  options.shards = static_cast<unsigned>(std::min(shards, std::size_t{std::numeric_limits<unsigned>::max()}));
  std::size_t threads = options.threads;
  reader.read("threads", threads);
  options.threads = static_cast<unsigned>(std::min(threads, std::size_t{kMostThreads}));
  std::size_t memory = options.memory;
  reader.read("memory", memory);
  options.memory = memory;
  reader.read("wait_for_lock", options.wait_for_lock);
  read_declarations(reader, options.fields);
  if (auto done = reader.finish(); !done) return std::move(done).error();
  return options;
}

}  // namespace

newsrank_status newsrank_writer_open(const char* database, const char* options, newsrank_writer** writer,
                                     newsrank_error** error) {
  if (writer != nullptr) *writer = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"database", database}, {"writer", writer}}); !valid) return valid;
    const auto chosen = read_options(options == nullptr ? "{}" : options);
    if (!chosen) return chosen.error();
    auto opened = IndexWriter::open(database, *chosen);
    if (!opened) return std::move(opened).error();
    *writer = new newsrank_writer{*std::move(opened)};
    return {};
  });
}

void newsrank_writer_close(newsrank_writer* writer) {
  delete writer;
}

newsrank_status newsrank_writer_put(newsrank_writer* writer, const char* article, newsrank_error** error) {
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}, {"article", article}}); !valid) return valid;
    const auto object = detail::parse_object(article, ErrorCode::invalid_article);
    if (!object) return object.error();
    const auto read = detail::read_article(*object, "", ErrorCode::invalid_article);
    if (!read) return read.error();
    return writer->writer.put(*read);
  });
}

newsrank_status newsrank_writer_update(newsrank_writer* writer, const char* id, const char* changes, int* found,
                                       newsrank_error** error) {
  if (found != nullptr) *found = 0;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"writer", writer}, {"id", id}, {"changes", changes}});
    if (!valid) return valid;
    const auto object = detail::parse_object(changes, ErrorCode::invalid_article);
    if (!object) return object.error();
    if (auto checked = detail::check_changes(*object, ErrorCode::invalid_article); !checked) return checked;
    const auto updated =
        writer->writer.update(id, [&](newsrank::Article& article) { detail::apply_changes(*object, article); });
    if (!updated) return updated.error();
    if (found != nullptr) *found = *updated ? 1 : 0;
    return {};
  });
}

newsrank_status newsrank_writer_remove(newsrank_writer* writer, const char* id, newsrank_error** error) {
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}, {"id", id}}); !valid) return valid;
    return writer->writer.remove(id);
  });
}

newsrank_status newsrank_writer_find(newsrank_writer* writer, const char* id, char** article, newsrank_error** error) {
  if (article != nullptr) *article = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"writer", writer}, {"id", id}, {"article", article}});
    if (!valid) return valid;
    const auto found = writer->writer.find(id);
    if (!found) return found.error();
    if (*found) *article = detail::new_string(detail::article_json(**found));
    return {};
  });
}

newsrank_status newsrank_writer_commit(newsrank_writer* writer, newsrank_error** error) {
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}}); !valid) return valid;
    return writer->writer.commit();
  });
}

newsrank_status newsrank_writer_commit_payload(newsrank_writer* writer, const char* payload, newsrank_error** error) {
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}, {"payload", payload}}); !valid) return valid;
    return writer->writer.commit(payload);
  });
}

newsrank_status newsrank_writer_payload(newsrank_writer* writer, char** payload, newsrank_error** error) {
  if (payload != nullptr) *payload = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}, {"payload", payload}}); !valid) return valid;
    *payload = detail::new_string(writer->writer.payload());
    return {};
  });
}

newsrank_status newsrank_writer_remove_matching(newsrank_writer* writer, const char* text, const char* options,
                                                uint64_t* removed, newsrank_error** error) {
  if (removed != nullptr) *removed = 0;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}, {"text", text}}); !valid) return valid;
    const auto request = detail::read_request(text, options == nullptr ? "{}" : options);
    if (!request) return request.error();
    const auto done = writer->writer.remove_matching(*request);
    if (!done) return done.error();
    if (removed != nullptr) *removed = *done;
    return {};
  });
}

newsrank_status newsrank_writer_rollback(newsrank_writer* writer, newsrank_error** error) {
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"writer", writer}}); !valid) return valid;
    return writer->writer.rollback();
  });
}

uint64_t newsrank_writer_article_count(const newsrank_writer* writer) {
  return writer == nullptr ? 0 : writer->writer.article_count();
}
