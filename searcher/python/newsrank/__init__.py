# SPDX-License-Identifier: GPL-2.0-or-later
"""Search and ranking of news articles.

    import newsrank

    with newsrank.open_searcher("newsrank.db") as searcher:
        for hit in searcher.search("salt battery", limit=5):
            print(f"{hit.score:.2f} {hit.title}")

The work is done by the shared library libnewsrank.so.1. It is looked for in the file that the environment variable
NEWSRANK_LIBRARY names, in the folder lib of this package, which a wheel has, and where the system keeps its libraries.
"""
from newsrank._async import AsyncSearcher
from newsrank._handles import (Searcher, Writer, backup, canonical_id, canonical_url, check, compact, open_searcher,
                               open_writer, parse_query, stats, version)
from newsrank._library import Error
from newsrank._records import (Article, Completions, Copy, Diagnostic, Facet, FacetValue, Hit, Provider, SearchResponse,
                               ShardAnswer, Snippet, Snippets, TitleCompletion, Total)

__version__ = version()

__all__ = [
    "Article", "AsyncSearcher", "Completions", "Copy", "Diagnostic", "Error", "Facet", "FacetValue", "Hit", "Provider",
    "SearchResponse", "Searcher", "ShardAnswer", "Snippet", "Snippets", "TitleCompletion", "Total", "Writer", "backup",
    "canonical_id", "canonical_url", "check", "compact", "open_searcher", "open_writer", "parse_query", "stats", "version",
]
