# SPDX-License-Identifier: GPL-2.0-or-later
"""The C interface, newsrank.h, by ctypes."""
from __future__ import annotations

import ctypes
import os
import pathlib
from typing import Any

_NAME = "libnewsrank.so.1"


class Error(Exception):
    """What went wrong, and what to do about it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(code, message, hint)
        self.code = code
        """What kind of failure it is, for example "index_not_found"."""
        self.message = message
        """What happened, one line."""
        self.hint = hint
        """What can be done about it; may be empty."""

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def _load() -> ctypes.CDLL:
    named = os.environ.get("NEWSRANK_LIBRARY")
    beside = pathlib.Path(__file__).parent / "lib" / _NAME  # as a wheel has it
    try:
        return ctypes.CDLL(named or (str(beside) if beside.exists() else _NAME))
    except OSError as failure:
        raise ImportError(f"newsrank needs the library {_NAME}: install it, or name its file in the environment variable "
                          f"NEWSRANK_LIBRARY ({failure})") from failure


_OUT = ctypes.POINTER(ctypes.c_void_p)
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    # name: what it answers, what it takes; a handle, error or string that is handed over is a c_void_p.
    "version": (ctypes.c_char_p, []),
    "status_name": (ctypes.c_char_p, [ctypes.c_int]),
    "error_message": (ctypes.c_char_p, [ctypes.c_void_p]),
    "error_hint": (ctypes.c_char_p, [ctypes.c_void_p]),
    "error_free": (None, [ctypes.c_void_p]),
    "string_free": (None, [ctypes.c_void_p]),
    "parse_query": (ctypes.c_int, [ctypes.c_char_p, ctypes.c_char_p, _OUT, _OUT]),
    "canonical_id": (ctypes.c_int, [ctypes.c_char_p, _OUT, _OUT]),
    "canonical_url": (ctypes.c_int, [ctypes.c_char_p, _OUT, _OUT]),
    "searcher_open": (ctypes.c_int, [ctypes.POINTER(ctypes.c_char_p), ctypes.c_size_t, ctypes.c_char_p, _OUT, _OUT]),
    "searcher_clone": (ctypes.c_int, [ctypes.c_void_p, _OUT, _OUT]),
    "searcher_refresh": (ctypes.c_int, [ctypes.c_void_p, _OUT]),
    "searcher_close": (None, [ctypes.c_void_p]),
    "searcher_search": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, _OUT, _OUT]),
    "searcher_explain_query": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, _OUT, _OUT]),
    "searcher_complete": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, _OUT, _OUT]),
    "searcher_find": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, _OUT, _OUT]),
    "searcher_articles_after": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, _OUT, _OUT]),
    "searcher_payload": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_size_t, _OUT, _OUT]),
    "searcher_article_count": (ctypes.c_uint64, [ctypes.c_void_p]),
    "writer_open": (ctypes.c_int, [ctypes.c_char_p, ctypes.c_char_p, _OUT, _OUT]),
    "writer_close": (None, [ctypes.c_void_p]),
    "writer_put": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, _OUT]),
    "writer_update": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int), _OUT]),
    "writer_remove": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, _OUT]),
    "writer_find": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, _OUT, _OUT]),
    "writer_commit": (ctypes.c_int, [ctypes.c_void_p, _OUT]),
    "writer_commit_payload": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, _OUT]),
    "writer_payload": (ctypes.c_int, [ctypes.c_void_p, _OUT, _OUT]),
    "writer_remove_matching": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_uint64),
                                              _OUT]),
    "writer_rollback": (ctypes.c_int, [ctypes.c_void_p, _OUT]),
    "writer_article_count": (ctypes.c_uint64, [ctypes.c_void_p]),
    "index_check": (ctypes.c_int, [ctypes.c_char_p, _OUT, _OUT]),
    "index_stats": (ctypes.c_int, [ctypes.c_char_p, _OUT, _OUT]),
    "index_compact": (ctypes.c_int, [ctypes.c_char_p, _OUT, _OUT]),
    "index_backup": (ctypes.c_int, [ctypes.c_char_p, ctypes.c_char_p, _OUT, _OUT]),
}

_library = _load()
for _name, (_answer, _arguments) in _FUNCTIONS.items():
    _function = getattr(_library, "newsrank_" + _name)
    _function.restype, _function.argtypes = _answer, _arguments


def function(name: str) -> Any:
    """The function newsrank_`name`."""
    return getattr(_library, "newsrank_" + name)


def checked(name: str, *arguments: Any) -> None:
    """Calls newsrank_`name`, whose last parameter takes the error; raises it."""
    error = ctypes.c_void_p()
    status = function(name)(*arguments, ctypes.byref(error))
    if status == 0:
        return
    try:
        raise Error(function("status_name")(status).decode(), function("error_message")(error).decode(),
                    function("error_hint")(error).decode())
    finally:
        function("error_free")(error)


def taken(text: ctypes.c_void_p) -> str | None:
    """The string that was handed over, which is given back; None for NULL."""
    if text.value is None:
        return None
    try:
        return ctypes.string_at(text.value).decode()
    finally:
        function("string_free")(text)


def encoded(text: str) -> bytes:
    """The bytes of a text for C, where a zero byte would end it."""
    if "\0" in text:
        raise ValueError("the text holds a null character")
    return text.encode()
