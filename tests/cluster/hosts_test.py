#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Four shards with two replicas each on four hosts, which are network namespaces: servers die, hosts are cut off, hang and come back.

Every answer has to be that of one index, and in time; only a shard without any replica is an error. Skipped where namespaces are refused.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SOURCE_DIR, the repository.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from shard_servers import INDEX, ROOT, SEARCH, shown

HOSTS = 4
DEADLINE = 3
# To start the program, on a machine that is busy with other tests, too.
START = 2
QUERIES = ["salt battery", "cloudforge", "moon lander -petrel", "topic:AI", "batt*"]
INSIDE = "NEWSRANK_IN_NAMESPACE"


def ip(*arguments):
    subprocess.run(["ip", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


class HostsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        for name, shards in (("whole.db", "1"), ("four.db", str(HOSTS))):
            subprocess.run([INDEX, "--quiet", "--shards", shards, "--db", cls.folder / name, ROOT / "data" / "sample"], check=True,
                           timeout=300)
        ip("link", "set", "lo", "up")
        # A host is a namespace that a sleeping process holds.
        cls.hosts = []
        for host in range(HOSTS):
            cls.hosts.append(subprocess.Popen(["unshare", "--net", "sleep", "600"]))
        for host, holder in enumerate(cls.hosts):
            while os.readlink(f"/proc/{holder.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
                time.sleep(0.01)
            ip("link", "add", f"to{host}", "type", "veth", "peer", "name", "eth0", "netns", holder.pid)
            ip("addr", "add", f"10.77.{host}.1/24", "dev", f"to{host}")
            ip("link", "set", f"to{host}", "up")
            cls.on(host, "ip", "addr", "add", f"10.77.{host}.2/24", "dev", "eth0")
            cls.on(host, "ip", "link", "set", "eth0", "up")
        cls.servers = {}
        for shard in range(HOSTS):
            for host in (shard, (shard + 1) % HOSTS):
                cls.serve(host, shard)
        cls.cluster = cls.folder / "cluster.yaml"
        lines = [f"  - [{', '.join(f'10.77.{host}.2:{33100 + shard}' for host in (shard, (shard + 1) % HOSTS))}]\n" for shard in range(HOSTS)]
        cls.cluster.write_text(f"connect_timeout: 0.3\ntimeout: 0.6\ndeadline: {DEADLINE}\nshards:\n" + "".join(lines))
        cls.expected = [cls.ask(cls.folder / "whole.db", query)[1] for query in QUERIES]

    @classmethod
    def tearDownClass(cls):
        for server in cls.servers.values():
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        for holder in cls.hosts:
            holder.kill()
            holder.wait()
        cls.temporary.cleanup()

    @classmethod
    def on(cls, host, *command):
        subprocess.run(["nsenter", "--net", "-t", str(cls.hosts[host].pid), *command], check=True)

    @classmethod
    def serve(cls, host, shard):
        command = ["nsenter", "--net", "-t", str(cls.hosts[host].pid), "xapian-tcpsrv", "--quiet", "--port", str(33100 + shard),
                   cls.folder / "four.db" / "g000001" / f"shard{shard}"]
        cls.servers[host, shard] = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.1)

    @classmethod
    def signal(cls, host, number):
        for (where, _), server in cls.servers.items():
            if where == host:
                os.killpg(server.pid, number)

    @classmethod
    def ask(cls, database, query, *options):
        begun = time.monotonic()
        done = subprocess.run([SEARCH, "--no-config", "--db", database, "--format", "json", *options, query], capture_output=True,
                              text=True, timeout=60)
        cls.took = time.monotonic() - begun
        return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr

    def check_answers(self, without=None):
        for query, expected in zip(QUERIES, self.expected):
            with self.subTest(query, without=without):
                code, answer, said = self.ask(self.cluster, query)
                self.assertEqual(code, 0, said)
                self.assertEqual(shown(answer), shown(expected))
                self.assertEqual([shard["shard"] for shard in answer["shards"]], list(range(HOSTS)))
                self.assertLess(self.took, DEADLINE + 0.1 + START)
                used = {int(shard["replica"].split(".")[2]) for shard in answer["shards"]}
                self.assertNotIn(without, used)

    def test_hosts_die_hang_are_cut_off_and_come_back(self):
        self.check_answers()
        for host in (0, 2):
            self.signal(host, signal.SIGKILL)
            for shard in (host, (host - 1) % HOSTS):
                self.servers.pop((host, shard)).wait()
            self.check_answers(without=host)
            for shard in (host, (host - 1) % HOSTS):
                self.serve(host, shard)
        self.signal(1, signal.SIGSTOP)
        self.check_answers(without=1)
        self.signal(1, signal.SIGCONT)
        for state, kind in (("dropped", "blackhole"), ("rejected", "prohibit")):
            with self.subTest(state):
                self.on(3, "ip", "route", "add", kind, "10.77.3.1/32")
                self.check_answers(without=3)
                self.on(3, "ip", "route", "del", kind, "10.77.3.1/32")
        self.check_answers()

    def test_a_shard_without_replicas_is_an_error_or_marked(self):
        for host in (1, 2):  # both have shard 2 of 4
            ip("route", "add", "prohibit", f"10.77.{host}.2/32")
        code, answer, said = self.ask(self.cluster, QUERIES[0])
        self.assertEqual((code, answer), (4, None))
        self.assertIn("shard 2 of 4 has no replica left", said)
        code, answer, said = self.ask(self.cluster, QUERIES[0], "--partial")
        self.assertEqual((code, answer["missing"]), (0, [f"{self.cluster}: shard 2 of 4"]), said)
        for host in (1, 2):
            ip("route", "del", "prohibit", f"10.77.{host}.2/32")
        self.check_answers()


def main():
    needed = [name for name in ("ip", "nsenter", "unshare", "xapian-tcpsrv") if not shutil.which(name)]
    if needed:
        print(f"skipped: {', '.join(needed)} missing")
        return 77
    if INSIDE in os.environ:
        return unittest.main(verbosity=1)
    enter = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--user", "--map-root-user"]
    tried = subprocess.run([*enter, "ip", "link", "add", "type", "veth"], capture_output=True, text=True)
    if tried.returncode != 0:
        print(f"skipped: network namespaces are refused here: {tried.stderr.strip()}")
        return 77
    return subprocess.run([*enter, sys.executable, *sys.argv], env={**os.environ, INSIDE: "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
