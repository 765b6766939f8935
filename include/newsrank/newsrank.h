// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// The C interface: search and indexing for C11 and for languages that call C.
///
///     #include <newsrank/newsrank.h>
///     #include <stdio.h>
///
///     int main(void) {
///       const char* databases[] = {"newsrank.db"};
///       newsrank_searcher* searcher = NULL;
///       newsrank_error* error = NULL;
///       if (newsrank_searcher_open(databases, 1, NULL, &searcher, &error) != NEWSRANK_OK) {
///         fprintf(stderr, "%s\n", newsrank_error_message(error));
///         newsrank_error_free(error);
///         return 1;
///       }
///       char* response = NULL;
///       if (newsrank_searcher_search(searcher, "salt battery", "{\"limit\": 5}", &response, NULL) == NEWSRANK_OK) {
///         puts(response);
///       }
///       newsrank_string_free(response);
///       newsrank_searcher_close(searcher);
///       return 0;
///     }
///
/// Text is UTF-8 and ends with a zero byte. Rich values are JSON text: what newsrank-search prints with `--format
/// json`, on one line. Offsets in it count bytes of UTF-8, unless a search asks for units of UTF-16. New members may
/// come at any time; a member `schema_version` rises when others change or go.
///
/// Errors: a function that can fail answers a status, and hands over an error if asked for one: `error` may be NULL. An
/// output is set in any case, to NULL on failure. A NULL where a value is needed is NEWSRANK_INVALID_ARGUMENT. No C++
/// exception leaves these functions; out of memory is NEWSRANK_IO.
///
/// Ownership: what is handed over is the caller's, to be given back once: handles to their close function, errors to
/// newsrank_error_free(), strings to newsrank_string_free(). These accept NULL. Arguments are only read during the
/// call.
///
/// Threads: a handle is used by one thread at a time; different handles are independent.
#ifndef NEWSRANK_NEWSRANK_H
#define NEWSRANK_NEWSRANK_H

#include <stddef.h>
#include <stdint.h>

#include "newsrank/version.hpp"

#ifdef __cplusplus
extern "C" {
#endif

/// What became of a call. The values never change.
typedef enum newsrank_status {
  NEWSRANK_OK = 0,                   ///< done
  NEWSRANK_INVALID_ARGUMENT = 1,     ///< an argument or an option is outside its range, or unknown
  NEWSRANK_INVALID_QUERY = 2,        ///< the query text cannot be run
  NEWSRANK_INVALID_ARTICLE = 3,      ///< the article lacks what is needed
  NEWSRANK_IO = 4,                   ///< the operating system refused: unreadable file, full disk, permission, memory
  NEWSRANK_INDEX_NOT_FOUND = 5,      ///< there is no index at the given place
  NEWSRANK_INDEX_LOCKED = 6,         ///< another writer has the index
  NEWSRANK_INDEX_CORRUPT = 7,        ///< the index is damaged
  NEWSRANK_INDEX_CHANGED = 8,        ///< the index changed too often while it was read; trying again helps
  NEWSRANK_SCHEMA_MISMATCH = 9,      ///< the index was made by another format version, schema or language
  NEWSRANK_REMOTE_UNAVAILABLE = 10,  ///< a remote shard did not answer
  NEWSRANK_INTERNAL = 11             ///< a defect in newsrank or in a library below it
} newsrank_status;

/// One failure.
typedef struct newsrank_error newsrank_error;
/// A reader of one or more indexes.
typedef struct newsrank_searcher newsrank_searcher;
/// The one writer of an index.
typedef struct newsrank_writer newsrank_writer;

/// The version of the library, "1.0.0". Lives for ever.
NEWSRANK_EXPORT const char* newsrank_version(void);

/// The status as a word, "index_not_found". Lives for ever.
NEWSRANK_EXPORT const char* newsrank_status_name(newsrank_status status);

/// What kind of failure it is; NEWSRANK_OK for NULL.
NEWSRANK_EXPORT newsrank_status newsrank_error_status(const newsrank_error* error);

/// What happened, one line without control characters; "" for NULL. Lives as long as the error.
NEWSRANK_EXPORT const char* newsrank_error_message(const newsrank_error* error);

/// What the user can do about it, may be empty; "" for NULL. Lives as long as the error.
NEWSRANK_EXPORT const char* newsrank_error_hint(const newsrank_error* error);

/// Gives an error back.
NEWSRANK_EXPORT void newsrank_error_free(newsrank_error* error);

/// Gives a string back.
NEWSRANK_EXPORT void newsrank_string_free(char* text);

/// Parses the query `text`, without an index: a JSON object with `query`, the tree, `canonical`, the same query written
/// plainly, and `diagnostics`. `options` as for newsrank_searcher_search(), of which `plain`, `require_all`, `now`,
/// `limits` and `offsets` count. See parse_query().
NEWSRANK_EXPORT newsrank_status newsrank_parse_query(const char* text, const char* options, char** parsed,
                                                     newsrank_error** error);

/// A snippet of a response, a JSON object, as HTML: escaped, with its marks between `open` and `close`; NULL: `<mark>`
/// and `</mark>`. `offsets` is what the response's offsets count, "utf-8" or "utf-16"; NULL: bytes. See snippet_html().
NEWSRANK_EXPORT newsrank_status newsrank_snippet_html(const char* snippet, const char* open, const char* close,
                                                      const char* offsets, char** html, newsrank_error** error);

/// The canonical form of an http(s) URL. See canonical_url().
NEWSRANK_EXPORT newsrank_status newsrank_canonical_url(const char* url, char** canonical, newsrank_error** error);

/// The identity that a text names. See canonical_id().
NEWSRANK_EXPORT newsrank_status newsrank_canonical_id(const char* id, char** canonical, newsrank_error** error);

/// Opens `count` indexes, folders or servers, to search them as one. `options` is NULL or a JSON object with members of
/// OpenOptions: `partial`, `connect_timeout`, `timeout` (milliseconds). See Searcher::open().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_open(const char* const* databases, size_t count, const char* options,
                                                       newsrank_searcher** searcher, newsrank_error** error);

