#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whichever replicas answer, answers and statistics are those of one index: random shards, replicas, commits and servers.

An index goes through random commits; the folder is copied after some. Replicas of each shard are random ones of the copies, as folders or
behind servers. What the searcher of the cluster holds is put into one index of one shard, which has to give the same answers: scores are made of
the statistics of all articles, so that equal ones mean equal statistics.

Environment: NEWSRANK_LIBRARY, the library; NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_SEED, another seed; NEWSRANK_CASES, how many cases.
"""
import datetime
import os
import random
import shutil
import sys
import unittest

from shard_servers import ROOT, ShardServersCase

sys.path.insert(0, str(ROOT / "searcher" / "python"))
import newsrank  # noqa: E402

WORDS = ["storm", "harbour", "salt", "battery", "moon", "lander", "cloud", "saltbattery", "storms", "petrel"]
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)
QUERIES = ["storm", "salt battery", "moon -cloud", '"salt battery"', "bat*", "storm harbour lander petrel", "cluod", "provider:a.example storm"]


def article(dice, number):
    words = dice.choices(WORDS, k=dice.randint(1, 30))
    return {"url": f"https://news.example/{number}", "title": " ".join(words[:4]), "body": " ".join(words[4:]),
            "provider": {"domain": dice.choice(["a.example", "b.example"])}, **({"quality": dice.random()} if dice.random() < 0.8 else {})}


def answers(searcher):
    found = []
    for query in QUERIES:
        response = searcher.search(query, group_stories=False, now=NOW, limit=20)
        found.append((query, response.total, [(hit.id, round(hit.score, 9)) for hit in response.hits]))
    return found


class ReplicasPropertyTest(ShardServersCase):
    def write(self, dice, database, shards, commits):
        """Copies of the folder by their commits."""
        copies = {}
        with newsrank.open_writer(database, shards=shards) as writer:
            for commit in range(1, commits + 1):
                for _ in range(dice.randint(1, 25)):
                    writer.put(article(dice, dice.randrange(40)))
                if commit > 1 and dice.random() < 0.5:
                    writer.remove(f"https://news.example/{dice.randrange(40)}")
                writer.commit()
                if dice.random() < 0.7 or commit == commits:
                    copy = database.with_name(f"{database.stem}-{commit}.db")
                    newsrank.backup(database, copy)
                    with newsrank.open_searcher(copy) as searcher:
                        copies[searcher.search("storm").shards[0].commit] = copy
        return copies

    def replica(self, dice, copy, shard, shards):
        """A folder, or a server."""
        if shards > 1 and dice.random() < 0.3:
            port = self.serve(copy / "g000001" / f"shard{shard}")
            return f"127.0.0.1:{port}"
        return str(copy)

    def check_case(self, dice, number):
        database = self.folder / f"{number}.db"
        shards = dice.randint(1, 4)
        copies = self.write(dice, database, shards, dice.randint(1, 4))
        consistency = dice.choice(["newest", "any"])
        lines, held = [f"consistency: {consistency}", "shards:"], []
        for shard in range(shards):
            # A commit's replica once: the file lists no server twice, and says nothing by listing a folder twice.
            held.append(dice.sample(sorted(copies), dice.randint(1, len(copies))))
            lines.append(f"  - [{', '.join(self.replica(dice, copies[commit], shard, shards) for commit in held[-1])}]")
        cluster = self.folder / f"{number}.yaml"
        cluster.write_text("\n".join(lines) + "\n")
        common = set.intersection(*map(set, held))
        if consistency == "newest" and not common:
            with self.assertRaisesRegex(newsrank.Error, "no commit that every shard can give"):
                newsrank.open_searcher(cluster)
            return
        with newsrank.open_searcher(cluster) as searcher:
            answered = [shard.commit for shard in searcher.search("storm").shards]
            if consistency == "newest":
                self.assertEqual(answered, [max(common)] * shards)
            for shard, commit in enumerate(answered):
                self.assertIn(commit, held[shard])
            one = self.folder / f"{number}-one.db"
            with newsrank.open_writer(one) as writer:
                writer.put_many(searcher.articles())
                writer.commit()
            with newsrank.open_searcher(one) as whole:
                self.assertEqual(len(searcher), len(whole))
                self.assertEqual(answers(searcher), answers(whole))

    def test_a_cluster_answers_as_one_index(self):
        seed = int(os.environ.get("NEWSRANK_SEED", random.randrange(1 << 32)))
        for number in range(int(os.environ.get("NEWSRANK_CASES", "12"))):
            with self.subTest(seed=seed, case=number):
                self.check_case(random.Random(seed + number), number)
            for port in list(self.servers):
                self.stop(port)
            for path in self.folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    unittest.main(verbosity=1)
