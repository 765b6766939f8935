#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs newsrank-search on the sample articles, and on the real collections if present, and checks what it prints.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SAMPLE, the sample articles; NEWSRANK_CORPORA, the
folder of real collections (optional).
"""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
SAMPLE = os.environ["NEWSRANK_SAMPLE"]
CORPORA = pathlib.Path(os.environ.get("NEWSRANK_CORPORA", "/nonexistent"))

ARTICLE = """---
title: "{title}"
excerpt: "{excerpt}"
webUrl: "{url}"
quality: {quality}
publishedDateTime: 2024-01-0{day}T00:00:00Z
---
"""


def run(*arguments, cwd=None, stdin=None, environment=None):
    done = subprocess.run([SEARCH, *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, text=True, timeout=120,
                          env={**os.environ, **(environment or {})})
    return done.returncode, done.stdout, done.stderr


def index(source, database):
    done = subprocess.run([INDEX, "--quiet", "--db", database, source], capture_output=True, text=True, timeout=300)
    return done.returncode


class SampleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.database = str(pathlib.Path(cls.temporary.name) / "newsrank.db")
        assert index(SAMPLE, cls.database) == 0

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def json(self, *arguments):
        code, out, _ = run("--db", self.database, "--format", "json", *arguments)
        self.assertEqual(code, 0)
        return json.loads(out)

    def test_finds_the_database_in_the_current_folder(self):
        code, out, _ = run("cloudforge", cwd=self.temporary.name)
        self.assertEqual(code, 0)
        self.assertIn("CloudForge", out)

    def test_copies_of_a_story_are_folded_under_the_best(self):
        hits = self.json("cloudforge low-code studio")["hits"]
        self.assertEqual(hits[0]["url"], "https://www.harbourgazette.example/2024/03/cloudforge-opens-low-code-studio")
        self.assertEqual(len(hits[0]["copies"]), 4)
        self.assertEqual(len({copy["provider"]["domain"] for copy in hits[0]["copies"]}), 4)
        self.assertNotIn(hits[0]["copies"][0]["url"], [hit["url"] for hit in hits])
        _, text, _ = run("--db", self.database, "cloudforge low-code studio")
        self.assertRegex(text, r"\+4 more from Circuit Courier, Northlight Wire, Metro Kiosk, Press Pipe")
        alone = self.json("--no-group", "cloudforge low-code studio")["hits"]
        self.assertEqual([hit["copies"] for hit in alone], [[]] * 10)
        trec = run("--db", self.database, "--format", "trec", "cloudforge low-code studio")[1].splitlines()
        self.assertEqual([line.split()[2] for line in trec], [hit["url"] for hit in alone])

    def test_finds_articles_like_one_of_the_index_or_a_file(self):
        url = "https://www.harbourgazette.example/2024/03/cloudforge-opens-low-code-studio"
        by_address = self.json("--like", url)["hits"]
        self.assertIn("CloudForge", by_address[0]["title"])
        everywhere = [hit["url"] for hit in by_address] + [copy["url"] for hit in by_address for copy in hit["copies"]]
        self.assertNotIn(url, everywhere)
        name = pathlib.Path(SAMPLE) / "2024-03-05-cloudforge-opens-low-code-studio.md"
        by_file = self.json("--like", name)["hits"]
        self.assertIn("CloudForge", by_file[0]["title"])
        filtered = self.json("--like", url, "provider:byteledger.example")["hits"]
        self.assertEqual({hit["provider"]["domain"] for hit in filtered}, {"byteledger.example"})
        for wrong in ("https://nowhere.example/", "/nonexistent/file.md"):
            code, _, error = run("--db", self.database, "--like", wrong)
            self.assertEqual(code, 2)
            self.assertIn("hint: ", error)

    def test_text_is_readable_at_80_columns_and_plain_in_a_pipe(self):
        _, out, _ = run("--db", self.database, "cloudforge", "studio")
        self.assertNotIn("\x1b", out)
        for line in out.splitlines():
            if "https://" not in line:
                self.assertLessEqual(len(line), 80, line)
        self.assertRegex(out, r"(?m)^ 1\. ")
        self.assertRegex(out, r"\d+ articles found; (1 other holds|\d+ others hold) some of the words\.")
        _, out, _ = run("--db", self.database, "--any", "cloudforge", "studio")
        self.assertRegex(out, r"\d+ articles found, \d+ with every word in \d+ stories\.")

    def test_a_short_first_page_is_filled_with_what_holds_some_of_the_words(self):
        answer = self.json("cloudforge studio")
        also = [hit["also"] for hit in answer["hits"]]
        self.assertTrue(any(also))
        self.assertFalse(all(also))
        self.assertEqual(answer["total"]["all_words"], answer["total"]["value"])
        articles = sum(1 + len(hit["copies"]) for hit in answer["hits"] if not hit["also"])
        self.assertEqual(articles, answer["total"]["value"])
        _, text, _ = run("--db", self.database, "cloudforge studio")
        self.assertEqual(text.count("\n    also · "), sum(also))
        # The second page has nothing that was not found.
        self.assertEqual(self.json("--page", "2", "cloudforge studio")["hits"], [])
        # Facets count what is found.
        facets = self.json("--facet", "provider", "cloudforge studio")["facets"]
        self.assertEqual(facets[0]["articles"], answer["total"]["value"])

    def test_json_has_the_documented_shape(self):
        answer = self.json("--limit", "3", "battery")
        self.assertEqual(answer["schema_version"], 1)
        self.assertEqual(answer["query"], "battery")
        self.assertEqual(set(answer["total"]), {"value", "exact", "all_words"})
        self.assertEqual([hit["rank"] for hit in answer["hits"]], [1, 2, 3])
        wanted = {"rank", "score", "relevance", "quality_factor", "id", "url", "title", "excerpt", "topics", "provider", "category",
                  "type", "quality", "heat", "published", "published_at"}
        for hit in answer["hits"]:
            self.assertLessEqual(wanted, set(hit))
            self.assertEqual(set(hit["provider"]), {"name", "domain"})
            self.assertAlmostEqual(hit["score"], hit["relevance"] * hit["quality_factor"] * hit["recency_factor"], delta=1e-9 * hit["score"])
        self.assertEqual(answer["diagnostics"], [])

    def test_pages_are_parts_of_one_order(self):
        whole = [hit["id"] for hit in self.json("--any", "--limit", "40", "power energy city")["hits"]]
        pages = []
        for offset in range(0, 40, 7):
            pages += [hit["id"] for hit in self.json("--any", "--limit", "7", "--offset", str(offset), "power energy city")["hits"]]
        self.assertEqual(pages[:len(whole)], whole)
        self.assertEqual(len(set(whole)), len(whole))

    def test_quality_weight_and_sorting(self):
        by_relevance = self.json("--quality-weight", "0", "battery")["hits"]
        self.assertTrue(all(hit["quality_factor"] == 1 for hit in by_relevance))
        for order, value in (("quality", "quality"), ("date", "published_at"), ("heat", "heat")):
            values = [hit[value] for hit in self.json("--sort", order, "--limit", "50", "the city energy")["hits"]]
            known = [each for each in values if each is not None]
            self.assertEqual(known, sorted(known, reverse=True), order)
            self.assertEqual(values, known + [None] * (len(values) - len(known)), order)

    def test_explanations_add_up_to_the_score(self):
        for query in ("cloudforge low-code studio", '"low-code studio" OR battery', "how the new salt battery stores wind power in the grid",
                      "title:battery energ*", "topic:5G mast^2"):
            hits = self.json("--explain", "--limit", "20", "--recency-weight", ".5", "--now", "2025-06-01", query)["hits"]
            self.assertTrue(hits, query)
            for hit in hits:
                why = hit["explanation"]
                self.assertAlmostEqual(sum(term["contribution"] for term in why["terms"]) or why["relevance"], why["relevance"],
                                       delta=1e-9 * why["relevance"], msg=(query, why))
                self.assertAlmostEqual(why["relevance"] * why["quality_factor"] * why["recency_factor"], hit["score"],
                                       delta=1e-9 * hit["score"])
            self.assertTrue(all(hit["explanation"]["above_next"] for hit in hits[:-1]))
            self.assertEqual(hits[-1]["explanation"]["above_next"], "")

    def test_fields_and_operators(self):
        every = self.json("--limit", "0", "*")["total"]
        self.assertEqual(every, {"value": 105, "exact": True, "all_words": 105})
        self.assertEqual(self.json("removed:any *")["total"]["value"], 107)
        videos = self.json("--limit", "100", "type:video")["hits"]
        self.assertTrue(videos and all(hit["type"] == "video" for hit in videos))
        both = self.json("battery AND grid")["total"]["value"]
        self.assertEqual(self.json("--all", "battery grid")["total"]["value"], both)
        self.assertEqual(self.json("battery grid")["total"], {"value": both, "exact": True, "all_words": both})
        either = self.json("--any", "battery grid")["total"]
        self.assertLess(both, either["value"])
        self.assertEqual(either["all_words"], both)
        self.assertEqual(self.json("battery -grid")["total"]["value"], self.json("battery")["total"]["value"] - both)
        self.assertTrue(all("studio" in hit["title"].lower() for hit in self.json("title:studio")["hits"]))

    def test_trec_runs_are_in_strict_order(self):
        code, out, _ = run("--db", self.database, "--batch", "-", "--format", "trec", "--limit", "30", stdin="q1\tbattery grid\nq2\tstudio\n")
        self.assertEqual(code, 0)
        last = {}
        for line in out.splitlines():
            query, q0, url, rank, score, tag = line.split(" ")
            self.assertEqual((q0, tag), ("Q0", "newsrank"))
            self.assertTrue(url.startswith("https://"))
            self.assertLess(float(score), last.get(query, float("inf")))
            last[query] = float(score)
        self.assertEqual(set(last), {"q1", "q2"})

    def test_a_ten_line_program_searches_with_the_library(self):
        done = subprocess.run([os.environ["NEWSRANK_TEN_LINES"], self.database, "cloudforge studio"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([line.split(" ", 1)[1] for line in done.stdout.splitlines()],
                         [hit["title"] for hit in self.json("cloudforge studio")["hits"]])
        failed = subprocess.run([os.environ["NEWSRANK_TEN_LINES"], self.temporary.name + "/nothing"], capture_output=True, text=True)
        self.assertEqual(failed.returncode, 1)

    def test_exit_codes(self):
        table = [
            (["--db", self.database, "qqqqzzzz"], 0),
            ([], 2),
            (["--db", self.database], 2),
            (["--limit", "many", "x"], 2),
            (["--db", self.database, "--now", "yesterday", "x"], 2),
            (["--db", self.database, "--half-life", "soon", "x"], 2),
            (["--db", self.database, "--profile", "unknown", "x"], 2),
            (["--db", self.database, ""], 3),
            (["--db", self.database, "--strict", "titel:battery"], 3),
            (["--db", self.temporary.name + "/nothing", "x"], 4),
            (["--db", SAMPLE, "x"], 4),
            (["--help"], 0),
            (["--version"], 0),
        ]
        for arguments, expected in table:
            code, out, err = run(*arguments)
            self.assertEqual(code, expected, (arguments, out, err))
            if expected > 0:
                self.assertTrue(err, arguments)

    def test_a_bad_batch_line_costs_that_line(self):
        code, out, err = run("--db", self.database, "--batch", "-", "--format", "trec", stdin="no tab\nq\tbattery\n")
        self.assertEqual(code, 2)
        self.assertIn("-:1:", err)
        self.assertTrue(out.startswith("q Q0 "))

    def test_a_profile_file_is_used(self):
        path = pathlib.Path(self.temporary.name) / "mine.yaml"
        path.write_text("base: prose\nname: mine\nk1: 1.5\n")
        answer = self.json("--profile", str(path), "battery")
        self.assertEqual(answer["profile"], "mine")
        path.write_text("k1: 1\nwrong: 2\n")
        code, _, err = run("--db", self.database, "--profile", str(path), "battery")
        self.assertEqual(code, 2)
        self.assertIn("line 2", err)


class HostileTest(unittest.TestCase):
    def test_terminal_output_has_no_controls_from_the_data(self):
        with tempfile.TemporaryDirectory() as folder:
            text = ARTICLE.format(title="Bell \\a \\e[31mred\\e[0m \\u202Eback", excerpt="line\\u009B2Jend", url="https://x.example/1",
                                  quality=1, day=1)
            pathlib.Path(folder, "a.md").write_text(text)
            database = folder + "/db"
            self.assertIn(index(folder + "/a.md", database), (0, 5))
            code, out, _ = run("--db", database, "bell")
            self.assertEqual(code, 0)
            self.assertIn("Bell", out)
            self.assertIsNone(re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out))

    def test_several_databases_are_one(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, url in (("a", "https://x.example/1"), ("b", "https://x.example/2")):
                pathlib.Path(folder, name).mkdir()
                pathlib.Path(folder, name, "a.md").write_text(ARTICLE.format(title="Storm " + name, excerpt="rain", url=url, quality=5, day=2))
                self.assertEqual(index(f"{folder}/{name}", f"{folder}/{name}.db"), 0)
            code, out, _ = run("--db", f"{folder}/a.db", "--db", f"{folder}/b.db", "--format", "json", "storm")
            self.assertEqual(code, 0)
            self.assertEqual({hit["title"] for hit in json.loads(out)["hits"]}, {"Storm a", "Storm b"})


@unittest.skipUnless((CORPORA / "diablo4").is_dir(), "the real collections are not here")
class CorporaTest(unittest.TestCase):
    def test_sensible_queries_find_something_in_every_format(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, queries in (("diablo4", ["necromancer build", '"release date"', "provider:ign.com beta"]),
                                  ("powerapps", ["low-code governance", "title:portal", 'topic:"Power Apps" AND teams'])):
                database = f"{folder}/{name}.db"
                self.assertIn(index(CORPORA / name, database), (0, 5))
                for query in queries:
                    for form in ("text", "json", "trec"):
                        code, out, err = run("--db", database, "--format", form, query)
                        self.assertEqual((code, err), (0, ""), query)
                        self.assertNotIn("No articles", out)
                        self.assertTrue(out, query)


if __name__ == "__main__":
    unittest.main(verbosity=1)
