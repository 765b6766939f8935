# SPDX-License-Identifier: GPL-2.0-or-later
"""The job with Whoosh."""
import whoosh.index
from whoosh import analysis, fields, highlight, qparser, query, sorting


def index(folder, records):
    words = fields.TEXT(stored=True, analyzer=analysis.StemmingAnalyzer())
    schema = fields.Schema(id=fields.ID(unique=True, stored=True), title=words, body=words, category=fields.ID(stored=True),
                           topics=fields.KEYWORD(stored=True, commas=True, sortable=True))
    (folder / "whoosh").mkdir()
    with whoosh.index.create_in(folder / "whoosh", schema).writer() as writer:
        for record in records:
            writer.add_document(**{**record, "topics": ",".join(record["topics"])})


def update(folder, titles):
    opened = whoosh.index.open_dir(folder / "whoosh")
    with opened.searcher() as searcher, opened.writer() as writer:
        for id, title in titles.items():
            writer.update_document(**{**searcher.document(id=id), "title": title})


def search(folder, queries):
    opened = whoosh.index.open_dir(folder / "whoosh")
    parser = qparser.MultifieldParser(["title", "body"], opened.schema, fieldboosts={"title": 3})
    with opened.searcher() as searcher:
        for text, category in queries:
            facet = sorting.FieldFacet("topics", allow_overlap=True)
            results = searcher.search(parser.parse(text), filter=query.Term("category", category), groupedby=facet, limit=10)
            results.formatter = highlight.UppercaseFormatter()
            counts = sorted(((len(found), name) for name, found in results.groups("topics").items() if name), reverse=True)
            yield (len(results), [hit["id"] for hit in results], {name: count for count, name in counts[:5]},
                   [text for text in (hit.highlights("body", top=1) for hit in results) if text])
