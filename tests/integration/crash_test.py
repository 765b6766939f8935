#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ends runs of newsrank-index where it hurts and checks that the index survives.

After each crash the last committed state answers searches and is sound, the next run completes the work, and the index
then equals one made anew. The same for a program that brings its own articles. Bounded to about a minute;
NEWSRANK_STRESS=1 goes through every point and kills for longer.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH: the programs; NEWSRANK_CRASH: the library to preload, see
tests/support/crash_preload.cpp; NEWSRANK_WRITE_STATE: the program of tests/support/write_state.cpp.
"""
import functools
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
PRELOAD = os.environ["NEWSRANK_CRASH"]
WRITE_STATE = os.environ["NEWSRANK_WRITE_STATE"]
STRESS = bool(os.environ.get("NEWSRANK_STRESS"))
KILLED = 137


def article_file(number, version, related):
    def lines(n, indent):
        text = [f'title: "Story {n} in version {version if n == number else 0}"',
                f'webUrl: "https://news.example/story/{n}"', f"quality: {n % 100}",
                f"excerpt: \"About {'the harbour' if n % 2 else 'a mountain'} and thing {n % 13}\""]
        return ("\n" + indent).join(text) + "\n"
    text = "---\n" + lines(number, "")
    if related:
        text += "related:\n" + "".join("  - " + lines(n, "    ") for n in related)
    return text + "---\n"


class CrashTest(unittest.TestCase):
    def setUp(self):
        place = "/dev/shm" if os.path.isdir("/dev/shm") else None
        temporary = tempfile.TemporaryDirectory(dir=place)
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.tree = self.folder / "tree"
        self.db = self.folder / "db"
        self.seed = int(os.environ.get("NEWSRANK_SEED", time.time_ns() % 1_000_000))
        self.random = random.Random(self.seed)

    def write(self, number, version=0, related=()):
        self.tree.mkdir(exist_ok=True)
        path = self.tree / f"{number}.md"
        path.write_text(article_file(number, version, related))
        self.writes = getattr(self, "writes", 0) + 1
        then = time.time() - 100_000 + self.writes
        os.utime(path, (then, then))

    def first_tree(self, files):
        for n in range(files):
            self.write(n, 0, [n + 1000, n + 1001] if n % 3 == 0 else [])

    def change_tree(self, files):
        for n in range(0, files, 4):
            self.write(n, 1, [n + 2000])
        for n in range(1, files, 4):
            (self.tree / f"{n}.md").unlink()
        for n in range(files, files + files // 4 + 1):
            self.write(n)

    def run_program(self, *command, expect=0, **settings):
        environment = dict(os.environ)
        if settings:
            environment["LD_PRELOAD"] = PRELOAD
            environment.update({f"NEWSRANK_{k.upper()}": str(v) for k, v in settings.items()})
        done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, timeout=120)
        if expect is not None:
            self.assertEqual(done.returncode, expect, self.told(command, settings, done.stdout, done.stderr))
        return done

    def run_index(self, *arguments, db=None, **options):
        return self.run_program(INDEX, "--quiet", "--jobs", "2", "--db", db or self.db, *arguments, **options)

    def told(self, *facts):
        return f"seed {self.seed}: {facts}"

    def answer(self, db=None):
        """Every article with its score, or None if there is no index yet."""
        done = subprocess.run([SEARCH, "--db", str(db or self.db), "--format", "json", "--limit", "100000",
                               "--now", "2025-01-01", "*"], capture_output=True, timeout=120)
        if done.returncode == 4 and b"there is no index" in done.stderr:
            return None
        self.assertEqual(done.returncode, 0, self.told(done.stderr))
        hits = json.loads(done.stdout)["hits"]
        for hit in hits:
            del hit["rank"]
        return sorted(json.dumps(hit, sort_keys=True) for hit in hits)

    def assert_sound(self, *facts):
        done = self.run_index("--check", "--json", expect=None)
        self.assertEqual(done.returncode, 0, self.told(facts, done.stdout, done.stderr))

    def fresh_answer(self, shards):
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        self.run_index("--shards", shards, self.tree, db=fresh)
        return self.answer(fresh)

    def assert_survived(self, before, after, facts):
        """The state is the one before the run or the one after it, whole."""
        now = self.answer()
        if now is None:
            self.assertIsNone(before, self.told(facts))
            return
        self.assert_sound(facts)
        self.assertIn(now, (before, after), self.told(facts))

    def scenarios(self, files):
        """(name, shards, arguments, the state before, after), with the tree as it is for the run."""
        for shards in (1, 3):
            shutil.rmtree(self.tree, ignore_errors=True)
            base = self.folder / f"base{shards}"
            shutil.rmtree(base, ignore_errors=True)
            self.first_tree(files)
            self.run_index("--shards", shards, self.tree, db=base)
            old = self.answer(base)
            yield "first load", shards, ["--shards", shards, self.tree], None, None, old
            yield "compact", shards, ["--compact"], base, old, old
            self.change_tree(files)
            new = self.fresh_answer(shards)
            self.assertNotEqual(old, new)
            yield "update", shards, [self.tree], base, old, new
            yield "rebuild", shards, ["--rebuild", "--shards", shards, self.tree], base, old, new

    def restore(self, base):
        shutil.rmtree(self.db, ignore_errors=True)
        if base:
            shutil.copytree(base, self.db, symlinks=True)

    def complete(self, name, shards, after, facts):
        if name == "compact":
            self.run_index("--compact")
        else:
            self.run_index("--shards", shards, self.tree)
        self.assertEqual(self.answer(), after, self.told(facts))
        self.assert_sound(facts)
        generations = [p.name for p in self.db.glob("g*")]
        self.assertEqual(len(generations), 1, self.told(facts, generations))


class SystemCallTest(CrashTest):
    def points(self, run, base):
        """How many calls change files in this run, by bisection; then the numbers to end it at."""
        low, high = 1, 4096
        while low < high:
            middle = (low + high) // 2
            self.restore(base)
            if run(expect=None, crash_at=middle).returncode == KILLED:
                low = middle + 1
            else:
                high = middle
        numbers = list(range(1, low))
        self.assertGreater(len(numbers), 10)
        return numbers if STRESS else sorted(self.random.sample(numbers, min(len(numbers), 16)))

    def test_a_crash_between_any_two_calls_that_change_files(self):
        for name, shards, arguments, base, before, after in self.scenarios(6):
            for number in self.points(functools.partial(self.run_index, *arguments), base):
                facts = (name, shards, "crash at", number)
                self.restore(base)
                self.run_index(*arguments, expect=KILLED, crash_at=number)
                self.assert_survived(before, after, facts)
                self.complete(name, shards, after, facts)

    def test_a_crash_of_a_program_with_its_own_articles(self):
        for shards in (1, 3):
            base = self.folder / f"own{shards}"
            self.run_program(WRITE_STATE, base, shards, 0)
            before = self.answer(base)
            run = functools.partial(self.run_program, WRITE_STATE, self.db, shards, 1)
            self.restore(base)
            run()
            after = self.answer()
            self.assertNotEqual(before, after)
            for number in self.points(run, base):
                facts = ("own articles", shards, "crash at", number)
                self.restore(base)
                run(expect=KILLED, crash_at=number)
                self.assert_survived(before, after, facts)
                run()
                self.assertEqual(self.answer(), after, self.told(facts))
                self.assert_sound(facts)

    def test_a_full_disk(self):
        for name, shards, arguments, base, before, after in self.scenarios(6):
            numbers = range(2, 500) if STRESS else (2, 3, 5, 8, 13, 21)
            for number in numbers:
                facts = (name, shards, "full from", number)
                self.restore(base)
                done = self.run_index(*arguments, expect=None, full_from=number)
                if done.returncode == 0:
                    self.assertEqual(self.answer(), after, self.told(facts))
                    break
                self.assertEqual(done.returncode, 4, self.told(facts, done.stderr))
                self.assertIn(b"space", done.stderr.lower(), self.told(facts))
                self.assertIn(b"hint: ", done.stderr, self.told(facts))
                self.assert_survived(before, after, facts)
                self.complete(name, shards, after, facts)

    def test_a_read_only_folder(self):
        for name, shards, arguments, base, before, _ in self.scenarios(6):
            if not base:
                continue
            self.restore(base)
            done = self.run_index(*arguments, expect=4, read_only=1)
            self.assertIn(b"read-only", done.stderr.lower(), name)
            self.assertEqual(self.answer(), before)
            self.run_index("--check", read_only=1)

    def test_a_file_system_without_symbolic_links(self):
        self.first_tree(6)
        done = self.run_index("--shards", 2, self.tree, expect=4, no_links=1)
        self.assertIn(b"symbolic links", done.stderr)
        self.run_index("--shards", 1, self.tree, no_links=1)
        self.assertEqual(self.answer(), self.fresh_answer(1))

    def test_a_file_that_vanishes_while_it_is_read(self):
        self.first_tree(6)
        self.run_index("--shards", 1, self.tree)
        before = self.answer()
        self.write(3, 1, [3000])
        done = self.run_index(self.tree, expect=5, vanish="/3.md")
        self.assertFalse((self.tree / "3.md").exists())
        self.assertIn(b"3.md", done.stderr)
        self.assertEqual(self.answer(), before)
        self.run_index(self.tree)
        self.assertEqual(self.answer(), self.fresh_answer(1))
        self.assert_sound()

    def test_threads_that_cannot_be_started(self):
        self.first_tree(60)
        for threads in (0, 1, 5):
            shutil.rmtree(self.db, ignore_errors=True)
            for arguments in (("--shards", 2), ("--rebuild",)):
                self.run_program(INDEX, "--quiet", "--jobs", 16, "--db", self.db, *arguments, self.tree, threads=threads)
            self.assertEqual(self.answer(), self.fresh_answer(2))
            self.assert_sound()

    def test_a_file_that_gets_the_inode_of_another_during_the_scan(self):
        self.first_tree(6)
        self.run_index("--shards", 1, self.tree)
        before = self.answer()
        for arguments in ((), ("--rebuild",)):
            self.run_index(*arguments, self.tree, reused_inode="2.md:4.md")
            self.assertEqual(self.answer(), before)
        (self.tree / "9.md").symlink_to("4.md")
        self.run_index(self.tree)
        self.assertEqual(self.answer(), before)


class KillTest(CrashTest):
    def test_kills_at_random_moments(self):
        budget = 60.0 if STRESS else 2.0
        killed = 0
        for name, shards, arguments, base, before, after in self.scenarios(300):
            self.restore(base)
            begin = time.monotonic()
            self.run_index(*arguments)
            usual = time.monotonic() - begin
            end = time.monotonic() + budget
            while time.monotonic() < end:
                delay = self.random.uniform(0, usual)
                facts = (name, shards, "killed after", delay)
                self.restore(base)
                process = subprocess.Popen([INDEX, "--quiet", "--jobs", "2", "--db", str(self.db),
                                            *map(str, arguments)], stderr=subprocess.PIPE)
                time.sleep(delay)
                process.kill()
                process.communicate()
                killed += process.returncode == -9
                self.assert_survived(before, after, facts)
                self.complete(name, shards, after, facts)
        self.assertGreater(killed, 8)


if __name__ == "__main__":
    unittest.main()
