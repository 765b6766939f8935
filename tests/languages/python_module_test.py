#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests the Python module on the shared library, also as pip installs it.

Environment: NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_LIBRARY, the shared library.
"""
import asyncio
import dataclasses
import datetime
import os
import pathlib
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

import documentation

MODULE = documentation.ROOT / "searcher" / "python"
sys.dont_write_bytecode = True
sys.path.insert(0, str(MODULE))

import newsrank  # noqa: E402

UTC = datetime.timezone.utc
ARTICLES = [
    newsrank.Article(url="https://a.example/1", title="Salt battery switched on", body="Molten salt stores heat.", topics=["Energy"],
                     provider=newsrank.Provider("The Gazette", "a.example"), quality=80, language="en",
                     published_at=datetime.datetime(2024, 3, 5, 8, 30, tzinfo=UTC)),
    newsrank.Article(url="https://b.example/2", title="Battery recycling grows", topics=["Energy", "Recycling"], heat=3, published=True),
    newsrank.Article(url="https://b.example/3", title="Ünïcode — 電池", published_at=datetime.datetime(2023, 1, 2)),
]


class PythonModuleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.database = self.folder / "my.db"
        with newsrank.open_writer(self.database) as writer:
            for article in ARTICLES:
                writer.put(article)
            self.assertEqual(len(writer), 3)

    def test_hits_are_objects(self):
        with newsrank.open_searcher(self.database) as searcher:
            response = searcher.search("battery", limit=1)
            self.assertEqual(response.total, newsrank.Total(2, True, 2))
            self.assertEqual(response.missing, [])
            hit = response[0]
            self.assertEqual([hit], list(response))
            self.assertEqual(hit.title, "Salt battery switched on")
            self.assertEqual(hit.provider.domain, "a.example")
            self.assertEqual(hit.published_at, ARTICLES[0].published_at)
            self.assertEqual(hit.rank, 1)
            self.assertAlmostEqual(hit.score, hit.relevance * hit.quality_factor)
            self.assertEqual(hit.raw["quality"], 80)
            self.assertEqual(len(searcher), 3)

    def test_options_of_a_search(self):
        searcher = newsrank.open_searcher(self.database)
        found = lambda *arguments, **options: [hit.url[-1] for hit in searcher.search(*arguments, **options)]  # noqa: E731
        self.assertEqual(found("battery", offset=1), ["2"])
        self.assertEqual(found("salt battery", limits={"max_bytes": 4}), ["1"])
        self.assertEqual(found(filters={"topic": ["Recycling"]}), ["2"])
        self.assertEqual(found(filters={"topic": "Recycling"}), ["2"])
        self.assertEqual(searcher.search("battery", facets="topic").facets[0].field, "topic")
        self.assertEqual(found("battery recycling", require_all=True), ["2"])
        self.assertEqual(found("*", sort="date"), ["1", "3", "2"])
        self.assertEqual(found("date:1d", now=datetime.datetime(2024, 3, 5, 12)), ["1"])
        self.assertEqual(found("accumulator", synonyms=[["accumulator", "battery"]], plain=True, correct=False), ["1", "2"])
        self.assertEqual(found(like=searcher.search("salt")[0]), ["2"])
        self.assertIn("explanation", searcher.search("battery", explain=True, profile={"k1": 1})[0].raw)
        facet = searcher.search("battery", facets=["topic", {"field": "year", "limit": 1}]).facets[0]
        self.assertEqual([(value.label, value.count) for value in facet.values], [("Energy", 2), ("Recycling", 1)])
        snippets = searcher.search("salt stored unicode", snippets={"fields": ["body"]})
        self.assertEqual({hit.url[-1]: (hit.snippets.title.marked(), [fragment.marked("<", ">") for fragment in hit.snippets.fragments])
                          for hit in snippets},
                         {"1": ("*Salt* battery switched on", ["Molten <salt> <stores> heat."]), "3": ("*Ünïcode* — 電池", [])})
        self.assertEqual(searcher.search("batery").suggestion, "battery")

    def test_articles_come_back_whole(self):
        searcher = newsrank.open_searcher(self.database)
        for article in ARTICLES:
            found = searcher.find(article.url)
            self.assertEqual((found.title, found.body, found.topics, found.quality, found.heat, found.published),
                             (article.title, article.body, article.topics, article.quality, article.heat, article.published))
        self.assertIsNone(searcher.find("https://a.example/none"))

    def test_members_of_later_versions_are_passed_over(self):
        with newsrank.open_searcher(self.database) as searcher:
            data = dict(searcher.search("salt").hits[0].raw)
        data["provider"] = {**data["provider"], "later": 1}
        data["copies"] = [{"id": "i", "url": "u", "provider": data["provider"], "score": 1.0, "later": 1}]
        hit = newsrank.Hit.from_json({**data, "later": 1})
        self.assertEqual(hit.provider, newsrank.Provider("The Gazette", "a.example"))
        self.assertEqual(hit.copies[0].provider, hit.provider)

    def test_articles_have_the_members_of_the_library(self):
        with newsrank.open_searcher(self.database) as searcher:
            names = set(searcher.search("salt").hits[0].raw)
        article = {member.name for member in dataclasses.fields(newsrank.Article)}
        self.assertEqual(article - names, {"body", "fields"})  # this index has none of its own
        self.assertEqual(names - {member.name for member in dataclasses.fields(newsrank.Hit)}, set())
        header = (documentation.ROOT / "include/newsrank/newsrank.h").read_text()
        for name in article:
            self.assertIn(f"`{name}`", header)

    def test_fields_of_an_index_s_own(self):
        path = self.folder / "own.db"
        declared = [{"name": "author", "facetable": True}, {"name": "price", "kind": "number", "sortable": True},
                    {"name": "released", "kind": "date"}, {"name": "sold", "kind": "flag"}]
        with newsrank.open_writer(path, fields=declared) as writer:
            writer.put(newsrank.Article(id="1", title="Book", fields={
                "author": ["Jane Doe"], "price": 2, "released": datetime.datetime(2024, 5, 3), "sold": True}))
            writer.put({"id": "2", "title": "Book", "fields": {"author": "John Roe", "price": 7.5}})
            writer.update("2", fields={"author": ["John Roe", "Jane Doe"], "price": 1})
        with newsrank.open_searcher(path) as searcher:
            hit = searcher.search('author:"jane doe" price:2.. sold:true').hits[0]
            self.assertEqual(hit.fields, {"author": ["Jane Doe"], "price": 2.0, "released": "2024-05-03T00:00:00Z", "sold": True})
            self.assertEqual([hit.id for hit in searcher.search("book", sort_field="price", ascending=True)], ["2", "1"])
            values = searcher.search("book", facets="author").facets[0].values
            self.assertEqual([(value.value, value.count) for value in values], [("Jane Doe", 2), ("John Roe", 1)])
        for wrong in ([{"name": "title"}], [{"name": "author", "kind": "word"}], [{"kind": "text"}], [{"nam": "author"}]):
            self.assertRaises(newsrank.Error, lambda: newsrank.open_writer(self.folder / "wrong.db", fields=wrong))

    def test_completion(self):
        completions = newsrank.open_searcher(self.database).complete("batt")
        self.assertIn("battery", completions.queries)
        self.assertIn("Battery recycling grows", [title.title for title in completions.titles])

    def test_errors_are_exceptions_with_hints(self):
        with self.assertRaises(newsrank.Error) as caught:
            newsrank.open_searcher(self.folder / "none.db")
        self.assertEqual(caught.exception.code, "index_not_found")
        self.assertTrue(caught.exception.hint)
        self.assertIn(caught.exception.message, str(caught.exception))
        searcher = newsrank.open_searcher(self.database)
        for call, kind in [(lambda: searcher.search(""), newsrank.Error), (lambda: searcher.search("a\0b"), ValueError),
                           (lambda: searcher.search("a", limit=-1), newsrank.Error), (lambda: searcher.find("http://"), newsrank.Error),
                           (lambda: newsrank.open_searcher(), newsrank.Error)]:
            self.assertRaises(kind, call)
        searcher.close()
        searcher.close()
        self.assertRaises(ValueError, lambda: searcher.search("battery"))

    def test_a_writer_commits_what_ends_well(self):
        with self.assertRaises(KeyError), newsrank.open_writer(self.database) as writer:
            writer.remove(ARTICLES[0].url)
            raise KeyError
        searcher = newsrank.open_searcher(self.database, timeout=1.5)
        self.assertEqual(len(searcher), 3)
        with newsrank.open_writer(self.database, create=False) as writer:
            writer.remove(ARTICLES[0].url)
            with self.assertRaises(newsrank.Error) as caught:
                newsrank.open_writer(self.database)
            self.assertEqual(caught.exception.code, "index_locked")
        searcher.refresh()
        self.assertEqual(len(searcher), 2)

    def test_an_update_keeps_what_it_does_not_name(self):
        with newsrank.open_searcher(self.database) as searcher:
            hit = searcher.search("salt")[0]
        with newsrank.open_writer(self.database) as writer:
            with self.assertRaises(TypeError):
                writer.put(dataclasses.replace(hit, quality=50))
            day = datetime.datetime(2024, 1, 1)
            self.assertTrue(writer.update(hit.id, quality=50, published_at=day, provider=newsrank.Provider("New"), topics=None))
            self.assertFalse(writer.update("none", quality=50))
            for changes in ({"rank": 3}, {"topics": "AI"}, {"title": ""}, {"id": "other"}):
                self.assertRaises(newsrank.Error, lambda: writer.update(hit.id, **changes))
            changed = writer.find(hit.id)
            self.assertIsNone(writer.find("none"))
        self.assertEqual(changed, newsrank.open_searcher(self.database).find(hit.id))
        self.assertEqual(changed, dataclasses.replace(ARTICLES[0], id=hit.id, quality=50, topics=[], provider=newsrank.Provider("New"),
                                                      published_at=day.replace(tzinfo=UTC)))

    def test_any_text_is_an_identity(self):
        path = self.folder / "records.db"
        writer = newsrank.open_writer(path)
        self.assertEqual(len(newsrank.open_searcher(path)), 0)
        with writer:
            writer.put(newsrank.Article(id="42", title="A record"))
            writer.put(newsrank.Article(id="urn:isbn:9780141036144", title="A book", url="https://books.example/1"))
        searcher = newsrank.open_searcher(path)
        self.assertEqual([(hit.id, hit.url) for hit in searcher.search("record")], [("42", "")])
        self.assertEqual(searcher.find("42").title, "A record")
        self.assertEqual([hit.id for hit in searcher.search("site:books.example")], ["urn:isbn:9780141036144"])

    def test_the_life_of_an_index(self):
        copy = self.folder / "copy.db"
        with newsrank.open_writer(self.database) as writer:
            self.assertEqual(writer.remove_matching("recycling", filters={"topic": "Energy"}), 1)
            self.assertRaises(newsrank.Error, lambda: writer.remove_matching("titel:salt"))
            writer.commit("line 7")
            self.assertRaises(newsrank.Error, lambda: newsrank.compact(self.database))
            self.assertEqual(newsrank.backup(self.database, copy)["articles"], 2)
        searcher = newsrank.open_searcher(copy)
        self.assertEqual(searcher.payload(), "line 7")
        self.assertEqual({article.title: article.body for article in searcher.articles()},
                         {ARTICLES[0].title: ARTICLES[0].body, ARTICLES[2].title: ""})
        self.assertEqual(newsrank.compact(copy)["articles"], 2)
        self.assertTrue(newsrank.check(copy)["sound"])
        self.assertEqual(newsrank.stats(copy)["articles"], 2)
        with newsrank.open_writer(copy) as writer:
            self.assertEqual(writer.payload(), "line 7")

    def test_many_articles_and_dictionaries(self):
        with newsrank.open_writer(self.folder / "many.db") as writer:
            rows = ({"id": str(number), "title": f"Record {number}", "published_at": datetime.datetime(2024, 1, 1)} for number in range(5))
            self.assertEqual(writer.put_many(rows), 5)
            with self.assertRaises(newsrank.Error):
                writer.put_many([newsrank.Article(id="6", title="Six"), {"id": "7", "title": "Seven", "colour": "red"}])
        self.assertEqual(len(newsrank.open_searcher(self.folder / "many.db")), 6)

    def test_rows_and_chosen_fields(self):
        searcher = newsrank.open_searcher(self.database)
        row = searcher.search("salt").to_dicts()[0]
        self.assertEqual((row["rank"], row["title"], row["provider"], row["domain"], row["topics"]),
                         (1, "Salt battery switched on", "The Gazette", "a.example", ["Energy"]))
        hit = searcher.search("salt", fields=["body", "quality"])[0]
        self.assertEqual((hit.body, hit.quality, hit.title, hit.id), (ARTICLES[0].body, 80, "", "https://a.example/1"))
        self.assertEqual(set(hit.raw) & {"body", "title", "url", "provider"}, {"body"})
        hit = searcher.search("salt", fields="title", snippets={})[0]
        self.assertEqual((hit.body, hit.excerpt, hit.snippets.title.marked()), ("", "", "*Salt* battery switched on"))
        self.assertRaises(newsrank.Error, lambda: searcher.search("salt", fields=["titel"]))

    def test_values_and_errors_are_pickled(self):
        searcher = newsrank.open_searcher(self.database)
        response = searcher.search("salt", snippets={}, facets="topic")
        self.assertEqual(pickle.loads(pickle.dumps(response)), response)
        with self.assertRaises(newsrank.Error) as caught:
            searcher.search("")
        again = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual((again.code, again.hint, str(again)), ("invalid_query", caught.exception.hint, str(caught.exception)))

    def test_searches_run_side_by_side_on_asyncio(self):
        async def work():
            async with newsrank.AsyncSearcher(self.database, threads=2) as searcher:
                found = await asyncio.gather(*(searcher.search("battery", limit=1) for _ in range(20)))
                self.assertEqual((await searcher.find("https://b.example/2")).title, "Battery recycling grows")
                self.assertTrue((await searcher.complete("batt")).queries)
                await searcher.refresh()
                return [len(response) for response in found]

        self.assertEqual(asyncio.run(work()), [1] * 20)

    def test_queries_are_explained(self):
        parsed = newsrank.parse_query("title:salt -b")
        self.assertEqual(parsed["canonical"], "title:salt -b")
        self.assertEqual([child["kind"] for child in parsed["query"]["children"]], ["word", "word"])
        explanation = newsrank.open_searcher(self.database).explain_query("the salts")
        self.assertEqual([(token["stem"], token["stop_word"]) for token in explanation["tokens"]], [("the", True), ("salt", False)])
        self.assertEqual(newsrank.canonical_url("HTTPS://A.example?utm_x=1"), "https://a.example/")
        self.assertEqual(newsrank.canonical_id("Record 7"), "Record 7")

    @unittest.skipUnless(shutil.which("mypy"), "mypy is not installed")
    def test_types_are_strict(self):
        done = subprocess.run(["mypy", "--strict", "--cache-dir", self.folder / "mypy", MODULE / "newsrank"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_dates_that_cannot_be_written_are_refused(self):
        header = '{"id": "1", "title": "T", "published_at": %d}'
        with newsrank.open_writer(self.folder / "dates.db") as writer:
            for seconds in (2**63 - 1, -2**63, 253402300800):
                with self.assertRaisesRegex(newsrank.Error, "the date is not in the years 1 to 9999"):
                    writer._call("writer_put", (header % seconds).encode())

    def test_threads_share_a_searcher_or_have_clones(self):
        searcher = newsrank.open_searcher(self.database)
        counts = []

        def work(mine):
            counts.extend(len(mine.search("battery")) for _ in range(20))

        threads = [threading.Thread(target=work, args=(mine,)) for mine in (searcher, searcher, searcher.clone())]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(counts, [2] * 60)

    def test_every_name_is_documented(self):
        for name in newsrank.__all__:
            value = getattr(newsrank, name)
            self.assertTrue(value.__doc__, name)
            for member in vars(value) if isinstance(value, type) else ():
                if callable(getattr(value, member)) and not member.startswith("_"):
                    self.assertTrue(getattr(value, member).__doc__, f"{name}.{member}")

    def test_versions_agree(self):
        project = (MODULE / "pyproject.toml").read_text(encoding="utf-8")
        self.assertEqual(re.search(r'^version = "(.*)"', project, re.M)[1], newsrank.version())
        self.assertEqual(newsrank.__version__, newsrank.version())

    def test_pip_installs_it(self):
        (command,) = documentation.commands(*documentation.run_by("python_module_test"))
        clone, target = self.folder / "clone", self.folder / "target"
        shutil.copytree(MODULE, clone / "searcher" / "python")
        # Debian's Python has the build backend as a package; nothing is fetched.
        pip = (f"/usr/bin/python3 -m pip install --quiet --no-index --no-deps --no-build-isolation --disable-pip-version-check "
               f"--root-user-action ignore --target {target}")
        self.assertTrue(command.startswith("pip install "))
        subprocess.run(command.replace("pip install", pip), shell=True, cwd=clone, check=True, capture_output=True)
        code = "import newsrank, sys; print(newsrank.__file__, len(newsrank.open_searcher(sys.argv[1])))"
        done = subprocess.run(["/usr/bin/python3", "-c", code, self.database], check=True, capture_output=True, text=True,
                              env={**os.environ, "PYTHONPATH": str(target)})
        self.assertEqual(done.stdout.split(), [str(target / "newsrank" / "__init__.py"), "3"])

    def test_a_missing_library_is_explained(self):
        done = subprocess.run([sys.executable, "-c", "import newsrank"], capture_output=True, text=True,
                              env={**os.environ, "PYTHONPATH": str(MODULE), "NEWSRANK_LIBRARY": "/nonexistent.so",
                                   "PYTHONDONTWRITEBYTECODE": "1"})
        self.assertIn("ImportError: newsrank needs the library libnewsrank.so.1", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
