# SPDX-License-Identifier: GPL-2.0-or-later
"""The job with Xapian."""
import json

import xapian

TOPICS = 0


def document(record):
    made = xapian.Document()
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("en"))
    generator.set_document(made)
    generator.index_text(record["title"], 3)
    generator.increase_termpos()
    generator.index_text(record["body"])
    made.add_boolean_term("XC" + record["category"])
    made.add_boolean_term("Q" + record["id"])
    made.add_value(TOPICS, "\t".join(record["topics"]))
    made.set_data(json.dumps(record))
    return made


def index(folder, records):
    database = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE)
    for record in records:
        database.add_document(document(record))
    database.commit()


def update(folder, titles):
    database = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_OPEN)
    for id, title in titles.items():
        (posting,) = database.postlist("Q" + id)
        record = json.loads(database.get_document(posting.docid).get_data())
        database.replace_document(posting.docid, document({**record, "title": title}))
    database.commit()


def search(folder, queries):
    database = xapian.Database(str(folder / "xapian"))
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_database(database)
    parser.set_default_op(xapian.Query.OP_AND)
    for text, category in queries:
        enquire = xapian.Enquire(database)
        enquire.set_query(xapian.Query(xapian.Query.OP_FILTER, parser.parse_query(text), xapian.Query("XC" + category)))
        values = xapian.ValueCountMatchSpy(TOPICS)
        enquire.add_matchspy(values)
        matches = enquire.get_mset(0, 10, database.get_doccount())
        counts = {}
        for value in values.values():
            for name in value.term.decode().split("\t"):
                counts[name] = counts.get(name, 0) + value.termfreq
        records = [json.loads(match.document.get_data()) for match in matches]
        snippets = [matches.snippet(record["body"], 200, xapian.Stem("en"), 0, "*", "*").decode() for record in records]
        best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
        yield (matches.get_matches_estimated(), [record["id"] for record in records], dict(best),
               [snippet for snippet in snippets if "*" in snippet])
