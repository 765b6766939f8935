#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks what newsrank-search prints as JSON against searcher/response.schema.json, and that the schema names it all.

Environment: see programs.py; NEWSRANK_SOURCE_DIR, the source tree.
"""
import json
import os
import pathlib
import unittest

import jsonschema

from programs import SampleCase, search

SCHEMA = json.loads(pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"], "searcher", "response.schema.json").read_text())

QUERIES = [
    ["salt battery"],
    ["--snippets", "\"salt battery\" OR multicloud OR \"open source\"~4"],
    ["--snippets", "--limit", "50", "*"],
    ["--explain", "--sort", "date", "--any", "--recency-weight", "1", "salt batt* \"opens its\" opens the new studio of code"],
    ["--facet", "topic:3", "--facet", "provider", "--facet", "category", "--facet", "type", "--facet", "lang", "*"],
    ["--facet", "year", "--facet", "month", "--facet", "day:5", "--facet", "date", "--facet", "quality", "salt"],
    ["--timeline", "salt"],
    ["--topic", "AI", "--facet", "topic,month", "cloudforge"],
    ["--no-group", "--topic", "AI", "--min-quality", "50", "cloudforge"],
    ["titel:batery date:2023 -\"open source\""],
    ["vinegarless topic:Nothing"],
    ["--limit", "0", "removed:any"],
]


def members(value, path=""):
    """The paths of all members of objects within."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield f"{path}/{name}"
            yield from members(member, f"{path}/{name}")
    elif isinstance(value, list):
        for member in value:
            yield from members(member, path)


def described(schema, path="", seen=()):
    """The paths that the schema names."""
    while "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        if name in seen:
            return
        seen = (*seen, name)
        schema = SCHEMA["$defs"][name]
    if "items" in schema:
        yield from described(schema["items"], path, seen)
    for name, member in schema.get("properties", {}).items():
        yield f"{path}/{name}"
        yield from described(member, f"{path}/{name}", seen)


class ResponseSchemaTest(SampleCase):
    def answers(self):
        for arguments in QUERIES:
            yield json.loads(self.output("--format", "json", *arguments))
        batch = search("--db", self.database, "--format", "json", "--batch", "-", stdin="q1\tsalt\nq2\t\n")[1]
        yield from map(json.loads, batch.splitlines())

    def test_every_answer_is_as_the_schema_says(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for answer in self.answers():
            with self.subTest(answer["query"]):
                self.assertEqual([f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)], [])

    def test_the_schema_names_what_there_is_and_no_more(self):
        found = {path for answer in self.answers() for path in members(answer)}
        # Fields count by their names; children are like what they are in.
        found = {path for path in found if "/terms/fields/" not in path and "/children/" not in path}
        # Programs that ask for it by name get the body; newsrank-search does not.
        named = {path for path in described(SCHEMA) if "/terms/fields/" not in path and not path.endswith("/body")}
        self.assertEqual(named - found, {"/hits/fields"})  # the sample's index has no fields of its own
        self.assertEqual(found - named, set())

    def test_marks_are_bytes_of_their_text(self):
        answer = json.loads(self.output("--format", "json", "--snippets", "São café"))
        marked = [fragment["text"].encode()[mark["begin"]:mark["end"]].decode()
                  for hit in answer["hits"] for fragment in [hit["snippets"]["title"], *hit["snippets"]["fragments"]]
                  for mark in fragment["marks"]]
        self.assertIn("São", marked)
        self.assertTrue(any(piece.lower().startswith("caf") for piece in marked), marked)


if __name__ == "__main__":
    unittest.main()
