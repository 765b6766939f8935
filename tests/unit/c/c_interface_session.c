// SPDX-License-Identifier: GPL-2.0-or-later
/* A session with the C interface, in C11: articles in, a search, the way back. */
#include <string.h>

#include "c_interface_session.h"
#include "newsrank/newsrank.h"

#define CHECK(condition)    \
  do {                      \
    if (!(condition)) {     \
      failure = #condition; \
      goto end;             \
    }                       \
  } while (0)

const char* c_interface_session(const char* database) {
  static const char kArticle[] =
      "{\"url\": \"https://a.example/1\", \"title\": \"Salt battery switched on\", \"topics\": [\"Energy\"], "
      "\"quality\": 80, \"published_at\": \"2024-03-05T08:30:00Z\"}";
  const char* failure = NULL;
  newsrank_writer* writer = NULL;
  newsrank_searcher* searcher = NULL;
  newsrank_searcher* clone = NULL;
  newsrank_error* error = NULL;
  char* text = NULL;
  int found = 0;
  uint64_t removed = 0;

  CHECK(newsrank_writer_open(database, "{\"language\": \"en\", \"shards\": 2}", &writer, &error) == NEWSRANK_OK);
  CHECK(newsrank_writer_put(writer, kArticle, &error) == NEWSRANK_OK);
  CHECK(newsrank_writer_put(writer, "{\"url\": \"https://a.example/2\", \"title\": \"Gone\"}", NULL) == NEWSRANK_OK);
  CHECK(newsrank_writer_remove(writer, "https://a.example/2", NULL) == NEWSRANK_OK);
  CHECK(newsrank_writer_article_count(writer) == 1);
  CHECK(newsrank_writer_update(writer, "https://a.example/1", "{\"heat\": 3, \"topics\": null}", &found, &error) ==
        NEWSRANK_OK);
  CHECK(found == 1);
  CHECK(newsrank_writer_update(writer, "nothing", "{}", &found, NULL) == NEWSRANK_OK && found == 0);
  CHECK(newsrank_writer_update(writer, "https://a.example/1", "{\"rank\": 1}", NULL, NULL) == NEWSRANK_INVALID_ARTICLE);
  CHECK(newsrank_writer_find(writer, "https://a.example/1", &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "\"topics\":[],") != NULL && strstr(text, "\"quality\":80.0,\"heat\":3.0") != NULL);
  newsrank_string_free(text);
  text = NULL;
  CHECK(newsrank_writer_commit(writer, &error) == NEWSRANK_OK);
  CHECK(newsrank_writer_remove(writer, "https://a.example/1", &error) == NEWSRANK_OK);
  CHECK(newsrank_writer_rollback(writer, &error) == NEWSRANK_OK);

  CHECK(newsrank_searcher_open(&database, 1, NULL, &searcher, &error) == NEWSRANK_OK);
  CHECK(newsrank_searcher_article_count(searcher) == 1);
  CHECK(newsrank_searcher_search(searcher, "salt", "{\"limit\": 1}", &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "\"title\":\"Salt battery switched on\"") != NULL);
  newsrank_string_free(text);
  CHECK(newsrank_searcher_search(searcher, "salt", "{\"fields\": [\"quality\"]}", &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "\"id\":\"https://a.example/1\",\"quality\":80.0,\"copies\"") != NULL);
  newsrank_string_free(text);
  CHECK(newsrank_searcher_explain_query(searcher, "the salt", NULL, &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "\"stop_word\":true") != NULL && strstr(text, "\"engine_query\":\"") != NULL);
  newsrank_string_free(text);
  CHECK(newsrank_parse_query("title:salt", "{\"plain\": false}", &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "\"query\":{\"kind\":\"word\",\"field\":\"title\",\"text\":\"salt\"") != NULL);
  newsrank_string_free(text);
  CHECK(newsrank_canonical_url("HTTP://A.example", &text, &error) == NEWSRANK_OK);
  CHECK(strcmp(text, "http://a.example/") == 0);
  newsrank_string_free(text);
  CHECK(newsrank_canonical_id("42", &text, &error) == NEWSRANK_OK && strcmp(text, "42") == 0);
  newsrank_string_free(text);
  text = NULL;
  CHECK(newsrank_canonical_url("42", &text, NULL) == NEWSRANK_INVALID_ARTICLE && text == NULL);
  CHECK(newsrank_searcher_clone(searcher, &clone, &error) == NEWSRANK_OK);
  CHECK(newsrank_searcher_complete(clone, "sal", 5, &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "\"queries\":[") != NULL);
  newsrank_string_free(text);
  CHECK(newsrank_searcher_find(searcher, "https://a.example/1", &text, &error) == NEWSRANK_OK);
  CHECK(text != NULL && newsrank_writer_put(writer, text, &error) == NEWSRANK_OK);
  newsrank_string_free(text);
  CHECK(newsrank_writer_commit(writer, &error) == NEWSRANK_OK);
  CHECK(newsrank_searcher_refresh(searcher, &error) == NEWSRANK_OK);
  CHECK(newsrank_searcher_find(searcher, "https://a.example/2", &text, &error) == NEWSRANK_OK && text == NULL);
  CHECK(newsrank_searcher_articles_after(searcher, "", 10, &text, &error) == NEWSRANK_OK);
  CHECK(strstr(text, "{\"articles\":[{\"id\":\"https://a.example/1\"") == text);
  newsrank_string_free(text);
  text = NULL;

  CHECK(newsrank_writer_remove_matching(writer, "salt", "{\"require_all\": true}", &removed, &error) == NEWSRANK_OK);
  CHECK(removed == 1);
  CHECK(newsrank_writer_commit_payload(writer, "line 7", &error) == NEWSRANK_OK);
  CHECK(newsrank_searcher_refresh(searcher, &error) == NEWSRANK_OK);
  CHECK(newsrank_searcher_payload(searcher, 0, &text, &error) == NEWSRANK_OK && strcmp(text, "line 7") == 0);
  newsrank_string_free(text);
  text = NULL;
  CHECK(newsrank_writer_payload(writer, &text, &error) == NEWSRANK_OK && strcmp(text, "line 7") == 0);
  newsrank_string_free(text);
  text = NULL;
  newsrank_writer_close(writer);
  writer = NULL;
  CHECK(newsrank_index_check(database, &text, &error) == NEWSRANK_OK && strstr(text, "\"sound\":true") != NULL);
  newsrank_string_free(text);
  text = NULL;
  CHECK(newsrank_index_stats(database, &text, &error) == NEWSRANK_OK && strstr(text, "\"articles\":0") != NULL);
  CHECK(newsrank_index_compact(database, NULL, &error) == NEWSRANK_OK);
  CHECK(newsrank_index_backup(database, NULL, NULL, NULL) == NEWSRANK_INVALID_ARGUMENT);

end:
  newsrank_string_free(text);
  newsrank_error_free(error);
  newsrank_searcher_close(clone);
  newsrank_searcher_close(searcher);
  newsrank_writer_close(writer);
  return failure;
}
