#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs newsrank-index on small trees and on the real collections, if present, and checks what it reports.

Environment: NEWSRANK_INDEX, the program; NEWSRANK_CORPORA, the folder of real collections (optional).
"""
import json
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["NEWSRANK_INDEX"]
CORPORA = pathlib.Path(os.environ.get("NEWSRANK_CORPORA", "/nonexistent"))


def article(number, related=(), title=None, indent=""):
    lines = [f'title: "{title or f"Story number {number}"}"', f'webUrl: "https://news.example/story/{number}"',
             f"quality: {number % 100}"]
    text = "".join(f"{indent}{line}\n" for line in lines)
    if related:
        text += "related:\n"
        for other in related:
            entry = article(other, indent="    ")
            text += "  - " + entry[4:]
    return text


def article_file(number, related=(), title=None):
    return "---\n" + article(number, related, title) + "---\n"


class IndexTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.tree = self.folder / "tree"
        self.tree.mkdir()

    def tearDown(self):
        self.temporary.cleanup()

    def write(self, name, text, age=3600):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        self.age = getattr(self, "age", 0) + 1
        then = time.time() - age + self.age
        os.utime(path, (then, then))

    def start(self, *arguments, **options):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **options)

    def run_program(self, *arguments, expect=0, stdin=b""):
        process = self.start(*arguments, stdin=subprocess.PIPE)
        out, err = process.communicate(stdin, timeout=300)
        self.assertEqual(process.returncode, expect, (arguments, out, err))
        return out.decode(), err.decode(errors="surrogateescape")

    def report(self, *arguments, expect=0, stdin=b""):
        out, err = self.run_program("--json", *arguments, expect=expect, stdin=stdin)
        self.assertEqual(err, "")
        report = json.loads(out)
        files, articles = report["files"], report["articles"]
        self.assertEqual(files["seen"], files["read"] + files["unchanged"] + files["failed"] + files["left"])
        self.assertEqual(articles["total"], articles["added"] + articles["changed"] + articles["unchanged"])
        for kind in ("documents", "related"):
            self.assertEqual(report[kind]["seen"], report[kind]["accepted"] + report[kind]["skipped"])
        return report

    def assert_articles(self, report, **expected):
        figures = {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
        figures.update(expected)
        figures["total"] = figures["added"] + figures["changed"] + figures["unchanged"]
        self.assertEqual(report["articles"], figures)


class RunsTest(IndexTest):
    def test_incremental_runs(self):
        self.write("a.md", article_file(1, related=[2, 3]))
        self.write("north/b.markdown", article_file(2))
        self.write("north/c.yml", "---\n" + article(4) + "---\n" + article(5))
        report = self.report("tree")
        self.assert_articles(report, added=5)
        self.assertEqual(report["files"],
                         {"seen": 3, "read": 3, "unchanged": 0, "failed": 0, "left": 0, "removed": 0})
        self.assertEqual(report["documents"], {"seen": 4, "accepted": 4, "skipped": 0})
        self.assertEqual(report["related"], {"seen": 2, "accepted": 2, "skipped": 0})
        self.assertEqual(report["database"], "newsrank.db")

        report = self.report("tree")
        self.assert_articles(report, unchanged=5)
        self.assertEqual(report["files"]["unchanged"], 3)
        self.assertEqual(report["bytes"], 0)

        os.utime(self.tree / "a.md")
        report = self.report("tree")
        self.assert_articles(report, unchanged=5)
        self.assertEqual(report["files"]["unchanged"], 3)

        self.write("a.md", article_file(1, related=[2], title="Another title"))
        report = self.report("tree")
        self.assert_articles(report, changed=1, removed=1, unchanged=3)

        (self.tree / "north/b.markdown").unlink()
        report = self.report("tree")
        self.assertEqual(report["files"]["removed"], 1)
        self.assertEqual(report["articles"]["total"], 4)  # a.md still mentions story 2

    def test_only_what_belongs_to_the_sources_is_removed(self):
        self.write("north/a.md", article_file(1))
        self.write("south/b.md", article_file(2))
        self.write("southern/c.md", article_file(3))
        self.report("tree/north", "tree/south", "tree/southern", "tree")
        (self.tree / "north/a.md").unlink()
        (self.tree / "southern/c.md").unlink()
        self.assert_articles(self.report("tree/south"), unchanged=3)
        self.assert_articles(self.report("tree/north"), removed=1, unchanged=2)
        self.assert_articles(self.report("tree"), removed=1, unchanged=1)

    def test_a_file_that_is_under_another_name_now(self):
        self.write("b.md", article_file(1))
        self.report("tree")
        os.symlink("b.md", self.tree / "a.md")
        self.report("tree")
        self.write("b.md", article_file(2))
        self.assert_articles(self.report("tree"), added=1, removed=1)

    def test_dry_run_writes_nothing(self):
        self.write("a.md", article_file(1))
        self.assert_articles(self.report("--dry-run", "tree"), added=1)
        self.assertFalse((self.folder / "newsrank.db").exists())
        self.report("tree")
        before = {p: p.stat().st_mtime_ns for p in self.folder.rglob("newsrank.db/**/*")}
        self.write("b.md", article_file(2))
        report = self.report("--dry-run", "tree")
        self.assert_articles(report, added=1, unchanged=1)
        self.assertTrue(report["dry_run"])
        self.assertEqual(before, {p: p.stat().st_mtime_ns for p in before})
        self.assert_articles(self.report("tree"), added=1, unchanged=1)

    def test_rebuild(self):
        self.write("a.md", article_file(1))
        self.write("b.md", article_file(2))
        self.report("tree")
        report = self.report("--rebuild", "tree/a.md")
        self.assert_articles(report, added=1)
        self.assertTrue(report["rebuilt"])
        self.assert_articles(self.report("tree"), added=1, unchanged=1)

    def test_standard_input_replaces_what_it_said_before(self):
        self.write("a.md", article_file(1))
        stream = "---\n" + article(2) + "---\n" + article(3)
        self.assert_articles(self.report("tree", "-", stdin=stream.encode()), added=3)
        self.assert_articles(self.report("tree"), unchanged=3)
        self.assert_articles(self.report("-", stdin=("---\n" + article(3)).encode()), removed=1, unchanged=2)

    def test_a_long_stream_is_shared_and_gives_the_same_index(self):
        stream = "".join("---\n" + article(n, related=[n + 1, n + 2], title="A longer title " * 10)
                         for n in range(6000))
        self.write("all.yml", stream)
        one = self.report("--jobs", "1", "--db", "one.db", "tree")
        many = self.report("--jobs", "4", "--db", "many.db", "tree")
        for report in (one, many):
            self.assertEqual(report["documents"], {"seen": 6000, "accepted": 6000, "skipped": 0})
            self.assertEqual(report["bytes"], len(stream))
            self.assertEqual(report["articles"]["total"], 6002)
        tables = [sorted((p.name, p.stat().st_size) for p in (self.folder / db).rglob("*.glass"))
                  for db in ("one.db", "many.db")]
        self.assertEqual(tables[0], tables[1])

    def test_shards(self):
        for n in range(50):
            self.write(f"{n}.md", article_file(n))
        self.assert_articles(self.report("--shards", "3", "tree"), added=50)
        (self.tree / "7.md").unlink()
        self.assert_articles(self.report("tree"), removed=1, unchanged=49)


class SitesTest(IndexTest):
    def test_sites_are_indexed_as_they_are(self):
        self.write("hugo/posts/a.md", '+++\ntitle = "A"\ndate = 2024-03-05\ntags = ["x"]\n+++\nText\n')
        self.write("hugo/posts/b.md", "---\ntitle: B\ndate: 2024-03-05\nlayout: post\ntilte: no\n---\nText\n")
        self.write("jekyll/_posts/2024-03-05-c.md", "---\ntitle: C\nlayout: post\n---\nText\n")
        self.write("json/d.md", '{"title": "D"}\n\nText\n')
        self.write("plain/e f.md", "# Heading\n\nText\n")
        report = self.report("tree")
        self.assert_articles(report, added=5)
        self.assertEqual(report["problems"], [])
        self.assertEqual(report["unused_keys"], {"layout": 2, "tilte": 1})
        self.assertEqual([(r["count"], r["reason"]) for r in report["remarks"]], [(1, "no title: its first heading is taken")])
        self.assert_articles(self.report("tree"), unchanged=5)
        out, err = self.run_program("--rebuild", "tree")
        self.assertIn("keys not used: layout (2), tilte (1, is title meant?)\n", out)
        self.assertEqual(err, "remark: no title: its first heading is taken, in tree/plain/e f.md:1:1\n")


class ProblemsTest(IndexTest):
    def test_skipped_things_are_told_every_time_and_cost_only_themselves(self):
        self.write("good.md", article_file(1, related=[2]))
        self.write("bad\x1b[31m.md", "---\nno end\n")
        self.write(b"\xff.md".decode(errors="surrogateescape"), article_file(3).replace("quality: ", "quality: x"))
        self.write("part.md", "---\n" + article(4) + "related:\n  - title: 7\n---\n")
        for _ in range(2):
            report = self.report("tree", expect=5)
            self.assertEqual(report["articles"]["total"], 3)
            self.assertEqual(report["documents"]["skipped"] if report["files"]["read"] == 4 else 2, 2)
            self.assertEqual(len(report["problems"]), 3)
        out, err = self.run_program("tree", expect=5)
        self.assertIn("tree/bad\\x1b[31m.md:1:1: ", err)
        self.assertIn("tree/\\xff.md:", err)
        self.assertIn("tree/part.md:6:", err)
        self.assertNotIn("\x1b", err + out)
        out, err = self.run_program("--quiet", "tree", expect=5)
        self.assertEqual(out, "")
        self.assertEqual(len(err.splitlines()), 3)

    def test_many_problems_are_told_by_their_reasons_unless_asked(self):
        for n in range(150):
            self.write(f"{n}.md", "---\nnothing\n")
        _, err = self.run_program("tree", expect=5)
        self.assertEqual(err, "150 times: the front matter is not closed by a line ---, e.g. tree/0.md:1:1\n"
                              "150 problems; --verbose lists them all\n")
        _, err = self.run_program("--verbose", "tree", expect=5)
        self.assertEqual(len(err.splitlines()), 150)

    def test_wrong_use(self):
        self.write("a.md", article_file(1))
        _, err = self.run_program(expect=2)
        self.assertIn("SOURCE", err)
        self.run_program("--jobs", "0", "tree", expect=2)
        for wrong, hint in (("--databse", "did you mean --db?"), ("--dry-rum", "did you mean --dry-run?"),
                            ("--no-such-option", "newsrank-index --help")):
            _, err = self.run_program(wrong, "tree", expect=2)
            self.assertIn(f"newsrank-index: there is no option {wrong}\nhint: {hint}", err)
            _, err = self.run_program(wrong, "x", "--check", expect=2)
            self.assertIn(f"there is no option {wrong}\n", err)
        _, err = self.run_program("tree", "missing", expect=2)
        self.assertIn("missing", err)
        self.assertIn("hint: ", err)
        self.assertFalse((self.folder / "newsrank.db").exists())
        self.run_program("--language", "klingon", "tree", expect=2)

    def test_help_and_version(self):
        out, _ = self.run_program("--help")
        for word in ("--db", "--dry-run", "Examples:", "Exit codes:"):
            self.assertIn(word, out)
        out, _ = self.run_program("--version")
        self.assertRegex(out, r"^newsrank-index \d+\.\d+\.\d+ \(Xapian .+, index format \d+\)\n$")

    def test_output_that_cannot_be_written_is_an_error(self):
        self.write("a.md", article_file(1))
        for arguments in (["--help"], ["--db", "full.db", "tree"], ["--db", "full.db", "--list-sources"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
            self.assertEqual(done.returncode, 4, arguments)
            self.assertIn("cannot write the output: No space left on device", done.stderr)

    def test_an_empty_folder_is_said_to_be_empty(self):
        out, _ = self.run_program("tree")
        self.assertIn("no article files", out)

    def test_a_source_that_lost_all_its_files_is_named(self):
        for number, name in enumerate(("north/a.md", "north/b.md", "south/c.md", "north-west/d.md")):
            self.write(name, article_file(number))
        sources = ["tree/north", "tree/south", "tree/north-west"]
        out, err = self.run_program(*sources)
        self.assertNotIn("warning", err)
        (self.tree / "north").rename(self.folder / "away")
        (self.tree / "north").mkdir()
        told = f"warning: {self.tree.resolve()}/north has no article file any more, 2 are gone; this run removes 2 articles\nhint: "
        out, err = self.run_program("--dry-run", *sources)
        self.assertIn(told, err)
        report = self.report("--dry-run", *sources)
        self.assertEqual(report["emptied_sources"], [{"path": f"{self.tree.resolve()}/north", "files": 2}])
        out, err = self.run_program("--quiet", *sources)
        self.assertEqual(out, "")
        self.assertTrue(err.startswith(told), err)
        self.assertNotIn("warning", self.run_program(*sources)[1])
        (self.tree / "north").rmdir()
        (self.folder / "away").rename(self.tree / "north")
        self.assert_articles(self.report(*sources), added=2, unchanged=2)
        # What another source still has is not lost, and one of several files may go without a word.
        (self.tree / "north/a.md").rename(self.tree / "south/a.md")
        (self.tree / "north/b.md").rename(self.tree / "south/b.md")
        self.assertNotIn("warning", self.run_program(*sources)[1])
        (self.tree / "south/a.md").unlink()
        self.assertNotIn("warning", self.run_program(*sources)[1])

    def test_the_index_folder_may_lie_in_a_source(self):
        self.write("a.md", article_file(1))
        self.assert_articles(self.report("--db", "tree/index", "tree"), added=1)
        (self.tree / "index/stray.md").write_text(article_file(2))
        self.assert_articles(self.report("--db", "tree/index", "tree"), unchanged=1)

    def test_a_folder_of_something_else_is_not_written_over(self):
        self.write("a.md", article_file(1))
        before = sorted(self.tree.iterdir())
        process = self.start("--db", "tree", "tree/a.md")
        process.communicate(timeout=60)
        self.assertIn(process.returncode, (2, 4))
        self.assertEqual(before, sorted(self.tree.iterdir()))

    @unittest.skipIf(os.geteuid() == 0, "everything can be read by this user")
    def test_what_cannot_be_read_now_is_kept(self):
        self.write("a.md", article_file(1))
        self.write("north/b.md", article_file(2))
        self.report("tree")
        self.write("a.md", article_file(3))
        os.chmod(self.tree / "a.md", 0)
        os.chmod(self.tree / "north", 0)
        try:
            report = self.report("tree", expect=5)
        finally:
            os.chmod(self.tree / "north", 0o700)
        self.assert_articles(report, unchanged=2)
        self.assertEqual(report["files"]["failed"], 1)


class SignalsTest(IndexTest):
    def blocked_run(self, *arguments):
        """A run that has the index open and waits for more of its standard input."""
        process = self.start(*arguments, stdin=subprocess.PIPE)
        process.stdin.write(("---\n" + article(100) + "---\n" + article(101)).encode())
        process.stdin.flush()
        lock = self.folder / "newsrank.db/lock"
        deadline = time.time() + 20
        while not lock.exists() and time.time() < deadline:
            time.sleep(0.01)
        time.sleep(0.5)
        return process

    def test_an_interrupted_run_keeps_what_was_read(self):
        for n in range(30):
            self.write(f"{n}.md", article_file(n))
        process = self.blocked_run("--json", "--jobs", "2", "tree", "-")
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err)
        report = json.loads(out)
        self.assertTrue(report["interrupted"])
        self.assertEqual(report["files"], {"seen": 31, "read": 30, "unchanged": 0, "failed": 0, "left": 1,
                                           "removed": 0})
        self.assertEqual(report["articles"]["total"], 30)
        self.assert_articles(self.report("tree", "-", stdin=("---\n" + article(100)).encode()), added=1, unchanged=30)

    def test_an_interrupted_rebuild_changes_nothing(self):
        self.write("a.md", article_file(1))
        self.report("tree")
        self.write("b.md", article_file(2))
        process = self.blocked_run("--rebuild", "--jobs", "2", "tree", "-")
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn("the index is as it was", out.decode())
        self.assert_articles(self.report("tree"), added=1, unchanged=1)

    def test_an_idle_pipe_hears_the_first_signal_and_the_second_ends_at_once(self):
        self.write("a.md", article_file(1))
        self.report("tree")
        for signals in (1, 2):
            process = self.blocked_run("tree", "-")
            for _ in range(signals):
                process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=10), 130)
            process.stdin.close()
            process.stdout.close()
            process.stderr.close()
            self.assert_articles(self.report("tree"), unchanged=1)

    def test_a_second_writer_is_told_who_writes(self):
        self.write("a.md", article_file(1))
        process = self.blocked_run("tree", "-")
        _, err = self.run_program("tree", expect=4)
        self.assertIn(str(process.pid), err)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)


@unittest.skipUnless(CORPORA.is_dir(), "the real collections are not here")
class CollectionsTest(IndexTest):
    def test_seed(self):
        self.assert_articles(self.report(CORPORA / "seed"), added=12)

    def test_powerapps(self):
        report = self.report(CORPORA / "powerapps")
        self.assertEqual(report["files"]["seen"], len(list((CORPORA / "powerapps").rglob("*.md"))))
        self.assertEqual(report["documents"], {"seen": 674, "accepted": 674, "skipped": 0})
        self.assertEqual(report["related"]["seen"], 0)

    def test_diablo4(self):
        report = self.report(CORPORA / "diablo4", expect=5)
        self.assertEqual(report["documents"], {"seen": 1611, "accepted": 1611, "skipped": 0})
        self.assertEqual(report["related"]["seen"], 5315)
        self.assertEqual(report["related"]["skipped"], len(report["problems"]))
        self.assertTrue(all(p["related_entry"] for p in report["problems"]))
        again = self.report(CORPORA / "diablo4", expect=5)
        self.assert_articles(again, unchanged=report["articles"]["total"])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        self.assertLess(peak, 200, "MB of memory")


if __name__ == "__main__":
    unittest.main()
