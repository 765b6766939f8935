# SPDX-License-Identifier: GPL-2.0-or-later
"""Searcher and Writer: handles of the C interface as objects."""
from __future__ import annotations

import ctypes
import datetime
import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Literal

from newsrank._library import checked, encoded, function, taken
from newsrank._records import Article, Completions, Hit, SearchResponse, changes_to_json, in_utc


_PORTION = 256  # articles


def version() -> str:
    """The version of the library."""
    return str(function("version")().decode())


class _Handle:
    """A handle, given back once; one thread at a time uses it, others wait."""

    _close_function: str

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self._handle = handle
        self._lock = threading.Lock()

    def _open_handle(self) -> ctypes.c_void_p:
        if not self._handle:
            raise ValueError("it is closed")
        return self._handle

    def _call(self, name: str, *arguments: Any) -> None:
        with self._lock:
            checked(name, self._open_handle(), *arguments)

    def _count(self, name: str) -> int:
        with self._lock:
            return int(function(name)(self._open_handle()))

    def _call_for_text(self, name: str, *arguments: Any) -> str | None:
        text = ctypes.c_void_p()
        self._call(name, *arguments, ctypes.byref(text))
        return taken(text)

    def close(self) -> None:
        """Gives up the index; closing again does nothing, other use is a ValueError."""
        with self._lock:
            function(self._close_function)(self._handle)
            self._handle = ctypes.c_void_p()

    def __del__(self) -> None:
        if hasattr(self, "_lock"):
            self.close()


class Searcher(_Handle):
    """A reader of one or more indexes. Threads may share it, but wait for each other: clone() gives each its own."""

    _close_function = "searcher_close"

    def search(
        self,
        text: str = "",
        *,
        limit: int | None = None,
        offset: int | None = None,
        plain: bool | None = None,
        require_all: bool | None = None,
        require_any: bool | None = None,
        sort: Literal["relevance", "date", "quality", "heat"] | None = None,
        sort_field: str | None = None,
        ascending: bool = False,
        filters: Mapping[str, str | Iterable[str]] | None = None,
        facets: str | Iterable[str | Mapping[str, Any]] = (),
        profile: str | Mapping[str, Any] | None = None,
        quality_weight: float | None = None,
        recency_weight: float | None = None,
        half_life_days: float | None = None,
        now: datetime.datetime | None = None,
        explain: bool | None = None,
        correct: bool | None = None,
        synonyms: Iterable[Any] | None = None,
        group_stories: bool | None = None,
        like: Article | None = None,
        snippets: Mapping[str, Any] | None = None,
        limits: Mapping[str, int] | None = None,
        fields: str | Iterable[str] | None = None,
    ) -> SearchResponse:
        """The best articles for a query, best first.

        The parameters are the members of SearchRequest in newsrank's searcher.hpp, where they are described. `filters`
        maps fields to a value, or to values of which one must hold, {"topic": ["AI", "Energy"]}; `facets` are names of
        fields, or mappings with `field` and `limit`, `order`, `multi_select` or `by`; `snippets` is a mapping with any of `length`,
        `fragments` and `fields`, which fills Hit.snippets; `limits` is a mapping with any of `max_bytes`, `max_nodes`,
        `max_depth` and `max_expansions`; `fields` are the members of articles to read, "body" among them, beside `id`.
        """
        options = {
            "limit": limit,
            "offset": offset,
            "plain": plain,
            "require_all": require_all,
            "require_any": require_any,
            "sort": sort,
            "sort_field": sort_field,
            "ascending": ascending,
            "filters": _filters(filters),
            "facets": [{"field": facet} if isinstance(facet, str) else dict(facet) for facet in _texts(facets)],
            "profile": profile if profile is None or isinstance(profile, str) else dict(profile),
            "quality_weight": quality_weight,
            "recency_weight": recency_weight,
            "half_life_days": half_life_days,
            "now": _seconds(now),
            "explain": explain,
            "correct": correct,
            "synonyms": None if synonyms is None else list(synonyms),
            "group_stories": group_stories,
            "like": None if like is None else like.to_json(),
            "snippets": None if snippets is None else dict(snippets),
            "limits": None if limits is None else dict(limits),
            "fields": None if fields is None else _texts(fields),
        }
        answer = self._call_for_text("searcher_search", encoded(text), json.dumps(options).encode())
        return SearchResponse.from_json(json.loads(answer or "{}"))

    def explain_query(self, text: str = "", *, filters: Mapping[str, str | Iterable[str]] | None = None,
                      plain: bool | None = None, require_all: bool | None = None, correct: bool | None = None,
                      now: datetime.datetime | None = None) -> dict[str, Any]:
        """How a query is understood, without running it: `tokens`, `tree`, `engine_query` and `diagnostics`."""
        options = {"filters": _filters(filters), "plain": plain, "require_all": require_all, "correct": correct,
                   "now": _seconds(now)}
        answer = self._call_for_text("searcher_explain_query", encoded(text), json.dumps(options).encode())
        return dict(json.loads(answer or "{}"))

    def complete(self, text: str, limit: int = 10) -> Completions:
        """What an unfinished query may become, at most `limit` of each kind."""
        answer = self._call_for_text("searcher_complete", encoded(text), limit)
        return Completions.from_json(json.loads(answer or "{}"))

    def find(self, id: str) -> Article | None:
        """The article of that identity, with its body; None if the indexes do not hold it."""
        answer = self._call_for_text("searcher_find", encoded(id))
        return None if answer is None else Article.from_json(json.loads(answer))

    def articles(self) -> Iterator[Article]:
        """All articles with their bodies, removed ones too, in an order of their own.

        They are read in portions, each of one committed state.
        """
        last = ""
        while True:
            answer = self._call_for_text("searcher_articles_after", encoded(last), _PORTION)
            portion = json.loads(answer or "{}")["articles"]
            yield from map(Article.from_json, portion)
            if len(portion) < _PORTION:
                return
            last = portion[-1]["id"]

    def payload(self, database: int = 0) -> str:
        """What the writer of a database handed over with its last commit; "" for nothing."""
        return self._call_for_text("searcher_payload", database) or ""

    def refresh(self) -> None:
        """Goes on with the newest committed state."""
        self._call("searcher_refresh")

    def clone(self) -> Searcher:
        """A searcher of the same indexes for another thread, opened afresh."""
        handle = ctypes.c_void_p()
        self._call("searcher_clone", ctypes.byref(handle))
        return Searcher(handle)

    def __len__(self) -> int:
        """How many articles the indexes hold."""
        return self._count("searcher_article_count")

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Searcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()


