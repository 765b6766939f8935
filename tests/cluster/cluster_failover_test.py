#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches through a cluster file: replicas that are killed, hang, lag or come back, from the programs and from Python.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SOURCE_DIR, the repository.
"""
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

from shard_servers import INDEX, QUERY, ROOT, SEARCH, ShardServersCase, free_port, listening, shown


class StallingProxy:
    """Passes on what a client and the server of a port say, but no more than `limit` bytes of an answer."""

    def __init__(self, server, limit):
        self.server, self.limit = server, limit
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.pass_on, args=(client,), daemon=True).start()

    def pass_on(self, client):
        with client, socket.create_connection(("127.0.0.1", self.server)) as server:
            said = 0
            while True:
                ready, _, _ = select.select([client] + ([server] if said < self.limit else []), [], [])
                data = ready[0].recv(4096)
                if not data:
                    return
                said = 0 if ready[0] is client else said + len(data)
                (server if ready[0] is client else client).sendall(data)

    def close(self):
        self.socket.close()


class ClusterTest(ShardServersCase):
    def setUp(self):
        super().setUp()
        self.index(self.folder / "whole.db")
        self.index(self.folder / "two.db", "--shards", "2")
        _, self.expected, _ = self.search(self.folder / "whole.db")

    def cluster(self, shards, **settings):
        """Writes a cluster file; replicas are tried in the order given."""
        lines = [f"{name}: {value}\n" for name, value in settings.items()] + ["shards:\n"]
        for replicas in shards:
            places = [f"127.0.0.1:{at}" if isinstance(at, int) else at for at in replicas]
            listed = [f"{{at: '{place}', weight: {0 if number else 1}}}" for number, place in enumerate(places)]
            lines.append(f"  - [{', '.join(listed)}]\n")
        path = self.folder / "cluster.yaml"
        path.write_text("".join(lines))
        return path

    def search(self, database, *arguments):
        begun = time.monotonic()
        done = subprocess.run([SEARCH, "--no-config", "--db", database, "--format", "json", *arguments, QUERY], capture_output=True,
                              text=True, timeout=120)
        self.took = time.monotonic() - begun
        return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr

    def replicas_of(self, cluster, *arguments):
        code, answer, said = self.search(cluster, *arguments)
        self.assertEqual((code, said), (0, ""))
        self.assertEqual(shown(answer), shown(self.expected))
        self.assertEqual([shard["shard"] for shard in answer["shards"]], [0, 1])
        return [shard["replica"].rsplit(":", 1)[-1] for shard in answer["shards"]]

    def test_a_replica_that_is_down_or_hangs_is_left_for_the_next(self):
        first, second = self.serve(self.shard(0)), self.serve(self.shard(1))
        spare = self.serve(self.shard(1))
        for consistency in ("newest", "any"):
            cluster = self.cluster([[first], [second, spare]], consistency=consistency)
            self.assertEqual(self.replicas_of(cluster), [str(first), str(second)])
        self.stop(second)
        for consistency in ("newest", "any"):
            cluster = self.cluster([[first], [second, spare]], consistency=consistency)
            self.assertEqual(self.replicas_of(cluster), [str(first), str(spare)])
        with listening() as silent:
            hanging = silent.getsockname()[1]
            for consistency in ("newest", "any"):
                cluster = self.cluster([[first], [hanging, spare]], consistency=consistency, connect_timeout=0.2, timeout=1)
                self.assertEqual(self.replicas_of(cluster), [str(first), str(spare)])
                self.assertLess(self.took, 3)

    def test_a_shard_without_replicas_is_an_error_or_missing(self):
        first = self.serve(self.shard(0))
        cluster = self.cluster([[first], [free_port(), free_port()]])
        code, answer, said = self.search(cluster)
        self.assertEqual((code, answer), (4, None))
        self.assertIn("cluster.yaml: shard 2 of 2 has no replica left", said)
        code, answer, said = self.search(cluster, "--partial")
        self.assertEqual(code, 0)
        self.assertEqual(answer["missing"], [f"{cluster}: shard 2 of 2"])
        self.assertIn("incomplete", said)
        self.assertLess(answer["total"]["value"], self.expected["total"]["value"])

    def test_folders_are_replicas_too(self):
        first = self.serve(self.shard(0))
        cluster = self.cluster([[first], ["two.db"]])
        self.assertEqual(self.replicas_of(cluster), [str(first), str(self.folder / "two.db")])
        cluster = self.cluster([["two.db"], ["gone.db", "two.db"]])
        self.assertEqual(self.replicas_of(cluster), [str(self.folder / "two.db")] * 2)

    def test_shards_in_another_order_are_refused(self):
        first, second = self.serve(self.shard(0)), self.serve(self.shard(1))
        code, _, said = self.search(self.cluster([[second], [first]]))
        self.assertEqual(code, 2)
        self.assertIn("has shard 2 of 2, not 1 of 2", said)
        code, _, said = self.search(self.cluster([[first], [self.serve(self.shard(0))]]))
        self.assertEqual(code, 2)
        code, _, said = self.search(self.cluster([["whole.db", first]]))
        self.assertEqual(code, 0, said)

    def test_the_newest_common_commit_answers(self):
        shutil.copytree(self.folder / "two.db", self.folder / "old.db")
        extra = self.folder / "extra"
        extra.mkdir()
        (extra / "one.md").write_text("---\ntitle: Salt battery again\nurl: https://news.example/again\n---\n")
        subprocess.run([INDEX, "--quiet", "--db", self.folder / "two.db", ROOT / "data" / "sample", extra], check=True, timeout=300)
        new = [self.serve(self.shard(number)) for number in range(2)]
        old = [self.serve(self.shard(number, "old.db")) for number in range(2)]

        def commits(shards, consistency="newest"):
            code, answer, said = self.search(self.cluster(shards, consistency=consistency))
            return [shard["commit"] for shard in answer["shards"]] if code == 0 else said

        self.assertEqual(commits([[old[0], new[0]], [old[1], new[1]]]), [2, 2])
        self.assertEqual(commits([[old[0], new[0]], [old[1]]]), [1, 1])
        self.assertEqual(commits([[old[0], new[0]], [new[1], old[1]]], "any"), [1, 2])
        self.assertIn("no commit that every shard can give", commits([[old[0]], [new[1]]]))
        self.stop(new[1])
        self.assertEqual(commits([[old[0], new[0]], [old[1], new[1]]]), [1, 1])

    @unittest.skipUnless(os.environ.get("NEWSRANK_LIBRARY"), "no library for Python")
    def test_a_server_that_lists_its_words_slowly_costs_the_correction_alone(self):
        port = self.serve(self.folder / "whole.db")
        near = StallingProxy(port, 40_000)
        self.addCleanup(near.close)
        path = self.cluster([[near.port]], deadline=2)
        code, answer, said = self.search(path)
        self.assertEqual((code, shown(answer)), (0, shown(self.expected)), said)
        code, answer, _ = self.search(path, "batery")
        self.assertLess(self.took, 2 + 2)
        self.assertEqual(code, 0)
        self.assertIn("spelling_unchecked", [each["code"] for each in answer["diagnostics"]])
        _, alone, _ = self.search(self.folder / "whole.db", "--no-correct", "batery")
        self.assertEqual(shown(answer), shown(alone))

    def test_a_searcher_that_stays_open_goes_on_and_comes_back(self):
        sys.path.insert(0, str(ROOT / "searcher" / "python"))
        import newsrank
        first, second, spare = self.serve(self.shard(0)), self.serve(self.shard(1)), self.serve(self.shard(1))
        cluster = self.cluster([[first], [second, spare]], consistency="any", connect_timeout=0.2, timeout=0.5, deadline=3)

        def answered(searcher):
            response = searcher.search(QUERY)
            self.assertEqual([hit.id for hit in response.hits], [hit["id"] for hit in self.expected["hits"]])
            return int(response.shards[1].replica.rsplit(":", 1)[1])

        with newsrank.open_searcher(cluster) as searcher:
            self.assertEqual(answered(searcher), second)
            self.stop(second)
            self.assertEqual(answered(searcher), spare)
            self.serve(self.shard(1), second)
            os.killpg(self.servers[spare].pid, signal.SIGSTOP)
            begun = time.monotonic()
            self.assertEqual(answered(searcher), second)
            self.assertLess(time.monotonic() - begun, 3.1)
            os.killpg(self.servers[spare].pid, signal.SIGCONT)
            self.stop(second)
            self.assertEqual(answered(searcher), spare)
            self.stop(spare)
            with self.assertRaisesRegex(newsrank.Error, "no replica left"):
                searcher.search(QUERY)
            self.serve(self.shard(1), second)
            self.assertEqual(answered(searcher), second)


if __name__ == "__main__":
    unittest.main(verbosity=1)
