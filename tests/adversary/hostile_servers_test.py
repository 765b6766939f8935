#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers that hang, lie or close: searches end in time, with an answer or with exit code 4, and crash never.

Between newsrank-search and a sound xapian-tcpsrv stands a proxy that spoils what the server says: from some byte on it
falls silent, closes, flips bits, sends noise, or claims other sizes. NEWSRANK_SERVERS: how many searches (40).
"""
import os
import random
import shutil
import signal
import socket
import subprocess
import threading
import time
import unittest

import adversary

SEARCHES = int(os.environ.get("NEWSRANK_SERVERS", "40"))
QUERIES = ("salt battery", "type:article", "salt* --facet type --facet topic", '"salt battery" --explain', "* --sort date")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def spoil(data, done, plan, draw):
    """What of `data`, which begins at byte `done`, is sent on; None: the connection closes."""
    kind, begin = plan
    if done + len(data) <= begin:
        return data
    good, bad = data[:max(0, begin - done)], bytearray(data[max(0, begin - done):])
    if kind == "close":
        return None
    if kind == "silence":
        return good
    if kind == "noise":
        return good + draw.randbytes(len(bad))
    if kind == "sizes":  # lengths are single bytes, 255 begins a longer one
        bad[0] = 0xff
    else:
        for _ in range(draw.randint(1, 3)):
            bad[draw.randrange(len(bad))] ^= 1 << draw.randrange(8)
    return good + bytes(bad)


class Proxy:
    """Takes connections one after another, each with a plan of its own."""

    def __init__(self, port, draw):
        self.target, self.draw = port, draw
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.plan = None
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.pump, args=(client, server, None), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, self.plan), daemon=True).start()

    def pump(self, source, sink, plan):
        done = 0
        try:
            while data := source.recv(65536):
                sent = data if plan is None else spoil(data, done, plan, self.draw)
                if sent is None:
                    break
                done += len(data)
                sink.sendall(sent)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


@unittest.skipUnless(shutil.which("xapian-tcpsrv"), "xapian-tcpsrv (package xapian-tools) is missing")
class HostileServers(adversary.Case):
    def test_servers_that_hang_lie_or_close(self):
        code, _, error = adversary.run(adversary.INDEX, "--quiet", "--db", self.db, adversary.SAMPLE)
        self.assertEqual(code, 0, error)
        port = free_port()
        server = subprocess.Popen(["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(port),
                                   str(self.db / "g000001/shard0")], start_new_session=True, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(os.killpg, server.pid, signal.SIGKILL)
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.01)
        draw = random.Random(adversary.SEED)
        proxy = Proxy(port, draw)
        self.addCleanup(proxy.listener.close)
        for number in range(SEARCHES):
            kind = draw.choice(("close", "silence", "noise", "sizes", "bits", "bits", "bits"))
            begin = int(2 ** draw.uniform(0, 14))
            proxy.plan = (kind, begin)
            query = draw.choice(QUERIES).split(" --")
            options = [part for option in query[1:] for part in ("--" + option).split(" ", 1)]
            code, _, error = adversary.run(adversary.SEARCH, "--no-config", "--db", f"127.0.0.1:{proxy.port}", "--timeout", "0.3",
                                           *options, query[0], memory=1 << 30, seconds=20)
            self.counts[kind] += 1
            self.expect(code, (0, 4), (adversary.SEED, number, kind, begin, query, error))


if __name__ == "__main__":
    unittest.main()
