# SPDX-License-Identifier: GPL-2.0-or-later
"""What the commands of the documentation assume to be there: articles, indexes, judgements, runs, programs of others.

Environment: NEWSRANK_SOURCE_DIR, the repository.
"""
import contextlib
import gzip
import pathlib
import shutil
import tempfile

import documentation
from documentation import ROOT

SAMPLE = ROOT / "data" / "sample"
JUDGED = ROOT / "data" / "judged"


def article(name):
    return f'---\ntitle: "Story {name}"\nwebUrl: "https://news.example/{name}"\n---\n'


def block(page, language):
    return next(block.text for block in documentation.blocks(page) if block.language == language)


class Materials:
    def __init__(self, run):
        """`run` runs a command in a folder and answers exit code and output."""
        self.temporary = tempfile.TemporaryDirectory()
        self.whole = pathlib.Path(self.temporary.name, "whole")
        self.tools = pathlib.Path(self.temporary.name, "tools")
        self.whole.mkdir()
        self.tools.mkdir()
        self.remove = self.temporary.cleanup
        self.make_tools()
        self.make_articles()
        self.make_judgements()
        self.make_indexes(run)

    def make_tools(self):
        """Stand-ins for a browser, and for what installs packages."""
        for name, code in (("xdg-open", 0), ("apt-get", 1), ("sudo", 1)):
            (self.tools / name).write_text(f"#!/bin/sh\nexit {code}\n")
            (self.tools / name).chmod(0o755)

    def make_articles(self):
        (self.whole / "data").symlink_to(ROOT / "data")
        for folder in ("news", "srv/news"):
            (self.whole / folder).mkdir(parents=True)
            for name in ("a", "b"):
                (self.whole / folder / f"{name}.md").write_text(article(name))
        (self.whole / "more.md").write_text(article("more"))
        with gzip.open(self.whole / "dump.yml.gz", "wt") as dump:
            dump.write(article("c") + article("d"))

    def make_judgements(self):
        for folder in (self.whole, self.whole / "hard"):
            folder.mkdir(exist_ok=True)
            shutil.copy(JUDGED / "queries.tsv", folder)
            shutil.copy(JUDGED / "qrels.txt", folder)
            query, _, document, _ = (JUDGED / "qrels.txt").read_text(encoding="utf-8").splitlines()[0].split()
            (folder / "exclude.tsv").write_text(f"{query}\t{document}\n")
        (self.whole / "mine.yaml").write_text(block("searcher/ranking/README.md", "yaml profile"), encoding="utf-8")
        (self.whole / "suite.yaml").write_text(block("searcher/evaluation/README.md", "yaml suite"), encoding="utf-8")

    def make_indexes(self, run):
        code, printed = run("newsrank-index --quiet data/sample && for name in news my; do cp -a newsrank.db $name.db; done\n"
                            "newsrank-search --batch queries.tsv --format trec > before.txt\n"
                            "newsrank-search --batch queries.tsv --format trec --quality-weight 0 > after.txt && cp after.txt run.txt", self.whole)
        if code != 0:
            raise AssertionError(printed)

    @contextlib.contextmanager
    def folder(self):
        """A copy of all that, to be changed."""
        with tempfile.TemporaryDirectory() as name:
            yield pathlib.Path(shutil.copytree(self.whole, pathlib.Path(name, "work"), symlinks=True))
