#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the examples and checks what they print.

Environment: NEWSRANK_EXAMPLES, the folder of the programs.
"""
import json
import os
import re
import subprocess
import tempfile
import unittest

PROGRAMS = os.environ["NEWSRANK_EXAMPLES"]


class ExamplesTest(unittest.TestCase):
    def run_example(self, name, *arguments, status=0):
        done = subprocess.run([os.path.join(PROGRAMS, "example_" + name), *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return re.sub(r"\d+\.\d+", "N", done.stdout)

    def test_the_examples_work_together(self):
        with tempfile.TemporaryDirectory() as folder:
            database = os.path.join(folder, "my.db")
            self.assertEqual(self.run_example("index_articles", database), "2 articles\n")
            self.assertEqual(self.run_example("search", database, "batery"),
                             "2 articles\nN Salt battery switched on\nN Battery recycling grows\nno article has \"batery\"; searched for \"battery\"\n")
            self.assertEqual(json.loads(self.run_example("search_c", database, "salt").replace("N", "0"))["total"]["value"], 1)
            self.assertEqual(self.run_example("facets", database, "battery", "Recycling"),
                             "topic\n  1 Recycling\n  2 Energy\nyear\n")
            explained = self.run_example("explain", database, "salt battery").splitlines()
            self.assertEqual(explained[0], "Salt battery switched on")
            self.assertIn('  N stem "salt"', explained)
            self.assertTrue(any(line.startswith("  above the next: ") for line in explained), explained)
            self.assertEqual(self.run_example("refresh", database), "before: 2 articles\nafter: 3 articles\n")

    def test_failures_are_told(self):
        for name, arguments in [("search", ["none.db", "a"]), ("search_c", ["none.db", "a"]), ("facets", ["none.db", "a", "b"]),
                                ("explain", ["none.db", "a"])]:
            self.run_example(name, *arguments, status=1)
        for name in ("search", "search_c", "index_articles", "facets", "explain", "refresh"):
            self.run_example(name, status=2)


if __name__ == "__main__":
    unittest.main(verbosity=1)
