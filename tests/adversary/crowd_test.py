#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A crowded machine: four writers, each with a folder of its own, wait for their turn at one index, and eight readers search it.

Every search finds a whole state of each writer's articles, and none that is older than what the reader saw before.
NEWSRANK_CROWD: for how many seconds (8).
"""
import json
import os
import threading
import time
import unittest

import adversary
from adversary import INDEX, SEARCH

SECONDS = float(os.environ.get("NEWSRANK_CROWD", "8"))
WRITERS, READERS, LEAST = 4, 8, 2


def size_of(state):
    """How many articles a state has."""
    return 5 + state % 4


class Crowd(adversary.Case):
    def setUp(self):
        super().setUp()
        self.lock = threading.Lock()
        self.stop = threading.Event()
        self.wrong = []
        self.written = [-1] * WRITERS  # the last state of each that was committed for certain

    def count(self, what, wrong=None):
        with self.lock:
            self.counts[what] += 1
            if wrong:
                self.wrong.append(wrong)

    def write(self, writer, state):
        folder = self.folder / f"writer{writer}"
        folder.mkdir(exist_ok=True)
        for n in range(9):
            path = folder / f"{n}.md"
            if n >= size_of(state):
                path.unlink(missing_ok=True)
                continue
            text = f"---\ntitle: Story {n} of {writer}\nwebUrl: https://w{writer}.example/{n}\nexcerpt: state {state}\ntopics: [Writer {writer}]\n---\n"
            # What is saved by a rename is never seen by halves.
            (folder / "new").write_text(text)
            os.replace(folder / "new", path)
        code, _, error = adversary.run(INDEX, "--no-config", "--quiet", "--wait", "--db", self.db, folder, seconds=120)
        self.count("runs", None if code == 0 else f"writer {writer}: {code} {error[-300:]}")
        self.written[writer] = state

    def writes(self, writer):
        state = 1
        while not self.wrong and (not self.stop.is_set() or state <= LEAST):
            self.write(writer, state)
            state += 1

    def reads(self, reader):
        seen = [0] * WRITERS
        turn = reader
        while not self.stop.is_set() and not self.wrong:
            turn += 1
            writer = turn % WRITERS
            least = self.written[writer]
            code, out, error = adversary.run(SEARCH, "--no-config", "--db", self.db, "--format", "json", "--limit", "100", "--no-group", f'topic:"Writer {writer}"')
            if code != 0:
                self.count("searches", f"{code} {error[-300:]}")
                return
            hits = [hit["excerpt"] for hit in json.loads(out)["hits"]]
            state = int(hits[0].split()[1]) if hits else -1
            whole = len(set(hits)) == 1 and len(hits) == size_of(state)
            current = state >= max(least, seen[writer])
            seen[writer] = state
            self.count("searches", None if whole and current else f"writer {writer}: {hits}, not before {least}")

    def test_writers_take_turns_and_readers_see_whole_states(self):
        for writer in range(WRITERS):
            self.write(writer, 0)
        threads = [threading.Thread(target=self.writes, args=(writer,)) for writer in range(WRITERS)]
        threads += [threading.Thread(target=self.reads, args=(reader,)) for reader in range(READERS)]
        for each in threads:
            each.start()
        time.sleep(SECONDS)
        self.stop.set()
        for each in threads:
            each.join()
        self.assertEqual(self.wrong, [])
        self.assertGreaterEqual(self.counts["runs"], WRITERS * (LEAST + 1))
        self.expect(adversary.run(SEARCH, "--no-config", "--db", self.db, "--format", "urls", "--limit", "0", "*")[0], (0,), "a last search")
        self.expect(adversary.run(INDEX, "--no-config", "--check", "--db", self.db)[0], (0,), "the index is sound")


if __name__ == "__main__":
    unittest.main()
