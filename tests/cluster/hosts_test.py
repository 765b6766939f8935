#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Four shards with two replicas each on four hosts, which are network namespaces: servers die, hosts are cut off, hang, are slow, run full,
have an older or a newer commit, and come back.

Every answer has to be that of one index, and in time; only a shard without any replica is an error. Skipped where namespaces are refused.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_LIBRARY, the library; NEWSRANK_SOURCE_DIR, the repository.
"""
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from hosts import Hosts, address, enter, ip
from shard_servers import INDEX, ROOT, SEARCH, shown

sys.path.insert(0, str(ROOT / "searcher" / "python"))
import newsrank  # noqa: E402

HOSTS = 4
DEADLINE = 2
SETTINGS = {"connect_timeout": 0.3, "timeout": 0.6, "deadline": DEADLINE}
# Beyond the deadline.
LATE = 0.1
# To start the program, on a machine that is busy with other tests, too.
START = 2
QUERIES = ["salt battery", "cloudforge", "moon lander -petrel", "topic:AI", "batt*"]


class Delays:
    """How much too late threads are woken on this machine meanwhile: by so much an answer may be late, too."""

    def __enter__(self):
        self.most, self.ended = 0, threading.Event()
        self.thread = threading.Thread(target=self.measure)
        self.thread.start()
        return self

    def measure(self):
        while not self.ended.is_set():
            begun = time.monotonic()
            time.sleep(0.01)
            self.most = max(self.most, time.monotonic() - begun - 0.01)

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def program(database, query, *options):
    begun = time.monotonic()
    done = subprocess.run([SEARCH, "--no-config", "--db", database, "--format", "json", *options, query], capture_output=True, text=True,
                          timeout=60)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr, time.monotonic() - begun


def commit_more(database):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "one.md").write_text("---\ntitle: Salt battery again\nurl: https://news.example/again\n---\n")
        subprocess.run([INDEX, "--quiet", "--db", database, ROOT / "data" / "sample", folder], check=True, timeout=300)


class HostsTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.expected = {}  # by commit
        for name, shards in (("whole.db", "1"), ("four.db", str(HOSTS))):
            subprocess.run([INDEX, "--quiet", "--shards", shards, "--db", self.folder / name, ROOT / "data" / "sample"], check=True, timeout=300)
        self.expect(1)
        self.hosts = Hosts(HOSTS, self.folder / "four.db" / "g000001")
        self.addCleanup(self.hosts.close)
        self.cluster = self.hosts.cluster(self.folder / "cluster.yaml", **SETTINGS)

    def expect(self, commit):
        self.expected[commit] = [shown(program(self.folder / "whole.db", query)[1]) for query in QUERIES]

    def check_program(self, without=None):
        """Each question opens the index anew."""
        for number, query in enumerate(QUERIES):
            code, answer, said, took = program(self.cluster, query)
            self.assertEqual(code, 0, said)
            self.assertEqual(shown(answer), self.expected[answer["shards"][0]["commit"]][number])
            self.assertEqual([shard["shard"] for shard in answer["shards"]], list(range(HOSTS)))
            self.assertLess(took, DEADLINE + LATE + START)
            self.assertNotIn(without, {int(shard["replica"].split(".")[2]) for shard in answer["shards"]})

    def check_searcher(self, searcher, seconds=1.0):
        """A searcher that stays open is asked for so long; the commit that answered."""
        commits = set()
        with Delays() as delays:
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                for number, query in enumerate(QUERIES):
                    begun = time.monotonic()
                    response = searcher.search(query)
                    self.assertLess(time.monotonic() - begun, DEADLINE + LATE + delays.most)
                    commits |= {shard.commit for shard in response.shards}
                    found = [(hit.id, round(hit.score, 9)) for hit in response.hits]
                    self.assertEqual((len(commits), found), (1, self.expected[min(commits)][number][1]))
        return commits.pop()

    def check_both(self, searcher, without=None):
        self.check_searcher(searcher)
        self.check_program(without)

    def test_hosts_die_hang_are_cut_off_are_slow_and_come_back(self):
        with newsrank.open_searcher(self.cluster) as searcher:
            self.check_both(searcher)
            for host in (0, 2):
                with self.subTest("killed", host=host):
                    self.hosts.kill(host)
                    self.check_both(searcher, without=host)
                    self.hosts.serve(host)
            with self.subTest("hangs"):
                self.hosts.signal(1, signal.SIGSTOP)
                self.check_both(searcher, without=1)
                self.hosts.signal(1, signal.SIGCONT)
            for kind in ("blackhole", "prohibit"):
                with self.subTest(kind):
                    self.hosts.cut_off(3, kind)
                    self.check_both(searcher, without=3)
                    self.hosts.join(3, kind)
            with self.subTest("slow"):
                self.hosts.kill(0)
                self.hosts.serve(0, slow=0.25)
                self.check_both(searcher, without=0)
                self.hosts.kill(0)
                self.hosts.serve(0)
            self.check_both(searcher)

    def test_a_search_ends_at_the_deadline_when_all_replicas_are_slow(self):
        with newsrank.open_searcher(self.cluster) as searcher:
            self.check_searcher(searcher)
            for host in (1, 2):  # both have shard 2 of 4
                self.hosts.kill(host)
                self.hosts.serve(host, slow=0.2)
            for _ in range(3):
                with Delays() as delays:
                    begun = time.monotonic()
                    with self.assertRaisesRegex(newsrank.Error, "deadline|no replica left"):
                        searcher.search(QUERIES[0])
                    self.assertLess(time.monotonic() - begun, DEADLINE + LATE + delays.most)
            for host in (1, 2):
                self.hosts.kill(host)
                self.hosts.serve(host)
            self.check_searcher(searcher)

    def test_older_and_newer_commits(self):
        shutil.copytree(self.folder / "four.db", self.folder / "old.db")
        for name in ("whole.db", "four.db"):
            commit_more(self.folder / name)
        self.expect(2)
        old, new = (self.folder / name / "g000001" for name in ("old.db", "four.db"))

        def restart(host, shards):
            self.hosts.kill(host)
            self.hosts.serve(host, shards)

        with newsrank.open_searcher(self.cluster) as searcher:
            for host in range(HOSTS):
                restart(host, old)
            self.assertEqual(self.check_searcher(searcher), 1)
            restart(0, new)
            self.assertEqual(self.check_searcher(searcher), 1)
            self.check_program()
            for host in (1, 2, 3):
                restart(host, new)
            self.assertEqual(self.check_searcher(searcher), 2)
            restart(2, old)
            self.assertEqual(self.check_searcher(searcher), 2)
            self.check_program(without=2)

    def test_a_full_disk_leaves_the_host_at_its_commit(self):
        disk = self.folder / "disk"
        disk.mkdir()
        source = self.folder / "four.db" / "g000001"
        size = sum(each.stat().st_size for shard in (0, 3) for each in (source / f"shard{shard}").iterdir())
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + (256 << 10)}", "tmpfs", disk], check=True)
        self.addCleanup(subprocess.run, ["umount", "--lazy", disk], check=True)
        for shard in (0, 3):
            shutil.copytree(source / f"shard{shard}", disk / f"shard{shard}")
        self.hosts.kill(0)
        self.hosts.serve(0, disk)
        for name in ("whole.db", "four.db"):
            commit_more(self.folder / name)
        self.expect(2)
        with newsrank.open_searcher(self.cluster) as searcher:
            with self.assertRaises(OSError):
                shutil.copytree(source / "shard0", disk / "next")
            (disk / "rest").touch()
            with self.assertRaises(OSError):
                (disk / "rest").write_bytes(bytes(size))
            self.assertEqual(self.check_searcher(searcher), 2)
            self.check_program(without=0)
            self.hosts.kill(0)
            self.hosts.serve(0, disk)
            self.hosts.kill(1)  # shard 1 of 4 is left on the full host alone
            code, answer, said, _ = program(self.cluster, QUERIES[0])
            self.assertEqual((code, answer), (3, None) if code == 3 else (code, answer))
            self.assertIn("no commit that every shard can give", said)

    def test_a_shard_without_replicas_is_an_error_or_marked(self):
        for host in (1, 2):  # both have shard 2 of 4
            ip("route", "add", "prohibit", f"{address(host)}/32")
        code, answer, said, took = program(self.cluster, QUERIES[0])
        self.assertEqual((code, answer), (4, None))
        self.assertIn("shard 2 of 4 has no replica left", said)
        self.assertLess(took, DEADLINE + LATE + START)
        code, answer, said, _ = program(self.cluster, QUERIES[0], "--partial")
        self.assertEqual((code, answer["missing"]), (0, [f"{self.cluster}: shard 2 of 4"]), said)
        for host in (1, 2):
            ip("route", "del", "prohibit", f"{address(host)}/32")
        self.check_program()


if __name__ == "__main__":
    inside = enter()
    sys.exit(unittest.main(verbosity=1) if inside is None else inside)
