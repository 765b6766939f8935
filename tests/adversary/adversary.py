# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of this folder share: programs with bounded memory and time, seeds, counts.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH: the programs; NEWSRANK_SAMPLE: the sample articles; NEWSRANK_SEED: where the
random numbers begin; NEWSRANK_SANITIZED: the programs reserve more memory than any limit allows.
"""
import collections
import os
import pathlib
import resource
import subprocess
import tempfile
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
SAMPLE = os.environ["NEWSRANK_SAMPLE"]
SEED = int(os.environ.get("NEWSRANK_SEED", "1"))
SANITIZED = bool(os.environ.get("NEWSRANK_SANITIZED"))
TIMEOUT = 124  # the exit code told of a program that did not end in time


def run(*command, memory=None, seconds=60, stdin=None, **options):
    """Exit code (negative: a signal), standard output and error."""
    def limit():
        if memory and not SANITIZED:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit, **options)
    try:
        out, error = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return TIMEOUT, b"", b"it did not end"
    return process.returncode, out, error


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.db = self.folder / "newsrank.db"
        self.counts = collections.Counter()
        self.addCleanup(lambda: print(f"{self.id().rsplit('.', 1)[-1]}: {dict(sorted(self.counts.items()))}"))

    def expect(self, code, allowed, facts):
        """The program ended, and as it should."""
        self.counts[f"exit {code}"] += 1
        self.assertIn(code, allowed, facts)
