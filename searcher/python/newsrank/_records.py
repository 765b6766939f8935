# SPDX-License-Identifier: GPL-2.0-or-later
"""What a search answers, as plain values."""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

_T = TypeVar("_T")


def _members(cls: type[_T], data: Mapping[str, Any], **converted: Any) -> _T:
    """The record of the members that it knows; the library may know more."""
    names = {known.name for known in fields(cls) if known.init} - converted.keys()
    return cls(**{name: data[name] for name in names if name in data}, **converted)


def in_utc(moment: datetime.datetime) -> datetime.datetime:
    """The moment with a time zone: without one it is meant as UTC."""
    return moment.replace(tzinfo=datetime.timezone.utc) if moment.tzinfo is None else moment


def _moment(text: str | None) -> datetime.datetime | None:
    return None if text is None else datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@dataclass(frozen=True)
class Provider:
    """Who published an article."""

    name: str = ""
    domain: str = ""


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article. An index needs `title`, and `id` or `url`."""

    title: str
    id: str = ""
    """Its identity: any text, or an address, which is stored in its canonical form; empty: made from `url`."""
    url: str = ""
    excerpt: str = ""
    body: str = ""
    """Empty in hits: Searcher.find() gives it."""
    topics: list[str] = field(default_factory=list)
    provider: Provider = Provider()
    category: str = ""
    type: str = ""
    language: str = ""
    quality: float | None = None
    heat: float | None = None
    published: bool | None = None
    removed: bool = False
    published_at: datetime.datetime | None = None
    """Without a time zone: UTC."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Those of the index's own: of texts and keywords a list, of others a value; dates are read as texts."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Article:
        """The article of a JSON object of the library."""
        return _members(cls, data, provider=_members(Provider, data["provider"]), published_at=_moment(data["published_at"]))

    def to_json(self) -> dict[str, Any]:
        """The JSON object that the library reads."""
        return changes_to_json({known.name: getattr(self, known.name) for known in fields(Article)})


def changes_to_json(members: Mapping[str, Any]) -> dict[str, Any]:
    """Members of an article as the library reads them."""
    data = dict(members)
    if isinstance(data.get("provider"), Provider):
        data["provider"] = {"name": data["provider"].name, "domain": data["provider"].domain}
    if isinstance(data.get("published_at"), datetime.datetime):
        data["published_at"] = in_utc(data["published_at"]).isoformat()
    if isinstance(data.get("fields"), Mapping):
        data["fields"] = {name: in_utc(value).isoformat() if isinstance(value, datetime.datetime) else value
                          for name, value in data["fields"].items()}
    return data


@dataclass(frozen=True)
class Copy:
    """The same story under another address."""

    id: str
    url: str
    provider: Provider
    score: float


@dataclass(frozen=True)
class Snippet:
    """A part of a field; `marks` are the (begin, end) of the matched words in `text`."""

    field: str
    text: str
    marks: list[tuple[int, int]]
    cut_before: bool
    cut_after: bool

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Snippet:
        """The snippet of a JSON object of the library, whose offsets count bytes."""
        text = data["text"].encode()

        def place(offset: int) -> int:
            return len(text[:offset].decode())

        return _members(cls, data, marks=[(place(mark["begin"]), place(mark["end"])) for mark in data["marks"]])

    def marked(self, open: str = "*", close: str = "*") -> str:
        """The text with its marks between `open` and `close`."""
        parts, at = [], 0
        for begin, end in self.marks:
            parts += [self.text[at:begin], open, self.text[begin:end], close]
            at = end
        return "".join([*parts, self.text[at:]])


@dataclass(frozen=True)
class Snippets:
    """What is shown of a hit: its whole title, and the parts of its texts that answer the query."""

    title: Snippet
    fragments: list[Snippet]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Snippets:
        """The snippets of a JSON object of the library."""
        return cls(Snippet.from_json(data["title"]), [Snippet.from_json(fragment) for fragment in data["fragments"]])


