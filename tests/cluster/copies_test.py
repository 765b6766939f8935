#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The recipes of data/deploy/README.md that copy an index to another host: rsync of a backup, and xapian-replicate of a shard. Both are cut off
midway again and again; what is there has to be one commit all the time.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SOURCE_DIR, the repository.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import unittest

from shard_servers import INDEX, QUERY, ROOT, SEARCH, ShardServersCase, free_port, shown, wait_for

RSYNC = ["rsync", "-a"]


def search(database):
    done = subprocess.run([SEARCH, "--no-config", "--db", database, "--format", "json", QUERY], capture_output=True, text=True, timeout=60)
    return shown(json.loads(done.stdout)) if done.returncode == 0 else done.stderr


def cut_off(command, seconds):
    """Kills the command after so long, with what it has started; whether it had ended by then."""
    running = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return False
    return True


class CopiesTest(ShardServersCase):
    def setUp(self):
        super().setUp()
        self.database = self.folder / "news.db"
        self.environment = {**os.environ, "XAPIAN_MAX_CHANGESETS": "10"}
        self.commits = 0
        self.commit()

    def commit(self):
        """One more commit; what a search of it finds."""
        self.commits += 1
        more = self.folder / "more"
        more.mkdir(exist_ok=True)
        for number in range(40):
            (more / f"{self.commits}-{number}.md").write_text(f"---\ntitle: Salt battery {self.commits} {number}\n"
                                                              f"url: https://news.example/{self.commits}/{number}\n---\nsalt battery\n")
        subprocess.run([INDEX, "--quiet", "--db", self.database, ROOT / "data" / "sample", more], check=True, timeout=300, env=self.environment)
        self.found = search(self.database)
        return self.found

    @unittest.skipUnless(shutil.which("rsync"), "rsync is missing")
    def test_rsync_of_a_backup(self):
        backup, copy = self.folder / "backup.db", self.folder / "copy.db"
        tables, pointer = [*RSYNC, "--exclude=/XAPIANDB", "--exclude=/lock", f"{backup}/", f"{copy}/"], [*RSYNC, "--ignore-times", backup / "XAPIANDB", f"{copy}/"]
        rest = [*RSYNC, "--delete", "--exclude=/lock", f"{backup}/", f"{copy}/"]

        def take_backup():
            subprocess.run([INDEX, "--quiet", "--backup", backup, "--db", self.database], check=True, timeout=120)

        take_backup()
        for command in (tables, pointer, rest):
            subprocess.run(command, check=True, timeout=60)
        self.assertEqual(search(copy), self.found)
        for _ in range(4):
            before = self.found
            self.commit()
            take_backup()
            for command, expected in ((tables, (before,)), (pointer, (before, self.found)), (rest, (self.found,))):
                while not cut_off(command, random.uniform(0.01, 0.1)):
                    self.assertIn(search(copy), expected)
                    if random.random() < 0.2:
                        subprocess.run(command, check=True, timeout=60)
                        break
            self.assertEqual(search(copy), self.found)
        checked = subprocess.run([INDEX, "--check", "--db", copy], capture_output=True, text=True, timeout=120)
        self.assertEqual(checked.returncode, 0, checked.stderr)

    @unittest.skipUnless(shutil.which("xapian-replicate"), "xapian-replicate is missing")
    def test_xapian_replicate_of_a_shard(self):
        port, replica = free_port(), self.folder / "shard0"
        self.servers[port] = subprocess.Popen(["xapian-replicate-server", "--interface", "127.0.0.1", "--port", str(port),
                                               self.database / "g000001"], start_new_session=True, stdout=subprocess.DEVNULL,
                                              stderr=subprocess.DEVNULL)
        wait_for(port)
        command = ["xapian-replicate", "--host", "127.0.0.1", "--port", str(port), "--master", "shard0", "--one-shot", str(replica)]
        # Until the first copy is whole there is nothing to serve, and what there is of it is in the way of the next call.
        while not cut_off(command, random.uniform(0.01, 0.1)):
            if replica.exists() and not (replica / "XAPIANDB").exists():
                self.assertNotEqual(subprocess.run(command, timeout=60, capture_output=True).returncode, 0)
                shutil.rmtree(replica)
            if random.random() < 0.3:
                subprocess.run(command, check=True, timeout=60, stdout=subprocess.DEVNULL)
                break
        serving = self.serve(replica)
        self.assertEqual(search(f"127.0.0.1:{serving}"), self.found)
        for _ in range(4):
            before = self.found
            self.commit()
            while not cut_off(command, random.uniform(0.005, 0.05)):
                self.assertIn(search(f"127.0.0.1:{serving}"), (before, self.found))
                if random.random() < 0.2:
                    subprocess.run(command, check=True, timeout=60, stdout=subprocess.DEVNULL)
                    break
            self.assertEqual(search(f"127.0.0.1:{serving}"), self.found)


if __name__ == "__main__":
    unittest.main(verbosity=1)
