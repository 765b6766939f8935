#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks after indexes with newsrank-index --check, --stats and --compact, whole and damaged ones.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH: the programs; NEWSRANK_SAMPLE: the folder of sample articles;
NEWSRANK_SOURCE_DIR: the source tree.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
SAMPLE = pathlib.Path(os.environ["NEWSRANK_SAMPLE"])
FIXTURES = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"]) / "tests/integration/fixtures"


class MaintenanceTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.db = self.folder / "newsrank.db"

    def run_program(self, program, *arguments, expect=0, stdin=b""):
        done = subprocess.run([program, "--db", str(self.db), *map(str, arguments)], input=stdin, capture_output=True,
                              timeout=300)
        self.assertEqual(done.returncode, expect, (arguments, done.stdout, done.stderr))
        return done.stdout.decode() + done.stderr.decode()

    def index(self, *arguments, **options):
        return self.run_program(INDEX, *arguments, **options)

    def check(self, expect=0):
        return json.loads(self.index("--check", "--json", expect=expect))

    def stats(self):
        return json.loads(self.index("--stats", "--json"))

    def answer(self):
        return json.loads(self.run_program(SEARCH, "--format", "json", "--limit", "1000", "comet OR the"))

    def only(self, pattern):
        found = sorted(self.db.glob(pattern))
        self.assertTrue(found, pattern)
        return found[0]


class WholeIndexTest(MaintenanceTest):
    def test_a_whole_index_is_sound_before_and_after_compaction(self):
        for shards in (1, 3):
            with self.subTest(shards=shards):
                shutil.rmtree(self.db, ignore_errors=True)
                self.index("--shards", shards, SAMPLE)
                before, hits = self.stats(), self.answer()["hits"]
                self.assertEqual(self.check()["findings"], [])
                self.index("--compact")
                after = self.stats()
                self.assertEqual(self.check()["findings"], [])
                self.assertEqual(after["generation"], before["generation"] + 1)
                self.assertLessEqual(after["bytes"]["total"], before["bytes"]["total"])
                for figure in ("articles", "files", "words", "terms", "topics", "providers", "dates", "quality"):
                    self.assertEqual(after[figure], before[figure], figure)
                self.assertEqual(self.answer()["hits"], hits)
                report = json.loads(self.index("--json", SAMPLE))
                self.assertEqual(report["articles"]["unchanged"], before["articles"])

    def test_a_copy_answers_as_the_index(self):
        copy = self.folder / "copy"
        self.index("--shards", 2, SAMPLE)
        hits = self.answer()["hits"]
        for _ in range(2):
            report = json.loads(self.index("--backup", copy, "--json"))
            self.assertEqual((report["articles"], report["target"]), (self.stats()["articles"], str(copy)))
        self.assertIn("copied to", self.index("--backup", copy))
        shutil.rmtree(self.db)
        shutil.move(copy, self.db)
        self.assertEqual(self.check()["findings"], [])
        self.assertEqual(self.answer()["hits"], hits)
        self.assertEqual(json.loads(self.index("--json", SAMPLE))["articles"]["unchanged"], report["articles"])
        self.index("--backup", self.db, expect=2)
        self.index("--backup", copy, SAMPLE, expect=2)

    def test_compaction_after_removals(self):
        tree = self.folder / "tree"
        shutil.copytree(SAMPLE, tree)
        self.index(tree)
        for path in sorted(tree.glob("*.md"))[::2]:
            path.unlink()
        self.index(tree)
        hits = self.answer()["hits"]
        self.index("--compact")
        self.assertEqual(self.check()["findings"], [])
        self.assertEqual(self.answer()["hits"], hits)

    def test_figures_add_up(self):
        report = json.loads(self.index("--json", SAMPLE))
        stats = self.stats()
        self.assertEqual(stats["articles"], report["articles"]["total"])
        self.assertEqual(stats["files"], report["files"]["seen"])
        self.assertEqual(stats["quality"]["known"] + stats["quality"]["unknown"], stats["articles"])
        self.assertLessEqual(stats["dates"]["first"], stats["dates"]["last"])
        self.assertEqual(stats["bytes"]["total"], sum(p.stat().st_size for p in self.db.rglob("*") if p.is_file()))
        text = self.index("--stats")
        self.assertIn(f"{stats['articles']} articles from {stats['files']} files", text)

    def test_an_empty_index(self):
        (self.folder / "tree").mkdir()
        self.index(self.folder / "tree")
        self.assertEqual(self.check()["findings"], [])
        self.assertEqual(self.stats()["articles"], 0)
        self.index("--compact")
        self.assertEqual(self.check()["findings"], [])

    def test_wrong_use(self):
        self.index(SAMPLE)
        for arguments in (["--check", SAMPLE], ["--stats", "--check"], ["--compact", "--rebuild"], []):
            with self.subTest(arguments=arguments):
                self.index(*arguments, expect=2)
        for task in ("--check", "--stats", "--compact"):
            for source, database in ((SAMPLE, self.db), (self.db, self.db)):
                done = subprocess.run([INDEX, task, "--db", self.db, source], capture_output=True, text=True)
                self.assertEqual(done.returncode, 2)
                self.assertIn(f"{task} looks at an index and takes no source", done.stderr)
                self.assertIn(f"hint: write: newsrank-index {task} --db {database}\n", done.stderr)


