# SPDX-License-Identifier: GPL-2.0-or-later
"""The job with SQLite FTS5."""
import contextlib
import sqlite3

FOUND = "FROM record JOIN article ON article.rowid = record.rowid WHERE article MATCH :text AND record.category = :category"


def connect(folder):
    return contextlib.closing(sqlite3.connect(folder / "fts5.db"))


def index(folder, records):
    with connect(folder) as database, database:
        database.execute("CREATE TABLE record (rowid INTEGER PRIMARY KEY, id TEXT UNIQUE, category TEXT)")
        database.execute("CREATE TABLE topic (record INTEGER, name TEXT)")
        database.execute("CREATE INDEX topic_of ON topic (record)")
        database.execute("CREATE VIRTUAL TABLE article USING fts5(title, body, tokenize = 'porter unicode61 remove_diacritics 2')")
        for row, record in enumerate(records):
            database.execute("INSERT INTO record VALUES (?, ?, ?)", (row, record["id"], record["category"]))
            database.executemany("INSERT INTO topic VALUES (?, ?)", [(row, name) for name in record["topics"]])
            database.execute("INSERT INTO article (rowid, title, body) VALUES (?, ?, ?)", (row, record["title"], record["body"]))


def update(folder, titles):
    with connect(folder) as database, database:
        for id, title in titles.items():
            database.execute("UPDATE article SET title = ? WHERE rowid = (SELECT rowid FROM record WHERE id = ?)", (title, id))


def search(folder, queries):
    with connect(folder) as database:
        for text, category in queries:
            words = " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
            wanted = {"text": words, "category": category}
            total = database.execute(f"SELECT count(*) {FOUND}", wanted).fetchone()[0]
            hits = database.execute("SELECT record.id, snippet(article, 1, '*', '*', '…', 24) "
                                    f"{FOUND} ORDER BY bm25(article, 3, 1) LIMIT 10", wanted).fetchall()
            facet = database.execute(f"SELECT name, count(*) FROM topic WHERE record IN (SELECT record.rowid {FOUND}) "
                                     "GROUP BY name ORDER BY count(*) DESC, name LIMIT 5", wanted)
            yield total, [id for id, _ in hits], dict(facet), [snippet for _, snippet in hits if "*" in snippet]
