# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers of shards, for the tests of clusters: starts and kills xapian-tcpsrv, and indexes the sample.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SOURCE_DIR, the repository.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
QUERY = "salt battery"


def listening():
    """A socket that listens and never answers."""
    silent = socket.socket()
    silent.bind(("127.0.0.1", 0))
    silent.listen()
    return silent


def free_port():
    with listening() as silent:
        return silent.getsockname()[1]


def wait_for(port):
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise AssertionError(f"nothing listens on port {port}")


def shown(answer):
    return answer["total"], [(hit["id"], round(hit["score"], 9)) for hit in answer["hits"]]


@unittest.skipUnless(shutil.which("xapian-tcpsrv"), "xapian-tcpsrv (package xapian-tools) is missing")
class ShardServersCase(unittest.TestCase):
    """Has a folder; what listens on a port of `servers` ends with the test."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        self.servers = {}
        self.addCleanup(lambda: [self.stop(port) for port in list(self.servers)])

    def index(self, database, *arguments):
        subprocess.run([INDEX, "--quiet", *arguments, "--db", database, ROOT / "data" / "sample"], check=True, timeout=300)

    def shard(self, number, database="two.db"):
        return self.folder / database / "g000001" / f"shard{number}"

    def start(self, port, command, **options):
        # xapian-tcpsrv ends its whole process group when it is stopped: each has a session of its own.
        self.servers[port] = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                              **options)
        wait_for(port)
        return port

    def serve(self, path, port=None):
        port = port or free_port()
        return self.start(port, ["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(port), path])

    def stop(self, port):
        server = self.servers.pop(port)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