class Writer(_Handle):
    """The one writer of an index. As a context manager it commits at the end, unless an exception ends the block."""

    _close_function = "writer_close"

    def put(self, article: Article | Mapping[str, Any]) -> None:
        """Adds the article, or replaces the one with the same identity, whole.

        It may also be a mapping with members of an article. A Hit is refused, for it comes without its body, which would be lost: update() changes some members.
        """
        if isinstance(article, Hit):
            raise TypeError("a hit is no whole article: use update(hit.id, ...), or put what find(hit.id) gives")
        data = article.to_json() if isinstance(article, Article) else changes_to_json(article)
        self._call("writer_put", json.dumps(data).encode())

    def put_many(self, articles: Iterable[Article | Mapping[str, Any]]) -> int:
        """Puts articles one after another; how many that were. The first that is refused ends it."""
        count = 0
        for article in articles:
            self.put(article)
            count += 1
        return count

    def update(self, id: str, /, **changes: Any) -> bool:
        """Changes the members that are named of the article of that identity; the others are kept, None empties one.

        False if there is no such article. update(id, quality=50, topics=["Energy"])
        """
        found = ctypes.c_int()
        self._call("writer_update", encoded(id), json.dumps(changes_to_json(changes)).encode(), ctypes.byref(found))
        return found.value != 0

    def remove(self, id: str) -> None:
        """Removes the article of that identity, if there is one."""
        self._call("writer_remove", encoded(id))

    def find(self, id: str) -> Article | None:
        """The article of that identity with the changes made so far; None if there is none."""
        answer = self._call_for_text("writer_find", encoded(id))
        return None if answer is None else Article.from_json(json.loads(answer))

    def remove_matching(self, text: str = "", *, filters: Mapping[str, str | Iterable[str]] | None = None,
                        plain: bool | None = None, require_all: bool | None = None,
                        now: datetime.datetime | None = None) -> int:
        """Removes what a search finds, changes made so far included; how many articles that were.

        Nothing is corrected, and a text that cannot be used as it is written is refused. Articles with any telling word
        of a text are found unless `require_all`.
        """
        options = {"filters": _filters(filters), "plain": plain, "require_all": require_all, "now": _seconds(now)}
        removed = ctypes.c_uint64()
        self._call("writer_remove_matching", encoded(text), json.dumps(options).encode(), ctypes.byref(removed))
        return removed.value

    def commit(self, payload: str | None = None) -> None:
        """Makes all changes visible and durable at once, with a payload that readers and the next writer can read."""
        if payload is None:
            self._call("writer_commit")
        else:
            self._call("writer_commit_payload", encoded(payload))

    def payload(self) -> str:
        """The payload of the last commit that had one; "" if none had."""
        return self._call_for_text("writer_payload") or ""

    def rollback(self) -> None:
        """Forgets all changes since the last commit, and makes the writer usable again after an error."""
        self._call("writer_rollback")

    def __len__(self) -> int:
        """Articles in the index, with the changes made so far."""
        return self._count("writer_article_count")

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None,
                 trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()