class DamagedIndexTest(MaintenanceTest):
    def setUp(self):
        super().setUp()
        self.index("--shards", 2, SAMPLE)

    def assert_found(self, words):
        report = self.check(expect=4)
        self.assertFalse(report["sound"])
        told = " ".join(f["what"] for f in report["findings"])
        self.assertIn(words, told)
        self.assertTrue(all("newsrank-index" in f["advice"] for f in report["findings"]), report)
        self.assertIn("what to do: ", self.index("--check", expect=4))

    def renew(self):
        self.index("--rebuild", "--shards", 2, SAMPLE)
        self.assertEqual(self.check()["findings"], [])

    def test_a_damaged_table(self):
        for table in ("postlist", "docdata", "termlist"):
            with self.subTest(table=table):
                path = self.only(f"g*/shard1/{table}.glass")
                data = bytearray(path.read_bytes())
                for at in range(8192, len(data)):
                    data[at] ^= 0x5A
                path.write_bytes(data[:max(8192, len(data) // 2)])
                self.assert_found("shard1")
                self.renew()

    def test_a_missing_table(self):
        self.only("g*/shard0/termlist.glass").unlink()
        self.assert_found("shard0")
        self.renew()

    def test_a_missing_or_damaged_quality_column(self):
        self.only("g*/column.0.*").unlink()
        self.assert_found("column is missing")
        self.index("--compact")
        self.assertEqual(self.check()["findings"], [])
        path = self.only("g*/column.1.*")
        data = bytearray(path.read_bytes())
        data[-2] ^= 1
        path.write_bytes(data)
        self.assert_found("column is missing or damaged")

    def test_a_damaged_catalogue(self):
        path = self.only("g*/catalogue.*")
        path.write_bytes(path.read_bytes()[:-3])
        self.assert_found("is missing or damaged")
        self.assertIn("--rebuild", self.index(SAMPLE, expect=4))
        self.renew()

    def test_the_catalogue_of_another_index(self):
        path = self.only("g*/catalogue.*")
        own, self.db = self.db, self.folder / "other.db"
        tree = self.folder / "tree"
        tree.mkdir()
        shutil.copy(sorted(SAMPLE.glob("*.md"))[0], tree)
        self.index(tree)
        other, self.db = self.only("g*/catalogue.*"), own
        shutil.copy(other, path)
        self.assert_found("either stored and in no known file")

    def test_a_shard_in_the_wrong_place(self):
        first, second = self.only("g*/shard0"), self.only("g*/shard1")
        first.rename(first.with_name("aside"))
        second.rename(first)
        first.with_name("aside").rename(second)
        self.assert_found("stands as shard")
        self.assertIn("another index", self.index(SAMPLE, expect=4))

    def test_a_foreign_folder_is_left_alone(self):
        pointer = self.db / "XAPIANDB"
        for contents in (b"", b"remote example.org:1\n", b"auto g000001/shard0\nauto g000009/shard1\n"):
            with self.subTest(contents=contents):
                pointer.write_bytes(contents)
                before = sorted(p for p in self.db.rglob("*"))
                for arguments in (["--check"], ["--stats"], ["--compact"], [SAMPLE], ["--rebuild", SAMPLE]):
                    self.assertIn("not a newsrank index", self.index(*arguments, expect=4))
                self.assertEqual(sorted(p for p in self.db.rglob("*")), before)


class FormatTest(MaintenanceTest):
    def unpack(self, version):
        self.db.mkdir()
        with tarfile.open(FIXTURES / f"index_format_{version}.tar.gz") as archive:
            archive.extractall(self.db)

    def test_an_index_of_this_format(self):
        self.unpack(5)
        stats = self.stats()
        self.assertEqual((stats["format"], stats["articles"], stats["shards"]), (5, 10, 1))
        self.assertEqual(self.check()["findings"], [])
        answer = json.loads(self.run_program(SEARCH, "--format", "json", "comet tail"))
        self.assertEqual(answer["hits"][0]["title"], "Comet fly-by: probe brushes the tail and tastes alcohol")
        report = json.loads(self.index("--json", SAMPLE))
        self.assertGreater(report["articles"]["added"], 50)
        self.assertEqual(self.check()["findings"], [])

    def test_an_index_of_a_former_format_is_refused_until_it_is_renewed(self):
        for version in (1, 2, 3, 4):
            with self.subTest(version=version):
                shutil.rmtree(self.db, ignore_errors=True)
                self.check_renewal(version)

    def check_renewal(self, version):
        self.unpack(version)
        before = sorted((path, path.stat().st_size) for path in self.db.rglob("*"))
        for arguments in (["--check"], ["--stats"], ["--compact"], [SAMPLE]):
            message = self.index(*arguments, expect=4)
            self.assertIn(f"the index has format {version}, this program reads format 5", message)
            self.assertIn("newsrank-index --rebuild", message)
        self.assertIn("newsrank-index --rebuild", self.run_program(SEARCH, "comet", expect=4))
        self.assertEqual([entry for entry in sorted((path, path.stat().st_size) for path in self.db.rglob("*")) if entry[0].name != "lock"], before)
        self.index("--rebuild", SAMPLE)
        self.assertEqual((self.stats()["format"], self.check()["findings"]), (5, []))


if __name__ == "__main__":
    unittest.main()
