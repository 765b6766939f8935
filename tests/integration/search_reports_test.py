#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""newsrank-search for readers who are not there: reports, feeds, what is new since the last time, and saved queries.

Environment: as programs.py.
"""
import csv
import io
import json
import pathlib
import unittest
import xml.etree.ElementTree

from newsrank_page import Outline
from programs import SampleCase, index, search

ATOM = "{http://www.w3.org/2005/Atom}"


class ReportTest(SampleCase):
    def test_queries_are_compared_by_their_counts(self):
        def total(*arguments):
            return json.loads(self.output("--format", "json", "--limit", "0", *arguments))["total"]["value"]

        text = self.output("--compare", "salt", "--compare", "battery", "--facet", "topic:2", "--timeline=year")
        self.assertTrue(text.startswith("A  salt\nB  battery\n\n"), text)
        self.assertRegex(text, rf"(?m)^articles +{total('salt')} +{total('battery')}$")
        self.assertRegex(text, r"(?m)^year\n(  \d{4} +\d+ +[\d.]+% +\d+ +[\d.]+%\n)+")
        rows = list(csv.DictReader(io.StringIO(self.output("--compare", "salt", "--compare", "battery", "--facet", "topic:3", "--facet", "month:2",
                                                           "--facet", "quality", "--format", "csv"), newline="")))
        self.assertEqual((rows[0]["facet"], rows[0]["salt"], rows[0]["battery"]), ("", str(total("salt")), str(total("battery"))))
        fields = {"topic": "topic", "month": "date", "quality": "quality"}
        for row in rows[1:]:
            for query in ("salt", "battery"):
                self.assertEqual(int(row[query]), total(f'{query} {fields[row["facet"]]}:"{row["value"]}"'), row)
        both = [json.loads(line) for line in self.output("energy", "--compare", "salt", "--compare", "type:video", "--format", "json").splitlines()]
        self.assertEqual([(each["query_id"], each["total"]["value"]) for each in both],
                         [("A", total("energy salt")), ("B", total("energy type:video"))])
        for wrong in (["--compare", "salt"], ["--compare", "a", "--compare", "b", "--format", "trec"], ["--compare", "a", "--compare", "b", "-i"]):
            self.assertEqual(search("--db", self.database, *wrong)[0], 2, wrong)

    def test_bars_are_of_ascii_in_locale_c(self):
        plain = search("--db", self.database, "--limit", "0", "--timeline", "battery", environment={"LC_ALL": "C"})[1]
        other = search("--db", self.database, "--limit", "0", "--timeline", "battery", environment={"LC_ALL": "C.UTF-8"})[1]
        self.assertIn("█", other)
        self.assertEqual(plain, other.replace("█", "#"))

    def test_a_report_is_one_file_that_needs_no_other(self):
        text = self.output("--format", "html", "--topic", "Energy Storage", "--explain", "salt battery")
        page = Outline(text)
        self.assertEqual(page.errors, [])
        self.assertEqual(page.all("script") + page.all("link") + page.all("img"), [])
        self.assertTrue(all(each["href"].startswith("http") for each in page.all("a")))
        self.assertIn("topic: Energy Storage", page.words)
        self.assertTrue(page.all("mark"))
        self.assertGreaterEqual(len(page.all("figure")), 3)
        self.assertEqual(len(page.all("article")), len(json.loads(self.output("--format", "json", "--topic", "Energy Storage", "salt battery"))["hits"]))

    def test_feeds(self):
        urls = self.output("--format", "urls", "--sort", "date", "battery").split()
        atom = xml.etree.ElementTree.fromstring(self.output("--format", "atom", "--sort", "date", "battery").encode())
        self.assertEqual([each.find(ATOM + "link").get("href") for each in atom.iter(ATOM + "entry")], urls)
        rss = xml.etree.ElementTree.fromstring(self.output("--format", "rss", "--sort", "date", "battery").encode())
        self.assertEqual([each.find("link").text for each in rss.iter("item")], urls)
        feed = json.loads(self.output("--format", "jsonfeed", "--sort", "date", "battery"))
        self.assertEqual([each["url"] for each in feed["items"]], urls)

    def test_one_document_is_one_query(self):
        code, _, error = search("--db", self.database, "--format", "html", "--batch", "-", stdin="1\tbattery\n")
        self.assertEqual(code, 2)
        self.assertIn("--batch", error)


class UnseenTest(SampleCase):
    def setUp(self):
        self.file = self.folder / f"{self.id()}.txt"

    def urls(self, *arguments):
        return self.output("--format", "urls", "--unseen", self.file, *arguments).split()

    def test_nothing_is_shown_twice(self):
        everything = self.output("--format", "urls", "-n", 1000, "battery OR moon OR ai").split()
        shown = []
        while page := self.urls("-n", 7, "battery OR moon OR ai"):
            self.assertLessEqual(len(page), 7)
            shown += page
        self.assertEqual(shown, everything)
        self.assertTrue(self.file.read_text().startswith("# newsrank: articles that were shown\n"))
        self.assertEqual(list(self.folder.glob("*.tmp")), [])

    def test_peeking_records_nothing(self):
        first = self.urls("--peek", "-n", 3, "battery")
        self.assertEqual(self.urls("--peek", "-n", 3, "battery"), first)
        self.assertFalse(self.file.exists())
        self.assertEqual(self.urls("-n", 3, "battery"), first)
        self.assertNotEqual(self.urls("-n", 3, "battery"), first)

    def test_an_article_that_comes_later_is_new_whatever_its_date(self):
        database, articles = self.folder / "later.db", self.folder / "later"
        articles.mkdir()
        article = "---\ntitle: Wombat {0}\nwebUrl: https://wombat.example/{0}\npublishedDateTime: {1}\n---\n"
        (articles / "1.md").write_text(article.format(1, "2024-05-01T00:00:00Z"))
        self.assertEqual(index("--db", database, articles), 0)
        arguments = ["--db", database, "--format", "urls", "--unseen", self.file, "--exit-code", "wombat"]
        self.assertEqual(search(*arguments)[:2], (0, "https://wombat.example/1\n"))
        self.assertEqual(search(*arguments)[:2], (1, ""))
        (articles / "2.md").write_text(article.format(2, "2001-01-01T00:00:00Z"))
        self.assertEqual(index("--db", database, articles), 0)
        self.assertEqual(search(*arguments)[:2], (0, "https://wombat.example/2\n"))

    def test_text_says_how_many_are_new(self):
        self.urls("-n", 2, "battery")
        self.assertRegex(self.output("--unseen", self.file, "-n", 100, "battery"), r"\d+ articles found")
        self.assertIn("No articles found", self.output("--unseen", self.file, "-n", 100, "battery"))

    def test_other_files_are_left_alone(self):
        self.file.write_text("my notes\n")
        code, _, error = search("--db", self.database, "--unseen", self.file, "battery")
        self.assertEqual((code, self.file.read_text()), (2, "my notes\n"))
        self.assertIn("is not a file of --unseen", error)

    def test_what_does_not_go_together(self):
        for arguments in (["--peek"], ["--unseen", self.file, "--page", 2], ["--unseen", self.file, "--complete"]):
            self.assertEqual(search("--db", self.database, *arguments, "battery")[0], 2)


class ExitCodeTest(SampleCase):
    def test_one_means_nothing_found(self):
        for query, code in (("battery", 0), ("topic:nothing-of-that-name", 1)):
            self.assertEqual(search("--db", self.database, "--exit-code", query)[0], code)
            self.assertEqual(search("--db", self.database, query)[0], 0)


class SavedTest(SampleCase):
    def test_a_name_stands_for_its_query(self):
        configuration = self.folder / "saved.yaml"
        configuration.write_text("saved: {energy: 'battery OR wind', 'moon': moon}\n")
        saved = lambda *arguments: self.output("--config", configuration, "--format", "urls", *arguments)
        self.assertEqual(saved("@energy"), self.output("--format", "urls", "battery OR wind"))
        self.assertEqual(saved("@energy", "+salt"), self.output("--format", "urls", "(battery OR wind) +salt"))
        self.assertEqual(self.output("--format", "urls", "--saved", "e=battery", "@e"), self.output("--format", "urls", "battery"))
        shown = search("--config", configuration, "--show-config")[1]
        self.assertIn("saved: {energy: 'battery OR wind', moon: moon}", shown)

    def test_mistakes_are_said(self):
        configuration = self.folder / "wrong.yaml"
        for text in ("saved: [a, b]\n", "saved: {a: [b]}\n", "saved: {'a b': c}\n", "saved: text\n"):
            configuration.write_text(text)
            code, _, error = search("--db", self.database, "--config", configuration, "battery")
            self.assertEqual((code, "expected a name and a query" in error), (2, True), error)


if __name__ == "__main__":
    unittest.main(verbosity=1)
