#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the measurement of include/costs.md on a few records: its jobs find the same. Skipped where no packages are listed.

Environment: NEWSRANK_LIBRARY, the shared library.
"""
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import measure  # noqa: E402


class MeasureTest(unittest.TestCase):
    def test_the_jobs_find_the_same(self):
        try:
            records = measure.packages(40)
        except (SystemExit, FileNotFoundError, subprocess.CalledProcessError) as failure:
            self.skipTest(str(failure))
        measure.RUNS = 1
        table = measure.jobs_table(records).splitlines()[2:]
        found = {row.split("|")[1].strip(): int(row.split("|")[7].replace(",", "")) for row in table}
        self.assertGreater(found["newsrank"], measure.SEARCHES)
        for name, count in found.items():
            self.assertAlmostEqual(count, found["newsrank"], delta=found["newsrank"] / 3, msg=name)
        self.assertIn("| find an article |", measure.calls_table(records))

    def test_tables_stand_in_the_page(self):
        page = measure.PAGE.read_text(encoding="utf-8")
        for title in measure.JOBS:
            self.assertIn(f"\n| {title} | ", page)


if __name__ == "__main__":
    unittest.main(verbosity=1)
