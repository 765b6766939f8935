# SPDX-License-Identifier: GPL-2.0-or-later
"""AsyncSearcher: searches in threads of their own, for programs on asyncio."""
from __future__ import annotations

import asyncio
import os
import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, TypeVar

from newsrank._handles import Searcher, open_searcher
from newsrank._records import Article, Completions, SearchResponse

_T = TypeVar("_T")


class AsyncSearcher:
    """A reader of one or more indexes whose searches run side by side in `threads` threads, each with a searcher.

        async with newsrank.AsyncSearcher("newsrank.db") as searcher:
            response = await searcher.search("salt battery")
    """

    def __init__(self, *databases: str | os.PathLike[str], threads: int = 4, **options: Any) -> None:
        """`options` are those of open_searcher()."""
        if threads < 1:
            raise ValueError("there has to be a thread")
        first = open_searcher(*databases, **options)
        self._idle: queue.SimpleQueue[Searcher] = queue.SimpleQueue()
        self._all = [first, *(first.clone() for _ in range(threads - 1))]
        for searcher in self._all:
            self._idle.put(searcher)
        self._pool = ThreadPoolExecutor(threads, "newsrank")

    async def _run(self, act: Callable[[Searcher], _T]) -> _T:
        def with_idle_searcher() -> _T:
            searcher = self._idle.get()
            try:
                return act(searcher)
            finally:
                self._idle.put(searcher)

        return await asyncio.get_running_loop().run_in_executor(self._pool, with_idle_searcher)

    async def search(self, text: str = "", **options: Any) -> SearchResponse:
        """The best articles for a query; `options` are those of Searcher.search()."""
        return await self._run(lambda searcher: searcher.search(text, **options))

    async def complete(self, text: str, limit: int = 10) -> Completions:
        """What an unfinished query may become, at most `limit` of each kind."""
        return await self._run(lambda searcher: searcher.complete(text, limit))

    async def find(self, id: str) -> Article | None:
        """The article of that identity, with its body; None if the indexes do not hold it."""
        return await self._run(lambda searcher: searcher.find(id))

    async def refresh(self) -> None:
        """Goes on with the newest committed state."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._pool, searcher.refresh) for searcher in self._all))

    def close(self) -> None:
        """Waits for the searches that run, and gives up the indexes."""
        self._pool.shutdown()
        for searcher in self._all:
            searcher.close()

    async def __aenter__(self) -> AsyncSearcher:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, value: BaseException | None,
                        trace: TracebackType | None) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self.close)
