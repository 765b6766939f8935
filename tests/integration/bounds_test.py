#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What newsrank-index may use is bounded: memory, open files; and no name or kind of file leads it astray.

NEWSRANK_STRESS=1 indexes 100,000 files instead of 5,000, and makes a change of 1,500 long articles instead of 50.

Environment: NEWSRANK_INDEX: the program.
"""
import json
import os
import pathlib
import resource
import socket
import subprocess
import tempfile
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
STRESS = bool(os.environ.get("NEWSRANK_STRESS"))
FILES = 100_000 if STRESS else 5_000
LONG_ARTICLES = 1_500 if STRESS else 50
MAX_MEMORY = 400 << 20


def article_file(number, words=40):
    text = " ".join(f"word{number * 7919 * k % 50_000}" for k in range(1, words))
    related = "".join(f'  - title: "Related {number // 10 + k}"\n    webUrl: "https://related.example/{number // 10 + k}"\n'
                      for k in range(5))
    return (f'---\ntitle: "Story {number}"\nwebUrl: "https://news.example/{number}"\nquality: {number % 150}\n'
            f'excerpt: "{text}"\nrelated:\n{related}---\n')


class BoundsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.tree = self.folder / "tree"
        self.tree.mkdir()

    def index(self, *arguments, expect=0, open_files=None, data=None):
        """The report, and the greatest amount of memory that was in use. Without `expect` what counts is that the run ends."""
        def limit():
            if data:
                resource.setrlimit(resource.RLIMIT_DATA, (data, data))
            if open_files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
        command = [INDEX, "--json", "--db", self.folder / "db", *arguments, self.tree]
        with open(self.folder / "out", "w+b") as out, open(self.folder / "err", "w+b") as err:
            process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=err, preexec_fn=limit)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            if expect is None:
                self.assertIn(process.returncode, (0, 5), err.read())
            else:
                self.assertEqual(process.returncode, expect, err.read())
            return json.loads(out.read()), usage.ru_maxrss << 10

    def make_files(self, first, last, words=40):
        for number in range(first, last):
            folder = self.tree / str(number // 1000)
            folder.mkdir(exist_ok=True)
            (folder / f"{number}.md").write_text(article_file(number, words))

    def test_memory_does_not_grow_with_the_collection(self):
        self.make_files(0, FILES)
        report, memory = self.index()
        self.assertEqual(report["files"]["read"], FILES)
        self.assertLess(memory, MAX_MEMORY)

    def test_memory_does_not_grow_with_the_size_of_a_change(self):
        self.make_files(0, 10)
        self.index("--shards", 2)
        self.make_files(10, 10 + LONG_ARTICLES, words=2_000)
        report, memory = self.index()
        self.assertEqual(report["files"]["read"], LONG_ARTICLES)
        self.assertLess(memory, MAX_MEMORY)

    def test_memory_does_not_grow_with_what_a_source_makes_up(self):
        fence = '---\ntitle: x\nwebUrl: "https://news.example/1"\n'
        size = (16 << 20) - 100
        sources = {
            "brackets": fence + "related: " + "[" * (size - len(fence) - 20) + "\n---\n",
            "topics": fence + "topics:\n" + "- a\n" * 2_000_000 + "---\n",
            "entries": fence + "related:\n" + "- x\n" * 2_000_000 + "---\n",
            "quotes": fence + "x: [" + '"a" ' * 2_000_000 + "]\n---\n",
            "keys": fence + "".join(f"k{i}:\n" for i in range(1_000_000)) + "---\n",
            "words": fence + "---\n" + " ".join(f"{i:x}" for i in range(1_900_000)),
            "tags": fence + "---\n" + "<a " * 5_000_000,
            "compounds": fence + "---\n" + "a-" * 7_500_000,
            "letters": fence + "---\n" + "a " * 8_000_000,
            "host": '---\ntitle: x\nwebUrl: "https://' + "a." * 4_000_000 + 'example/"\n---\n',
        }
        names = sources if STRESS else ("brackets", "quotes", "words", "compounds")
        for name in names:
            with self.subTest(name):
                for copy in range(4 if name == "brackets" and STRESS else 1):
                    (self.tree / f"{name}{copy}.md").write_text(sources[name])
                _, memory = self.index("--jobs", 2, expect=None, data=MAX_MEMORY + (100 << 20))
                self.assertLess(memory, MAX_MEMORY)
                for file in self.tree.iterdir():
                    file.unlink()

    def test_few_files_are_open_at_once(self):
        self.make_files(0, 3_000)
        self.index("--shards", 3, open_files=96)
        self.make_files(0, 100, words=10)
        self.index(open_files=96)

    def test_names_of_any_bytes(self):
        names = [bytes([byte]) + b".md" for byte in range(1, 256) if byte not in b"/."]
        for number, name in enumerate(names):
            (pathlib.Path(os.fsdecode(os.fsencode(self.tree) + b"/" + name))).write_text(article_file(number))
        report, _ = self.index()
        self.assertEqual(report["files"]["read"], len(names))
        report, _ = self.index()
        self.assertEqual(report["files"]["unchanged"], len(names))

    def test_special_files_and_loops_are_passed_over_with_a_word(self):
        self.make_files(0, 1)
        os.mkfifo(self.tree / "pipe.md")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.tree / "socket.md"))
        os.symlink("/dev/zero", self.tree / "device.md")
        os.symlink("..", self.tree / "0" / "loop")
        os.symlink("self.md", self.tree / "self.md")
        report, _ = self.index(expect=5)
        self.assertEqual(report["files"]["read"], 1)
        told = json.dumps(report["problems"])
        for name in ("pipe.md", "socket.md", "device.md", "loop", "self.md"):
            self.assertIn(name, told)


if __name__ == "__main__":
    unittest.main()