/// A searcher of the same indexes for another thread. See Searcher::clone().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_clone(const newsrank_searcher* searcher, newsrank_searcher** clone,
                                                        newsrank_error** error);

/// Goes on with the newest committed state. See Searcher::refresh().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_refresh(newsrank_searcher* searcher, newsrank_error** error);

/// Gives a searcher back.
NEWSRANK_EXPORT void newsrank_searcher_close(newsrank_searcher* searcher);

/// The best articles for the query `text`, which may be empty if there are filters, as a JSON object with `total`,
/// `hits` and more. See Searcher::search().
///
/// `options` is NULL or a JSON object with members of SearchRequest: `limit`, `offset`, `plain`, `require_all`,
/// `require_any`, `sort` ("relevance", "date", "quality", "heat"), `sort_field`, `ascending`, `quality_weight`,
/// `recency_weight`, `half_life_days`, `now`, `explain`, `correct`, `group_stories`; `profile`, the name of a shipped
/// one or an object as parse_profile() reads; `synonyms`, a list as Synonyms::parse() reads; `like`, an article as
/// newsrank_searcher_find() gives it; `snippets`, an object with `length`, `fragments` and `fields`, or none of them;
/// `limits`, an object with members of QueryLimits: `max_bytes`, `max_nodes`, `max_depth`, `max_expansions`; `fields`,
/// a list of the members of articles to give beside `id`, "body" among them, which hits have only so; `offsets`,
/// "utf-8" or "utf-16", what all offsets in the response count: bytes, or the units of JavaScript, Java and C#;
/// `filters`, a list of `{"field": "topic", "values": ["AI"]}`; `facets`, a list of `{"field": "topic", "limit": 10,
/// "order": "count", "multi_select": false, "by": ""}`.
NEWSRANK_EXPORT newsrank_status newsrank_searcher_search(newsrank_searcher* searcher, const char* text,
                                                         const char* options, char** response, newsrank_error** error);

/// How the query `text` is understood, without running it, as a JSON object with `tokens`, `tree`, `engine_query` and
/// `diagnostics`. `options` as for newsrank_searcher_search(). See Searcher::explain_query().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_explain_query(newsrank_searcher* searcher, const char* text,
                                                                const char* options, char** explanation,
                                                                newsrank_error** error);

/// What the unfinished query `text` may become, at most `limit` of each kind, as a JSON object with `queries`,
/// `topics`, `titles` and `values`. See Searcher::complete().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_complete(newsrank_searcher* searcher, const char* text, size_t limit,
                                                           char** completions, newsrank_error** error);

/// The article of that identity as a JSON object with all its members, also `body`; NULL if the indexes do not hold it.
/// See Searcher::find().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_find(newsrank_searcher* searcher, const char* id, char** article,
                                                       newsrank_error** error);

/// The articles behind that of identity `after`, "" for the first ones, at most `limit`, as a JSON object whose
/// `articles` are a list of what newsrank_searcher_find() gives. All articles are gone through so. See
/// Searcher::articles_after().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_articles_after(newsrank_searcher* searcher, const char* after,
                                                                 size_t limit, char** articles, newsrank_error** error);

/// The payload of the last commit to the database of that number, from 0. See Searcher::payload().
NEWSRANK_EXPORT newsrank_status newsrank_searcher_payload(newsrank_searcher* searcher, size_t database, char** payload,
                                                          newsrank_error** error);

/// How many articles the indexes hold; 0 for NULL.
NEWSRANK_EXPORT uint64_t newsrank_searcher_article_count(const newsrank_searcher* searcher);

