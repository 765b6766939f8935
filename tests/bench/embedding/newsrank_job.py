# SPDX-License-Identifier: GPL-2.0-or-later
"""The job with newsrank."""
import newsrank


def index(folder, records):
    with newsrank.open_writer(folder / "newsrank.db") as writer:
        writer.put_many(records)


def update(folder, titles):
    with newsrank.open_writer(folder / "newsrank.db") as writer:
        for id, title in titles.items():
            writer.update(id, title=title)


def search(folder, queries):
    searcher = newsrank.open_searcher(folder / "newsrank.db")
    for text, category in queries:
        response = searcher.search(text, require_all=True, group_stories=False, filters={"category": category},
                                   facets=[{"field": "topic", "limit": 5}], snippets={"fields": ["body"]})
        yield (response.total.value, [hit.id for hit in response],
               {value.label: value.count for value in response.facets[0].values},
               [fragment.marked() for hit in response for fragment in hit.snippets.fragments if fragment.marks])