def _filters(filters: Mapping[str, str | Iterable[str]] | None) -> list[dict[str, Any]]:
    return [{"field": name, "values": _texts(values)} for name, values in (filters or {}).items()]


def _seconds(moment: datetime.datetime | None) -> int | None:
    return None if moment is None else int(in_utc(moment).timestamp())


def _texts(values: Any) -> list[Any]:
    """The values of a list, or the one that is meant where a text stands in its place."""
    return [values] if isinstance(values, str) else list(values)


def open_searcher(*databases: str | os.PathLike[str], partial: bool = False, connect_timeout: float | None = None,
                  timeout: float | None = None) -> Searcher:
    """Opens indexes, folders, "host:port" of servers or cluster files, to search them as one.

    `partial`: the rest is searched when a server does not answer. `connect_timeout` and `timeout`: seconds for the
    connection to a server, and for each of its answers; 0 waits for ever.
    """
    names = [encoded(os.fspath(database)) for database in databases]
    handle = ctypes.c_void_p()
    options = {"partial": partial, "connect_timeout": _milliseconds(connect_timeout), "timeout": _milliseconds(timeout)}
    checked("searcher_open", (ctypes.c_char_p * len(names))(*names), len(names), json.dumps(options).encode(),
            ctypes.byref(handle))
    return Searcher(handle)


def _milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds * 1000)


def open_writer(database: str | os.PathLike[str], *, language: str | None = None, create: bool = True,
                shards: int | None = None, memory: int | None = None, threads: int | None = None,
                wait_for_lock: bool = False, fields: Iterable[Mapping[str, Any]] | None = None) -> Writer:
    """Opens the index in that folder for writing, or makes one there, of texts in `language` and of so many `shards`.

    `memory`: how many bytes changes may take until they are written to the disk; `threads`: those that load what an
    empty index gets at first; `fields` of the index's own are mappings with `name` and any of `kind` ("text", "keyword",
    "number", "date", "flag"), `weight`, `stored`, `facetable` and `sortable`.
    """
    handle = ctypes.c_void_p()
    options = json.dumps({"language": language, "create": create, "shards": shards, "memory": memory, "threads": threads,
                          "wait_for_lock": wait_for_lock,
                          "fields": None if fields is None else [dict(field) for field in fields]}).encode()
    checked("writer_open", encoded(os.fspath(database)), options, ctypes.byref(handle))
    return Writer(handle)


def check(database: str | os.PathLike[str]) -> dict[str, Any]:
    """Reads all of an index: whether it is `sound`, and the `findings` with what to do. No writer may have it open."""
    return _report("index_check", database)


def stats(database: str | os.PathLike[str]) -> dict[str, Any]:
    """What an index holds, in figures, as `newsrank-index --stats --json` prints them; also beside a writer."""
    return _report("index_stats", database)


def compact(database: str | os.PathLike[str]) -> dict[str, Any]:
    """Writes an index anew in less space; searches go on meanwhile. No writer may have it open."""
    return _report("index_compact", database)


def backup(database: str | os.PathLike[str], target: str | os.PathLike[str]) -> dict[str, Any]:
    """Copies the committed state of an index to the folder `target`, also beside a writer; a copy there is replaced."""
    return _report("index_backup", database, target)


def parse_query(text: str, *, plain: bool | None = None, require_all: bool | None = None,
                now: datetime.datetime | None = None) -> dict[str, Any]:
    """Parses a query without an index: `query`, the tree, `canonical`, the same written plainly, and `diagnostics`."""
    options = {"plain": plain, "require_all": require_all, "now": _seconds(now)}
    return dict(json.loads(_text("parse_query", encoded(text), json.dumps(options).encode())))


def canonical_id(id: str) -> str:
    """The identity that a text names: an address in its canonical form, any other text as it is."""
    return _text("canonical_id", encoded(id))


def canonical_url(url: str) -> str:
    """The canonical form of an http(s) address."""
    return _text("canonical_url", encoded(url))


def _report(name: str, *paths: str | os.PathLike[str]) -> dict[str, Any]:
    return dict(json.loads(_text(name, *(encoded(os.fspath(path)) for path in paths))))


def _text(name: str, *arguments: bytes) -> str:
    text = ctypes.c_void_p()
    checked(name, *arguments, ctypes.byref(text))
    return taken(text) or ""