/// Opens the index in the folder `database` for writing, or makes one there. `options` is NULL or a JSON object with
/// members of WriterOptions: `language`, `create`, `shards`, `memory`, `threads`, `wait_for_lock`, and `fields`, a list
/// of objects with members of FieldDeclaration: `name`, `kind` ("text", "keyword", "number", "date", "flag"), `weight`,
/// `stored`, `facetable`, `sortable`. See IndexWriter::open().
NEWSRANK_EXPORT newsrank_status newsrank_writer_open(const char* database, const char* options,
                                                     newsrank_writer** writer, newsrank_error** error);

/// Gives a writer back; what was not committed is dropped.
NEWSRANK_EXPORT void newsrank_writer_close(newsrank_writer* writer);

/// Adds or replaces an article, a JSON object with members of Article: `title`, `id` or `url`, and any of `excerpt`,
/// `body`, `topics`, `provider` (`{"name": …, "domain": …}`), `category`, `type`, `language`, `quality`, `heat`,
/// `published`, `removed`, `published_at` ("2024-03-05T08:30:00Z", or seconds since 1970-01-01T00:00:00Z), `fields` (of
/// the index's own: `{"author": ["Jane Doe"], "price": 2.5}`); null is the same as absent. A hit is no such object: it
/// comes without its body. See IndexWriter::put().
NEWSRANK_EXPORT newsrank_status newsrank_writer_put(newsrank_writer* writer, const char* article,
                                                    newsrank_error** error);

/// Changes members of the article of that identity: `changes` is a JSON object with members as above; each replaces the
/// article's own, null empties it, and members that are not named are kept. `*found` becomes 1, or 0 if there is no
/// such article; it may be NULL. See IndexWriter::update().
NEWSRANK_EXPORT newsrank_status newsrank_writer_update(newsrank_writer* writer, const char* id, const char* changes,
                                                       int* found, newsrank_error** error);

/// Removes the article of that identity, if there is one. See IndexWriter::remove().
NEWSRANK_EXPORT newsrank_status newsrank_writer_remove(newsrank_writer* writer, const char* id, newsrank_error** error);

/// The article of that identity with the changes made so far, as newsrank_searcher_find() gives it; NULL: there is
/// none. See IndexWriter::find().
NEWSRANK_EXPORT newsrank_status newsrank_writer_find(newsrank_writer* writer, const char* id, char** article,
                                                     newsrank_error** error);

/// Makes all changes visible and durable at once. See IndexWriter::commit().
NEWSRANK_EXPORT newsrank_status newsrank_writer_commit(newsrank_writer* writer, newsrank_error** error);

/// The same with a payload, a text that a reader and the next writer can read back. See IndexWriter::commit().
NEWSRANK_EXPORT newsrank_status newsrank_writer_commit_payload(newsrank_writer* writer, const char* payload,
                                                               newsrank_error** error);

/// The payload of the last commit that had one, "" if none had. See IndexWriter::payload().
NEWSRANK_EXPORT newsrank_status newsrank_writer_payload(newsrank_writer* writer, char** payload,
                                                        newsrank_error** error);

/// Removes what a search finds, and counts it in `*removed`, which may be NULL. `text` and `options` are those of
/// newsrank_searcher_search(), of which `plain`, `require_all`, `filters`, `synonyms`, `limits` and `now` count. See
/// IndexWriter::remove_matching().
NEWSRANK_EXPORT newsrank_status newsrank_writer_remove_matching(newsrank_writer* writer, const char* text,
                                                                const char* options, uint64_t* removed,
                                                                newsrank_error** error);

/// Forgets all changes since the last commit. See IndexWriter::rollback().
NEWSRANK_EXPORT newsrank_status newsrank_writer_rollback(newsrank_writer* writer, newsrank_error** error);

/// Articles in the index, with the changes made so far; 0 for NULL.
NEWSRANK_EXPORT uint64_t newsrank_writer_article_count(const newsrank_writer* writer);

/// Looks after the index in the folder `database`, which no writer may have open but for the figures and the copy. Each
/// hands over a report, what newsrank-index prints with `--json`; `report` may be NULL. See maintenance.hpp:
/// check_index(), read_stats(), compact_index(), backup_index().
/// @{
NEWSRANK_EXPORT newsrank_status newsrank_index_check(const char* database, char** report, newsrank_error** error);
NEWSRANK_EXPORT newsrank_status newsrank_index_stats(const char* database, char** report, newsrank_error** error);
NEWSRANK_EXPORT newsrank_status newsrank_index_compact(const char* database, char** report, newsrank_error** error);
NEWSRANK_EXPORT newsrank_status newsrank_index_backup(const char* database, const char* target, char** report,
                                                      newsrank_error** error);
/// @}

#ifdef __cplusplus
}
#endif

#endif
