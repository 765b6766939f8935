#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks that names which no article has are searched for as they are typed: names.tsv, against the sample and the real
collections that are present. Environment: see programs.py; NEWSRANK_CORPORA."""
import json
import os
import pathlib
import tempfile
import unittest

from programs import SAMPLE, index, search

HERE = pathlib.Path(__file__).resolve().parent
CORPORA = pathlib.Path(os.environ.get("NEWSRANK_CORPORA", "/nonexistent"))
COLLECTIONS = [pathlib.Path(SAMPLE), *(path for path in (CORPORA / "diablo4", CORPORA / "powerapps") if path.is_dir())]


def names():
    lines = (HERE / "names.tsv").read_text().splitlines()
    return [(line.split("\t") + [""])[:2] for line in lines if not line.startswith("#")]


def queries():
    """Each name alone, with the words beside it, quoted, within a quotation that is not closed and in a field."""
    for name, beside in names():
        yield from (name, f"{name} {beside}", f'"{name}" {beside}', f'{beside} "{name}', f"title:({name})", name.lower())


class NamesTest(unittest.TestCase):
    def answers(self, database):
        """The queries with their answers."""
        batch = "".join(f"{number}\t{query}\n" for number, query in enumerate(queries()))
        code, out, error = search("--db", database, "--limit", "0", "--format", "json", "--batch", "-", stdin=batch)
        self.assertEqual(code, 0, error)
        return zip(queries(), map(json.loads, out.splitlines()), strict=True)

    def test_no_name_is_replaced(self):
        self.assertGreaterEqual(len(names()), 100)
        for source in COLLECTIONS:
            with self.subTest(collection=source.name), tempfile.TemporaryDirectory() as folder:
                database = pathlib.Path(folder) / "names.db"
                self.assertIn(index("--db", database, source), (0, 5))
                replaced = [query for query, answer in self.answers(database)
                            if any(remark["code"] == "corrected" for remark in answer["diagnostics"])]
                self.assertEqual(replaced, [])


if __name__ == "__main__":
    unittest.main()
