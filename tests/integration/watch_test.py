#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes files under newsrank-index --watch and waits for the index to follow.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH: the programs.
"""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
PATIENCE = 30  # seconds; only a failing test waits so long


def article(number, title="Story"):
    return f'---\ntitle: "{title} {number}"\nwebUrl: "https://news.example/story/{number}"\nquality: 7\n---\n'


class WatchTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.tree = self.folder / "tree"
        self.tree.mkdir()
        self.db = self.folder / "newsrank.db"
        self.process = None
        self.addCleanup(self.kill)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def write(self, name, number, title="Story"):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number, title))

    def watch(self, *sources, db=None):
        db = db or self.db
        self.output = open(self.folder / "output", "w+b")
        self.addCleanup(self.output.close)
        self.process = subprocess.Popen([INDEX, "--watch", "--db", str(db), *map(str, sources or [self.tree])],
                                        stdout=self.output, stderr=self.output, cwd=self.folder)

    def told(self):
        return (self.folder / "output").read_bytes()

    def titles(self, db=None):
        done = subprocess.run([SEARCH, "--db", str(db or self.db), "--format", "json", "--limit", "10000", "*"],
                              capture_output=True, timeout=60)
        if done.returncode != 0:
            return None
        return sorted(hit["title"] for hit in json.loads(done.stdout)["hits"])

    def assert_follows(self, *titles, db=None):
        begin = time.monotonic()
        while time.monotonic() - begin < PATIENCE:
            found = self.titles(db)
            if found == sorted(titles):
                return time.monotonic() - begin
            self.assertIsNone(self.process.poll(), self.told())
            time.sleep(0.05)
        self.fail((found, sorted(titles), self.told()))

    def assert_ends(self, how=signal.SIGINT):
        self.process.send_signal(how)
        self.assertEqual(self.process.wait(timeout=PATIENCE), 0, self.told())
        done = subprocess.run([INDEX, "--db", str(self.db), "--check"], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_files_come_change_and_go(self):
        self.write("a.md", 1)
        self.watch()
        self.assert_follows("Story 1")
        self.write("b.md", 2)
        waited = self.assert_follows("Story 1", "Story 2")
        self.assertLess(waited, 5)
        self.write("a.md", 1, title="Another")
        self.assert_follows("Another 1", "Story 2")
        (self.tree / "b.md").unlink()
        self.assert_follows("Another 1")
        self.assert_ends()

    def test_new_folders_and_moves_of_whole_folders(self):
        self.watch()
        self.write("deep/er/still/a.md", 1)
        self.assert_follows("Story 1")
        self.write("deep/er/still/b.md", 2)
        self.assert_follows("Story 1", "Story 2")
        outside = self.folder / "outside"
        (self.tree / "deep").rename(outside)
        self.assert_follows()
        (outside / "er/still/c.md").write_text(article(3))
        outside.rename(self.tree / "back")
        self.assert_follows("Story 1", "Story 2", "Story 3")
        (self.tree / "back/er/still/d.md").write_text(article(4))
        self.assert_follows("Story 1", "Story 2", "Story 3", "Story 4")
        (self.tree / "back").rename(self.tree / "renamed")
        (self.tree / "renamed/er/still/d.md").write_text(article(4, "Later"))
        self.assert_follows("Story 1", "Story 2", "Story 3", "Later 4")
        self.assert_ends(signal.SIGTERM)
        self.assertIn(b"tree has no article file any more, 2 are gone; this run removes 2 articles", self.told())

    def test_a_burst_and_constant_change(self):
        self.watch()
        for n in range(1500):
            self.write(f"{n % 40}/{n}.md", n)
        self.assert_follows(*(f"Story {n}" for n in range(1500)))
        end = time.monotonic() + 6
        seen = False
        n = 1500
        while time.monotonic() < end and not seen:  # indexed while changes still go on
            self.write(f"more/{n}.md", n)
            n += 1
            time.sleep(0.02)
            seen = n % 20 == 0 and "Story 1500" in (self.titles() or [])
        self.assertTrue(seen)
        self.assert_ends()

    def test_more_changes_than_the_queue_of_the_system_holds(self):
        with open("/proc/sys/fs/inotify/max_queued_events") as limit:
            wanted = int(limit.read()) + 1000
        if wanted > 100_000:
            self.skipTest("the queue of this system is too long to be filled")
        self.watch()
        self.assert_follows()
        self.process.send_signal(signal.SIGSTOP)
        for n in range(wanted // 4):  # each name is made, written, renamed: four events
            path = self.tree / f"{n % 10}.tmp"
            path.write_text("x")
            path.rename(self.tree / f"{n % 10}.bin")
        self.write("late/a.md", 1)
        self.process.send_signal(signal.SIGCONT)
        self.assert_follows("Story 1")
        self.write("late/b.md", 2)
        self.assert_follows("Story 1", "Story 2")
        self.assert_ends()

    def test_a_named_file_that_is_replaced_and_an_index_inside_the_tree(self):
        self.write("a.md", 1)
        self.db = self.tree / "index"
        self.watch(self.tree / "a.md", self.tree)
        self.assert_follows("Story 1")
        (self.tree / "a.new").write_text(article(1, "Replaced"))
        (self.tree / "a.new").rename(self.tree / "a.md")
        self.assert_follows("Replaced 1")
        before = os.stat(self.db / "lock").st_mtime_ns
        time.sleep(3)
        after = os.stat(self.db / "lock").st_mtime_ns
        self.assertEqual(before, after, "its own writing wakes it again and again")
        self.assert_ends()

    def test_a_source_that_is_a_link_and_leads_elsewhere_at_once(self):
        # As Kubernetes swaps the files of a volume: `..data` leads to another folder, and the source leads through it.
        for version, title in (("..v1", "Old"), ("..v2", "New")):
            (self.folder / version).mkdir()
            (self.folder / version / "a.md").write_text(article(1, title))
        os.symlink("..v1", self.folder / "..data")
        os.symlink("..data", self.folder / "mounted")
        self.watch(self.folder / "mounted")
        self.assert_follows("Old 1")
        os.symlink("..v2", self.folder / "..next")
        os.rename(self.folder / "..next", self.folder / "..data")
        self.assertLess(self.assert_follows("New 1"), 10)
        self.assert_ends()

    def test_a_folder_that_goes_and_comes_back(self):
        self.write("a.md", 1)
        self.watch()
        self.assert_follows("Story 1")
        self.tree.rename(self.folder / "aside")
        deadline = time.monotonic() + PATIENCE
        while b"there is no file or folder" not in self.told() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.titles(), ["Story 1"])
        (self.folder / "aside").rename(self.tree)
        self.write("b.md", 2)
        self.assert_follows("Story 1", "Story 2")
        self.assert_ends()

    def test_wrong_use(self):
        for arguments in (["--watch", "-"], ["--watch"], ["--watch", "--dry-run", self.tree],
                          ["--watch", "--check"], ["--watch", self.folder / "nothing"]):
            with self.subTest(arguments=arguments):
                done = subprocess.run([INDEX, "--db", str(self.db), *map(str, arguments)], capture_output=True,
                                      timeout=60)
                self.assertEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    unittest.main()
