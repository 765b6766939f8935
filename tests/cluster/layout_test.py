#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Lays out the hosts of cluster files with data/deploy/layout.py.

Environment: NEWSRANK_SOURCE_DIR, the repository.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

DEPLOY = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"], "data", "deploy")


class LayoutTest(unittest.TestCase):
    def lay_out(self, text, *options):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "cluster.yaml").write_text(text)
        done = subprocess.run([sys.executable, DEPLOY / "layout.py", folder / "cluster.yaml", folder / "out", *options], capture_output=True,
                              text=True)
        return done, folder / "out"

    def test_each_host_gets_its_shards(self):
        done, out = self.lay_out("shards:\n  - [10.0.0.1:33101, {at: search-2.example:33101, weight: 2}]\n  - [10.0.0.1:33102, copies/news.db]\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((out / "10.0.0.1/etc/newsrank/shard-1.conf").read_text(),
                         "SHARD=/var/lib/newsrank/shard1\nADDRESS=10.0.0.1\nPORT=33102\n")
        self.assertIn("ADDRESS=0.0.0.0", (out / "search-2.example/etc/newsrank/shard-0.conf").read_text())
        self.assertEqual((out / "10.0.0.1/enable").read_text(), "systemctl enable --now newsrank-shard@0.service newsrank-shard@1.service\n")
        self.assertEqual(sorted(path.name for path in out.iterdir()), ["10.0.0.1", "search-2.example"])

    def test_what_cannot_be_laid_out_is_refused(self):
        for text, said in (("", "no shards"), ("shards: [a:1]", "expected the list"), ("shards: [['[::1]:1']]", "IPv4 only"),
                           ("shards: [[../etc:1]]", "expected host:port"), ("shards: [[a:70000]]", "expected host:port"),
                           ("shards: [[a:1], [a:1]]", "two shards on port 1"), ("shards: [[a:1, a:2]]", "serves shard 1 twice"),
                           ("shards: [[", "cluster.yaml")):
            with self.subTest(text):
                done, out = self.lay_out(text)
                self.assertEqual(done.returncode, 1)
                self.assertIn(said, done.stderr)
                self.assertNotIn("Traceback", done.stderr)
                self.assertFalse(out.exists())
        done, _ = self.lay_out("shards: [[a:1]]", "--shards-in", "/var/x\nPORT=1")
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
