#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Loss of power: whatever the disk had not been asked to keep is dropped, or torn, and the index is at a commit.

A run of newsrank-index writes down its calls (journal_preload.cpp). For moments in it the folder is made as a machine that
lost its power there might find it: of each file, what was written before its last fsync is there; of what came later each
write is there, missing, or there in part. Names (files made, renamed, removed) come back as a file system with a journal
brings them back: in their order, up to some moment not before the last fsync of their folder. What such a folder holds
must be the state before the run or the one after it, whole, and the next run must go on from there.

NEWSRANK_LOSSES: how many for each kind of run (12).
"""
import json
import os
import pathlib
import random
import shutil
import unittest

import adversary

LOSSES = int(os.environ.get("NEWSRANK_LOSSES", "12"))
JOURNAL = os.environ["NEWSRANK_JOURNAL_PRELOAD"]
SECTOR = 512


def read_journal(path):
    """(letter, path, inode, other, bytes) of each call."""
    data, at, calls = path.read_bytes(), 0, []

    def line():
        nonlocal at
        end = data.index(b"\n", at)
        text, at = data[at:end].decode(), end + 1
        return text
    while at < len(data):
        letter, name, inode, other, size = line(), line(), line(), line(), int(line())
        calls.append((letter, name, inode, other, data[at:at + size]))
        at += size
    return calls


class Disk:
    """Names and contents; a name leads to "dir", ("link", target) or a list with one bytearray."""

    def __init__(self, folder):
        self.names = {}
        for place, folders, files in os.walk(folder):
            self.names[place] = "dir"
            for name in folders + files:
                path = os.path.join(place, name)
                if os.path.islink(path):
                    self.names[path] = ("link", os.readlink(path))
                elif os.path.isfile(path):
                    self.names[path] = [bytearray(pathlib.Path(path).read_bytes())]
        self.inodes = {str(os.stat(path).st_ino): what for path, what in self.names.items() if isinstance(what, list)}

    def name_call(self, letter, path, inode, other):
        if letter == "O":
            self.names[path] = self.inodes[inode] = [bytearray()]
        elif letter == "D":
            self.names[path] = "dir"
        elif letter == "L":
            self.names[path] = ("link", other)
        elif letter == "U":
            self.names.pop(path, None)
        elif letter == "R" and path in self.names:
            for name in [name for name in self.names if name == path or name.startswith(path + "/")]:
                self.names[other + name[len(path):]] = self.names.pop(name)

    def write(self, file, offset, data):
        content = file[0]
        if len(content) < offset:
            content.extend(b"\0" * (offset - len(content)))
        content[offset:offset + len(data)] = data

    def make(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        for path, what in sorted(self.names.items()):
            if what == "dir":
                os.makedirs(path, exist_ok=True)
        for path, what in sorted(self.names.items()):
            if what == "dir" or not os.path.isdir(os.path.dirname(path)):
                continue
            if isinstance(what, tuple):
                os.symlink(what[1], path)
            else:
                pathlib.Path(path).write_bytes(what[0])


def is_name_call(call):
    return call[0] in "RUDL" or (call[0] == "O" and call[3] == "new")


def after_loss(disk, calls, moment, draw):
    """The disk of a machine that lost its power after the first `moment` calls."""
    past = calls[:moment]
    synced_names, synced_files = 0, {}
    for number, (letter, path, inode, _, _) in enumerate(past):
        if letter == "S":
            synced_files[inode] = number
            # A folder's names are kept, and with them what its file system did before.
            last = [k for k in range(number) if is_name_call(past[k]) and
                    path in (os.path.dirname(past[k][1]), os.path.dirname(past[k][3]))]
            synced_names = max(synced_names, last[-1] + 1 if last else 0)
    names_until = draw.choice((synced_names, len(past), draw.randint(synced_names, max(synced_names, len(past)))))
    keeps = draw.choice((0.0, 0.5, 0.9))
    known = dict(disk.inodes)
    for number, call in enumerate(past):
        letter, path, inode, other, data = call
        kept = number < synced_files.get(inode, -1)
        if is_name_call(call):
            if number < names_until:
                disk.name_call(letter, path, inode, other)
                if letter == "O":
                    known[inode] = disk.inodes[inode]
            elif letter == "O":
                known.pop(inode, None)
        elif inode in known and letter in "OWT" and (kept or draw.random() < keeps):
            if letter == "O":
                known[inode][0].clear()
            elif letter == "T":
                size = int(other)
                del known[inode][0][size:]
                disk.write(known[inode], size, b"")
            elif kept or draw.random() < 0.7:
                disk.write(known[inode], int(other), data)
            else:
                disk.write(known[inode], int(other), data[:draw.randrange(len(data) + 1) // SECTOR * SECTOR])
    return disk


class PowerLoss(adversary.Case):
    def write(self, number, version):
        self.tree.mkdir(exist_ok=True)
        (self.tree / f"{number}.md").write_text(f'---\ntitle: "Story {number} in version {version}"\nquality: {number % 90}\n'
                                                f'webUrl: "https://news.example/{number}"\nexcerpt: word{number % 11}\n---\n')

    def answer(self):
        code, out, error = adversary.run(adversary.SEARCH, "--no-config", "--db", self.db, "--format", "json", "--limit", "1000",
                                         "--now", "2025-01-01", "*")
        if code == 4 and b"there is no index" in error:
            return None
        self.assertEqual(code, 0, (self.facts, error))
        return sorted((hit["id"], hit["title"], hit["score"]) for hit in json.loads(out)["hits"])

    def index(self, *arguments, **options):
        code, out, error = adversary.run(adversary.INDEX, "--quiet", "--jobs", "2", "--db", self.db, *arguments, **options)
        self.assertEqual(code, 0, (self.facts, out, error))

    def lose_power(self, name, shards, arguments, first):
        """`first`: whether there is an index before."""
        self.facts = (name, shards)
        shutil.rmtree(self.db, ignore_errors=True)
        shutil.rmtree(self.tree, ignore_errors=True)
        for number in range(40):
            self.write(number, 0)
        if first:
            self.index("--shards", shards, self.tree)
            before = self.answer()
            for number in range(0, 60, 3):
                self.write(number, 1)
            (self.tree / "1.md").unlink()
        else:
            before = None
            self.db.mkdir()
        base, journal = self.folder / "base", self.folder / "journal"
        shutil.rmtree(base, ignore_errors=True)
        journal.unlink(missing_ok=True)
        shutil.copytree(self.db, base, symlinks=True)
        start = Disk(self.db)
        environment = {**os.environ, "LD_PRELOAD": JOURNAL, "NEWSRANK_JOURNAL": str(journal), "NEWSRANK_BELOW": str(self.db)}
        self.index(*arguments, env=environment)
        after = self.answer()
        calls = read_journal(journal)
        syncs = [number + 1 for number, call in enumerate(calls) if call[0] == "S"]
        self.counts["calls"] += len(calls)
        self.counts["syncs"] += len(syncs)
        for loss in range(LOSSES):
            draw = random.Random((adversary.SEED, name, shards, loss).__repr__())
            moment = len(calls) if loss == 0 else draw.choice(syncs) if draw.random() < 0.7 else draw.randint(0, len(calls))
            disk = self.copy_of(start)
            after_loss(disk, calls, moment, draw).make(self.db)
            self.facts = (name, shards, adversary.SEED, loss, "after", moment, "of", len(calls), "calls")
            found = self.answer()
            self.assertIn(found, (before, after), self.facts)
            if moment == len(calls):
                self.assertEqual(found, after, self.facts)
            self.counts["after" if found == after else "before"] += 1
            if found is not None:
                self.assertEqual(adversary.run(adversary.INDEX, "--db", self.db, "--check")[0], 0, self.facts)
            self.index(*(arguments if "--compact" not in arguments else ()), self.tree)
            self.assertEqual(adversary.run(adversary.INDEX, "--db", self.db, "--check")[0], 0, self.facts)
            self.counts["losses"] += 1

    @staticmethod
    def copy_of(disk):
        copy = Disk.__new__(Disk)
        files = {id(what): [bytearray(what[0])] for what in disk.names.values() if isinstance(what, list)}
        copy.names = {path: files.get(id(what), what) for path, what in disk.names.items()}
        copy.inodes = {inode: files[id(what)] for inode, what in disk.inodes.items()}
        return copy

    def test_the_index_is_at_a_commit(self):
        self.tree = self.folder / "tree"
        for shards in (1, 2):
            self.lose_power("a change", shards, [self.tree], True)
            self.lose_power("a new index", shards, ["--shards", shards, self.tree], False)
            self.lose_power("a rebuild", shards, ["--rebuild", self.tree], True)
            self.lose_power("compaction", shards, ["--compact"], True)


if __name__ == "__main__":
    unittest.main()
