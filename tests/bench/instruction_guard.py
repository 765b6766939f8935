#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts the instructions of fixed workloads and compares them with recorded figures: a guard against slow code that times nothing.

The counts depend on compiler, options and libraries, so they are recorded for a build (NEWSRANK_BUILD, the key in
instructions.json); for a build without figures, or without valgrind, the test is skipped. `--update` records those of the
build it is run for. Environment: see tests/bench/CMakeLists.txt.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

FIGURES = pathlib.Path(__file__).with_name("instructions.json")
BUILD = os.environ["NEWSRANK_BUILD"]
INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
BENCH = os.environ["NEWSRANK_BENCH"]
SOURCE = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
SAMPLE = SOURCE / "data/sample"
QUERIES = SOURCE / "data/judged/queries.tsv"
TOLERANCE = 0.1


def instructions(*command):
    """How many instructions the command executes."""
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)], capture_output=True, text=True)
    counted = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not counted:
        raise RuntimeError(f"{command}: exit code {done.returncode}\n{done.stderr}")
    return int(counted[1])


def measure(folder):
    """The workloads by name. One thread, so that nothing depends on chance; the collections are the same everywhere."""
    related = folder / "related"
    subprocess.run([BENCH, "related", "--count", "40", related], check=True)
    index = folder / "sample.db"
    return {
        "index the sample": instructions(INDEX, "--quiet", "--jobs", "1", "--db", index, SAMPLE),
        "read related lists": instructions(INDEX, "--quiet", "--jobs", "1", "--dry-run", "--db", folder / "related.db", related),
        "open an index": instructions(SEARCH, "--db", index, "--format", "urls", "--limit", "1", "battery"),
        "search": instructions(SEARCH, "--db", index, "--format", "trec", "--batch", QUERIES, "--now", "2026-01-01"),
    }


def counts():
    with tempfile.TemporaryDirectory() as folder:
        return measure(pathlib.Path(folder))


class InstructionGuard(unittest.TestCase):
    def test_counts_are_near_the_recorded_ones(self):
        recorded = json.loads(FIGURES.read_text(encoding="utf-8")).get(BUILD)
        if recorded is None:
            self.skipTest(f'no figures are recorded for the build "{BUILD}"')
        if shutil.which("valgrind") is None:
            self.skipTest("valgrind is not installed")
        measured = counts()
        self.assertEqual(measured.keys(), recorded.keys())
        for name, count in measured.items():
            change = count / recorded[name] - 1
            print(f"{name}: {count:,} instructions, {change:+.1%}")
            with self.subTest(name):
                self.assertLess(abs(change), TOLERANCE, "if this is meant, record it with `instruction_guard.py --update`")


def update():
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    figures[BUILD] = counts()
    FIGURES.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    else:
        unittest.main(verbosity=1)
