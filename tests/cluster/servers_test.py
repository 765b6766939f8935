#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches shards that xapian-tcpsrv serves: the commands of the README, one server killed, one that hangs.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SOURCE_DIR, the repository.
"""
import json
import os
import re
import subprocess
import unittest

import documentation
from shard_servers import INDEX, QUERY, ROOT, SEARCH, ShardServersCase, free_port, listening, shown


def search(databases, *arguments):
    names = [part for database in databases for part in ("--db", database)]
    done = subprocess.run([SEARCH, "--no-config", *names, "--format", "json", *arguments, QUERY], capture_output=True, text=True,
                          timeout=120)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


class ServersTest(ShardServersCase):
    def setUp(self):
        super().setUp()
        self.whole = self.folder / "whole.db"
        self.index(self.whole)

    def test_commands_of_the_readme_answer_as_one_index(self):
        ports = {}

        def own_port(match):
            return str(ports.setdefault(match[0], free_port()))

        (self.folder / "data").symlink_to(ROOT / "data")
        environment = {**os.environ, "PATH": os.pathsep.join([os.path.dirname(INDEX), os.path.dirname(SEARCH), os.environ["PATH"]])}
        printed = []
        (block,) = documentation.run_by("servers_test")
        for command in documentation.commands(block):
            command = re.sub(r"\b331\d\d\b", own_port, command)
            if command.endswith("&"):
                port = int(re.search(r"--port (\d+)", command)[1])
                self.start(port, ["bash", "-c", f"exec {command[:-1]}"], cwd=self.folder, env=environment)
                continue
            printed.append(subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, check=True, timeout=120,
                                          capture_output=True, text=True).stdout)
        self.assertGreaterEqual(len(self.servers), 2)
        alone = subprocess.run([SEARCH, "--db", self.whole, QUERY], check=True, timeout=120, capture_output=True, text=True).stdout
        self.assertIn(alone, printed)

    def test_servers_that_fail_are_named_or_left_out(self):
        self.index(self.folder / "two.db", "--shards", "2")
        ports = [self.serve(self.shard(number)) for number in range(2)]
        names = [f"127.0.0.1:{port}" for port in ports]
        _, single, _ = search([self.whole])
        code, both, said = search(names)
        self.assertEqual((code, both["missing"], said), (0, [], ""))
        self.assertEqual(shown(both), shown(single))

        self.stop(ports[1])
        with listening() as silent:
            hanging = f"127.0.0.1:{silent.getsockname()[1]}"
            for lost in (names[1], hanging):
                code, answer, said = search([names[0], lost], "--timeout", "0.5")
                self.assertEqual((code, answer), (4, None))
                self.assertIn(lost, said)
                self.assertIn("--partial", said)
                code, answer, said = search([names[0], lost], "--timeout", "0.5", "--partial")
                self.assertEqual((code, answer["missing"]), (0, [lost]))
                self.assertRegex(said, f"incomplete: {lost}")
                self.assertLess(answer["total"]["value"], single["total"]["value"])
        code, _, said = search([names[1]], "--partial")
        self.assertEqual(code, 4)
        self.assertIn(names[1], said)

    def test_a_server_of_a_whole_index_of_several_shards_is_refused(self):
        self.index(self.folder / "four.db", "--shards", "4")
        port = self.serve(self.folder / "four.db")
        code, _, said = search([f"127.0.0.1:{port}"])
        self.assertEqual(code, 2)
        self.assertIn("a port of its own", said)


if __name__ == "__main__":
    unittest.main(verbosity=1)