@dataclass(frozen=True, kw_only=True)
class Hit(Article):
    """An article that was found, without its body unless `fields` asked for it."""

    rank: int
    score: float
    relevance: float
    quality_factor: float
    recency_factor: float
    also: bool
    """Not found and counted: it holds some of the words only, and fills a first page that would be short."""
    copies: list[Copy]
    snippets: Snippets | None = None
    """If they were asked for."""
    raw: Mapping[str, Any] = field(repr=False)
    """The whole JSON object, with `explanation` if it was asked for."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Hit:
        """The hit of a JSON object of the library."""
        copies = [_members(Copy, copy, provider=_members(Provider, copy["provider"])) for copy in data["copies"]]
        return _members(cls, data, title=data.get("title", ""), provider=_members(Provider, data.get("provider", {})),
                        published_at=_moment(data.get("published_at")), copies=copies, raw=data,
                        snippets=Snippets.from_json(data["snippets"]) if data.get("snippets") else None)


def _row(hit: Hit) -> dict[str, Any]:
    row = {name: getattr(hit, name) for name in ("rank", "score", "relevance", "quality_factor", "recency_factor")}
    row |= {known.name: getattr(hit, known.name) for known in fields(Article)}
    row |= {"provider": hit.provider.name, "domain": hit.provider.domain, "copies": len(hit.copies)}
    return row


@dataclass(frozen=True)
class Total:
    """How many articles match; an estimate unless `exact`."""

    value: int
    exact: bool
    all_words: int
    """Of these, hold every word of the query."""


@dataclass(frozen=True)
class Diagnostic:
    """A remark about the query; `begin` and `end` are byte offsets in its UTF-8 text."""

    severity: str
    code: str
    message: str
    hint: str
    begin: int
    end: int


@dataclass(frozen=True)
class FacetValue:
    """A value and how many articles have it."""

    value: str
    label: str
    count: int
    selected: bool = False
    children: list[FacetValue] = field(default_factory=list)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FacetValue:
        """The value of a JSON object of the library."""
        return _members(cls, data, children=[cls.from_json(child) for child in data.get("children", [])])


@dataclass(frozen=True)
class Facet:
    """The values of a field among the matches."""

    field: str
    values: list[FacetValue]
    distinct: int
    articles: int
    missing: int
    exact: bool

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Facet:
        """The facet of a JSON object of the library."""
        return _members(cls, data, values=[FacetValue.from_json(value) for value in data["values"]])


@dataclass(frozen=True)
class ShardAnswer:
    """Which state of a shard an answer comes from."""

    database: int
    """Which of those the searcher was opened with, from 0."""
    shard: int
    commit: int
    replica: str
    """The folder or server that answered."""


@dataclass(frozen=True)
class SearchResponse:
    """The answer to a query; iterating over it gives its hits."""

    query: str
    total: Total
    hits: list[Hit]
    facets: list[Facet]
    profile: str
    suggestion: str | None
    diagnostics: list[Diagnostic]
    missing: list[str]
    """The databases that did not answer, of a searcher opened with `partial`."""
    shards: list[ShardAnswer]
    """Which state of each shard the answer comes from."""
    raw: Mapping[str, Any] = field(repr=False)
    """The whole JSON object."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchResponse:
        """The response of a JSON object of the library."""
        return _members(cls, data, total=_members(Total, data["total"]),
                        hits=[Hit.from_json(hit) for hit in data["hits"]],
                        facets=[Facet.from_json(facet) for facet in data.get("facets", [])],
                        shards=[_members(ShardAnswer, shard) for shard in data.get("shards", [])],
                        diagnostics=[_members(Diagnostic, remark) for remark in data["diagnostics"]], raw=data)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The hits as flat dictionaries, rows for example of pandas.DataFrame(response.to_dicts())."""
        return [_row(hit) for hit in self.hits]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, place: int) -> Hit:
        return self.hits[place]


@dataclass(frozen=True)
class TitleCompletion:
    """The title of an article, and its identity."""

    title: str
    id: str


@dataclass(frozen=True)
class Completions:
    """What an unfinished query may become, best first."""

    queries: list[str]
    topics: list[str]
    titles: list[TitleCompletion]
    values: list[str] = field(default_factory=list)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Completions:
        """The completions of a JSON object of the library."""
        return _members(cls, data, titles=[_members(TitleCompletion, title) for title in data["titles"]])
