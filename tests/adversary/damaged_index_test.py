#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs on a damaged index: they end by themselves, with exit code 4 where they cannot go on, and never with a defect's.

Each file of the index is emptied, cut, removed, and written over in places; each program gets a copy. A service meets the
damage while it runs, and answers as before once it is undone. NEWSRANK_DAMAGES: how often each file is written over (2).
"""
import os
import random
import shutil
import unittest

import adversary
from adversary import INDEX, SAMPLE, SEARCH, SEED
from serving import Server

DAMAGES = int(os.environ.get("NEWSRANK_DAMAGES", "2"))
COMMANDS = {
    "search": ([SEARCH, "--no-config", "--facet", "type", "--explain", "--db"], ["--", "salt battery -type:video"], (0, 4)),
    "pattern": ([SEARCH, "--no-config", "--sort", "date", "--db"], ["b* OR *age", '"salt battery"'], (0, 4)),
    "check": ([INDEX, "--no-config", "--check", "--db"], [], (0, 4)),
    "write": ([INDEX, "--no-config", "--quiet", "--db"], [SAMPLE], (0, 4, 5)),
}


def write_over(path, place, data):
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(data)


def damages(path, draw):
    """What is done to a file, by name."""
    size = path.stat().st_size
    yield "emptied", lambda file: os.truncate(file, 0)
    yield "halved", lambda file: os.truncate(file, size // 2)
    yield "removed", os.unlink
    for _ in range(DAMAGES if size else 0):
        place = draw.randrange(size)
        length = draw.choice((1, 2, 64, 4096))
        data = bytes(length) if draw.random() < 0.3 else draw.randbytes(length)
        yield f"{length} bytes at {place}", lambda file, place=place, data=data: write_over(file, place, data[:size - place])


class Damage(adversary.Case):
    def setUp(self):
        super().setUp()
        self.assertEqual(adversary.run(INDEX, "--no-config", "--quiet", "--db", self.db, SAMPLE)[0], 0)
        self.files = sorted(path.relative_to(self.db) for path in self.db.rglob("*") if path.is_file() and path.stat().st_size)

    def test_programs_end_by_themselves(self):
        draw = random.Random(SEED)
        for name in self.files:
            for kind, damage in damages(self.db / name, draw):
                for task, (command, rest, allowed) in COMMANDS.items():
                    copy = self.folder / "copy.db"
                    shutil.copytree(self.db, copy)
                    damage(copy / name)
                    code, _, error = adversary.run(*command, copy, *rest, seconds=30)
                    self.counts[task] += 1
                    self.expect(code, allowed, (task, str(name), kind, error[-300:]))
                    shutil.rmtree(copy)

    def test_a_service_answers_again_once_the_damage_is_undone(self):
        draw = random.Random(SEED)
        targets = ("/api/v1/search?q=salt+battery&facet=type", "/api/v1/search?q=bat*&sort=date", "/search?q=-type%3Avideo")
        with Server("--db", self.db, "--threads", "1") as server:
            sound = [server.ask(target)[2] for target in targets]
            for name in self.files:
                path = self.db / name
                before = path.read_bytes()
                write_over(path, 0, draw.randbytes(len(before)))
                for target in targets:
                    status = server.ask(target)[0]
                    self.counts[f"status {status}"] += 1
                    self.assertIn(status, (200, 503), (str(name), target))
                write_over(path, 0, before)
                for target, expected in zip(targets, sound):
                    status, _, body = server.ask(target)
                    self.assertEqual((status, body), (200, expected), (str(name), target))


if __name__ == "__main__":
    unittest.main()
