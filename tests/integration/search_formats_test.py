#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the formats of newsrank-search for other programs, its filters, facets and pages. Environment: see programs.py."""
import csv
import io
import json
import pathlib
import tempfile
import unittest

from programs import SampleCase, index, search

HOSTILE = """---
title: "=cmd|'/C calc'!A0, \\"quoted\\" | *bold* [x](y) \\u202e\\e[31m"
excerpt: "two\\nlines\\tand a tab"
webUrl: "https://x.example/a|b"
quality: 5
topics: ["-1+1", "a,b"]
---
"""


class FormatsTest(SampleCase):
    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.output("--format", "csv", *arguments), newline="")))

    def test_every_format_shows_the_same_articles(self):
        urls = self.output("--format", "urls", "salt battery").split()
        self.assertEqual([hit["url"] for hit in json.loads(self.output("--format", "json", "salt battery"))["hits"]], urls)
        self.assertEqual([json.loads(line)["url"] for line in self.output("--format", "jsonl", "salt battery").splitlines()], urls)
        self.assertEqual([row["url"] for row in self.rows("salt battery")], urls)
        table = [line.split("\t") for line in self.output("--format", "tsv", "--fields", "url", "salt battery").splitlines()]
        self.assertEqual(table, [["url"], *([url] for url in urls)])
        markdown = self.output("--format", "markdown", "salt battery").splitlines()
        self.assertEqual([line.rsplit("](<", 1)[1].split(">)")[0] for line in markdown[2:]], urls)

    def test_csv_is_as_the_rfc_says(self):
        out = self.output("--format", "csv", "--limit", "3", "salt battery")
        self.assertEqual(out.count("\r\n"), 4)
        self.assertEqual(out.count("\n"), 4)
        self.assertEqual({len(row) for row in csv.reader(io.StringIO(out, newline=""))}, {11})

    def test_fields_are_chosen_and_named(self):
        row = self.rows("--fields", "score,title,published_at,title,provider", "battery")[0]
        self.assertEqual(list(row), ["score", "title", "published_at", "provider.name", "provider.domain"])
        line = json.loads(self.output("--format", "jsonl", "--fields", "title,snippets,copies,provider.name", "--limit", "1", "salt battery"))
        whole = json.loads(self.output("--format", "json", "--snippets", "--limit", "1", "salt battery"))["hits"][0]
        self.assertEqual(line, {"title": whole["title"], "snippets": whole["snippets"], "copies": whole["copies"],
                                "provider": {"name": whole["provider"]["name"]}})
        for arguments, expected in ((["--fields", "titel", "--format", "csv"], "fields are"), (["--fields", "title"], "add --format csv"),
                                    (["--fields", "date", "--format", "csv"], "it is called published_at"), (["--bom"], "add --format csv")):
            code, _, error = search("--db", self.database, *arguments, "x")
            self.assertEqual(code, 2)
            self.assertIn(expected, error)

    def test_members_are_called_the_same_in_every_format(self):
        def leaves(value, path=""):
            if isinstance(value, dict) and value:
                return {name for key, member in value.items() for name in leaves(member, f"{path}.{key}" if path else key)}
            return {path}

        hit = json.loads(self.output("--format", "jsonl", "--limit", "1", "salt battery"))
        columns = set(leaves(hit)) - {"query"}
        code, out, error = search("--db", self.database, "--format", "csv", "--fields", ",".join(sorted(columns)), "--limit", "1", "salt battery")
        self.assertEqual((code, out.splitlines()[0].split(",")), (0, sorted(columns)), error)

    def test_exports_say_what_they_leave_out(self):
        def left_out(*arguments):
            code, out, error = search("--db", self.database, "--format", "csv", *arguments)
            self.assertEqual(code, 0, error)
            return out.count("\r\n") - 1, error

        found = json.loads(self.output("--format", "json", "salt battery"))
        of_all = [hit for hit in found["hits"] if not hit["also"]]
        copies = sum(len(hit["copies"]) for hit in of_all)
        self.assertEqual(left_out("salt battery"), (len(found["hits"]),
                         f"note: {len(of_all)} of {found['total']['value']} articles written; {copies} copies folded; "
                         f"{len(found['hits']) - len(of_all)} others hold some of the words; all: --no-group\n"))
        self.assertEqual(left_out("-n", "1", "--no-group", "salt battery"), (1, f"note: 1 of {found['total']['value']} articles written; all: -n all\n"))
        self.assertEqual(left_out("-n", "all", "--no-group", "salt battery"), (found["total"]["value"], ""))
        self.assertEqual(left_out("-n", "0", "salt battery"), (0, ""))
        self.assertEqual(search("--db", self.database, "-n", "1", "--format", "json", "salt battery")[2], "")
        code, out, error = search("--db", self.database, "--format", "csv", "--batch", "-", "-n", "1", "--no-group", stdin="a\tsalt\nb\tsalt\n")
        self.assertRegex(error, r"^note: 2 of \d+ articles written; all: -n all\n$")

    def test_a_mark_tells_spreadsheets_the_encoding(self):
        out = self.output("--format", "csv", "--bom", "-n", "1", "salt")
        self.assertTrue(out.startswith("\ufeffrank,"))
        self.assertEqual(out.count("\ufeff"), 1)

    def test_every_query_of_a_batch_has_its_line_of_json(self):
        batch = "\ufeffq1\tsalt\nq2\t\nno tab\nq3\tstudio\n"
        code, out, error = search("--db", self.database, "--format", "json", "--batch", "-", stdin=batch)
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([line.get("query_id") for line in lines], ["q1", "q2", None, "q3"])
        self.assertEqual(lines[1]["error"], {"code": "invalid_query", "message": "the query is empty", "hint": "write a word to search for"})
        self.assertEqual((lines[2]["query"], lines[2]["error"]["message"]), ("no tab", "-:3: expected `id TAB text`"))
        self.assertEqual((code, error.count("newsrank-search: ")), (3, 2))

    def test_lines_of_json_end_at_their_ends_alone(self):
        code, out, _ = search("--db", self.database, "--format", "json", "salt\u2028battery\u2029")
        self.assertEqual((code, len(out.splitlines())), (0, 1))
        self.assertEqual(json.loads(out)["query"], "salt\u2028battery\u2029")

    def test_a_batch_names_its_queries(self):
        batch = "q1\tsalt battery\nq2\tstudio\n"
        rows = list(csv.DictReader(io.StringIO(self.output("--format", "csv", "--batch", "-", "--limit", "2", stdin=batch), newline="")))
        self.assertEqual([row["query_id"] for row in rows], ["q1", "q1", "q2", "q2"])
        lines = self.output("--format", "jsonl", "--batch", "-", "--limit", "1", stdin=batch).splitlines()
        self.assertEqual([json.loads(line)["query"] for line in lines], ["salt battery", "studio"])

    def test_hostile_texts_stay_in_their_cells(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "a.md").write_text(HOSTILE)
            index("--db", folder + "/x.db", folder + "/a.md")
            rows = list(csv.DictReader(io.StringIO(search("--db", folder + "/x.db", "--format", "csv", "bold")[1], newline="")))
            self.assertEqual(len(rows), 1)
            self.assertTrue(rows[0]["title"].startswith("'=cmd"), rows)
            self.assertIn('"quoted"', rows[0]["title"])
            self.assertTrue(rows[0]["topics"].startswith("'-1"))
            for form in ("csv", "tsv", "markdown", "urls", "text", "trec"):
                out = search("--db", folder + "/x.db", "--format", form, "bold")[1]
                self.assertNotRegex(out, r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", form)
            tsv = search("--db", folder + "/x.db", "--format", "tsv", "bold")[1].splitlines()
            self.assertEqual(len({line.count("\t") for line in tsv}), 1)
            markdown = search("--db", folder + "/x.db", "--format", "markdown", "bold")[1].splitlines()[2]
            self.assertIn("\\*bold\\* \\[x\\](y)", markdown)
            self.assertIn("(<https://x.example/a%7Cb>)", markdown)

    def test_filters_are_options(self):
        def total(*arguments):
            return json.loads(self.output("--format", "json", "--limit", "0", *arguments))["total"]["value"]

        for arguments, query in ((["--topic", "Energy Storage"], 'topic:"Energy Storage"'),
                                 (["--topic", "AI", "--topic", "Wind Power"], 'topic:(AI, "Wind Power")'),
                                 (["--provider", "byteledger.example"], "provider:byteledger.example"),
                                 (["--site", "videos.example"], "site:videos.example"),
                                 (["--type", "video"], "type:video"),
                                 (["--since", "2024-03", "--until", "2024-03"], "date:2024-03"),
                                 (["--after", "2024-03", "--before", "2024-04"], "date:2024-03"),
                                 (["--min-quality", "50", "--max-quality", "80"], "quality:50..80"),
                                 (["--published", "true"], "published:true"),
                                 (["--removed", "any"], "removed:any *")):
            expected = total(query)
            self.assertGreater(expected, 0, query)
            self.assertEqual(total(*arguments), expected, query)
        self.assertEqual(total("--topic", "AI", "chip"), total("topic:AI +chip"))
        code, _, error = search("--db", self.database, "--since", "yesterdayish", "x")
        self.assertEqual(code, 2)
        self.assertIn('--since: expected a date', error)

    def test_facets_of_several_choices_show_the_other_values(self):
        def facet(*arguments, field="topic"):
            (found,) = json.loads(self.output("--format", "json", "--limit", "0", "--facet", field + ":50", *arguments))["facets"]
            return found["articles"], {value["label"]: value["count"] for value in found["values"]}

        whole, alone = facet("battery"), facet("battery", "--topic", "Energy Storage", "--topic", "Wind Power", "--no-multi-select")
        self.assertEqual(facet("battery", "--topic", "Energy Storage", "--topic", "Wind Power"), whole)
        self.assertLess(alone[0], whole[0])
        self.assertEqual(alone[0], json.loads(self.output("--format", "json", 'battery topic:("Energy Storage", "Wind Power")'))["total"]["value"])
        # Ranges are what one looks at.
        self.assertEqual(set(facet("--since", "2023", "--until", "2023", field="year")[1]), {"2023"})
        out = self.output("--limit", "0", "--facet", "topic:1", "--topic", "Wind Power", "battery")
        self.assertRegex(out, rf"\n\ntopic\n\* .*Wind Power\n  .*more values\n  of {whole[0]} articles, without the filter by topic\n$")

    def test_facets_of_no_match_are_not_shown(self):
        for arguments in (["--facet", "topic"], ["--timeline"], ["--facet", "date", "--facet", "provider", "--timeline"]):
            self.assertEqual(self.output("--no-correct", *arguments, "zzzzzz"), "No articles found.\n")

    def test_columns_of_a_run_hold_no_blanks(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "a.md").write_text('---\ntitle: "odd"\nwebUrl: "https://x.example/é"\n---\n', encoding="utf-8")
            self.assertEqual(index("--db", folder + "/x.db", folder + "/a.md"), 0)
            code, out, _ = search("--db", folder + "/x.db", "--format", "trec", "--batch", "-", stdin="my\x1b q\todd\n")
            self.assertEqual((code, out.count("\n"), len(out.split())), (0, 1, 6))
            self.assertTrue(out.startswith("my%1B%20q Q0 https://x.example/é 1 "), out)

    def test_facets_and_timelines_count_the_matches(self):
        out = self.output("--limit", "0", "--facet", "topic:2", "--facet", "date", "--timeline", "battery")
        self.assertRegex(out, r"(?m)^topic\n  \d+  \S.*\n  \d+  \S.*\n  \d+ more values?$")
        self.assertRegex(out, r"(?m)^  \d+  2023\n    \d+  2023-10$")
        self.assertRegex(out, r"(?m)^2023-12  0$")
        found = json.loads(self.output("--format", "json", "--limit", "0", "--facet", "topic:2", "battery"))["facets"]
        self.assertEqual([len(facet["values"]) for facet in found], [2])
        for wrong in (["--facet", "titel"], ["--facet", "topic:0"], ["--facet", "topic:x"], ["--facet", "topic", "--format", "csv"]):
            code, _, error = search("--db", self.database, *wrong, "x")
            self.assertEqual(code, 2, wrong)
            self.assertTrue(error)

    def test_pages_are_offsets(self):
        self.assertEqual(self.output("--page", "3", "-n", "2", "energy city"), self.output("--offset", "4", "-n", "2", "energy city"))
        for wrong in (["--page", "0"], ["--page", "1", "--offset", "1"], ["--page", "x"], ["--page", "99999", "-n", "99999"]):
            self.assertEqual(search("--db", self.database, *wrong, "x")[0], 2, wrong)


if __name__ == "__main__":
    unittest.main(verbosity=1)
