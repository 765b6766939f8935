// SPDX-License-Identifier: GPL-2.0-or-later
/* Search in C, the response as JSON: example_search_c DATABASE QUERY */
#include <stdio.h>

#include "newsrank/newsrank.h"

static int fail(newsrank_error* error) {
  fprintf(stderr, "%s: %s\n", newsrank_status_name(newsrank_error_status(error)), newsrank_error_message(error));
  newsrank_error_free(error);
  return 1;
}

int main(int argc, char** argv) {
  if (argc != 3) return fprintf(stderr, "usage: example_search_c DATABASE QUERY\n"), 2;
  const char* databases[] = {argv[1]};
  newsrank_searcher* searcher = NULL;
  newsrank_error* error = NULL;
  if (newsrank_searcher_open(databases, 1, NULL, &searcher, &error) != NEWSRANK_OK) return fail(error);
  char* response = NULL;
  const newsrank_status status = newsrank_searcher_search(searcher, argv[2], "{\"limit\": 5}", &response, &error);
  newsrank_searcher_close(searcher);
  if (status != NEWSRANK_OK) return fail(error);
  puts(response);
  newsrank_string_free(response);
  return 0;
}
