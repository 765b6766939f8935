#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs what the documentation shows: the blocks of the pages, the examples of --help and of the manual pages.

The language of a block says how it is run; a block of another language, or without one, is an error.

- console: a session. Lines that begin with "$ " are run by bash, the lines below are their output. There "…" alone on a line stands for
  any lines, "[…]" inside a line for any text. With --update the pages get the output of today, except where they have "…" lines.
- sh: commands that succeed.
- cron: lines of a crontab, whose commands succeed with what cron gives them.
- cpp: the body of main(), compiled, linked and run beside an index. python: a program, run beside an index.
- query: queries without a mistake.
- yaml article, yaml profile, yaml suite, yaml cluster, yaml fields: files that the programs take; no server of the cluster is there.
- text: nothing to be run.

All blocks of a page are run in one folder, which holds `data`; where no block is a console, also what the commands assume (Materials).

Environment: NEWSRANK_SOURCE_DIR, the repository; CXX, a compiler; NEWSRANK_LIBRARY, the shared library; NEWSRANK_INDEX, NEWSRANK_SEARCH,
NEWSRANK_EVAL and, where it is built, NEWSRANK_BENCH, the programs; NEWSRANK_BUILD_DIR, their build; NEWSRANK_MAN, the manual pages.
"""
import contextlib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

import documentation
import session_picture
from documentation import ROOT
from documentation_materials import Materials, article
from terminal import Terminal

INDEX, SEARCH, EVAL, SERVE = (os.environ["NEWSRANK_" + name] for name in ("INDEX", "SEARCH", "EVAL", "SERVE"))
BENCH = os.environ.get("NEWSRANK_BENCH")
BUILD = pathlib.Path(os.environ["NEWSRANK_BUILD_DIR"])
MAN = pathlib.Path(os.environ["NEWSRANK_MAN"])
PROGRAMS = [program for program in (INDEX, SEARCH, EVAL, SERVE, BENCH) if program]

# What is not run here, and why.
LEFT_OUT = {
    "NEWSRANK_BUILD=… python3 tests/bench/instruction_guard.py --update":
        "writes into the repository, after minutes of valgrind; the test instruction_guard counts the same",
}
PICTURE = ROOT / "data" / "session.svg"  # --update draws it anew
ADDRESS = "https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/"  # of the sample


def run(command, folder, tools=None):
    path = [*([str(tools)] if tools else []), *map(os.path.dirname, PROGRAMS), os.environ["PATH"]]
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
                          env={**os.environ, "PATH": os.pathsep.join(path), "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout.decode(errors="replace")


def picture():
    """The terminal session of the first page, as the programs of today have it."""
    with bare_folder() as folder:
        return session_picture.draw(lambda command: run(command, folder)[1])


def sessions(block):
    """The (command, expected output) pairs of a console block."""
    found = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:].rstrip("\n"), ""])
        else:
            found[-1][1] += line
    return found


def examples_of_help(text):
    """The commands among the examples of --help: indented lines, whose description stands behind two blanks or in lines of its own."""
    section = text.split("\nExamples:\n")[1].split("\n\n")[0]
    lines = [re.split(r"  +", line.strip())[0] for line in section.splitlines()]
    return [line for line in lines if not line.endswith((":", "?"))]


def examples_of_manual(text):
    """What a manual page displays: .Dl lines and literal blocks."""
    shown = "\n".join(re.findall(r"^\.Dl (.*)$", text, re.M) + re.findall(r"^\.Bd -literal.*\n([^.]*)\.Ed$", text, re.M))
    for escape, character in (("\\(dq", '"'), ("\\e", "\\"), ("\\&", "")):
        shown = shown.replace(escape, character)
    return documentation.commands(shown)


@contextlib.contextmanager
def bare_folder():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "data").symlink_to(ROOT / "data")
        yield folder


class DocumentationTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.materials = Materials(run)
        cls.addClassCleanup(cls.materials.remove)

    def execute(self, command, folder):
        """Runs a command with what stands for places and sizes of an installation put in; it must succeed."""
        command = command.split("  #")[0].rstrip()
        if command in LEFT_OUT:
            return
        if re.match(r"([\d*/,-]+ +){5}", command):
            return self.run_cron(command, folder)
        for shown, put_in in ((r"/srv/", f"{folder}/srv/"), (r"--count 1000000\b", "--count 300"), (r"https://example\.org/news/42", ADDRESS)):
            command = re.sub(shown, put_in, command)
        for form, special in ((r"data/quickstart\.sh$", self.run_in_clone), (r"newsrank-index --watch ", self.watch),
                              (r"newsrank-search -i\b", self.search_interactively), (r"newsrank-serve |curl .http://127.0.0.1:8080", self.serve)):
            if re.match(form, command):
                return special(command, folder)
        code, printed = run(command, folder, self.materials.tools)
        self.assertEqual(code, 0, f"$ {command}\n{printed}")

    def run_cron(self, line, folder):
        """Runs the command of a crontab's line: as it is first, with a file that is skipped, and without the source."""
        command = line.split(maxsplit=5)[5].replace("/srv/", f"{folder}/srv/")
        self.assertNotIn("%", command)  # where it is a line break
        command = re.sub(r"\bnewsrank-index\b", INDEX, command)
        cron = ["env", "-i", f"HOME={folder}", "LOGNAME=user", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "/bin/sh", "-c", command]
        source, skipped = folder / "srv" / "news", folder / "srv" / "news" / "bad.md"
        self.assertEqual(subprocess.run(cron, cwd=folder, capture_output=True).returncode, 0)
        self.assertTrue((folder / "srv" / "news.db" / "XAPIANDB").exists())
        skipped.write_text("---\nno end\n")
        done = subprocess.run(cron, cwd=folder, capture_output=True, text=True)
        log = (folder / "srv" / "news.log").read_text() if "2>>" in command else done.stderr
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("bad.md:", log)
        skipped.unlink()
        source.rename(folder / "away")
        self.assertNotEqual(subprocess.run(cron, cwd=folder, capture_output=True).returncode, 0)
        (folder / "away").rename(source)

    def run_in_clone(self, command, folder):
        """In a clone of the repository that is built already: its files and the build under test, as links. Nothing is installed."""
        clone = folder / "clone"
        (clone / "build").mkdir(parents=True)
        for entry in ROOT.iterdir():
            if entry.name not in ("build", ".git"):
                (clone / entry.name).symlink_to(entry)
        (clone / "build" / "release").symlink_to(BUILD)
        code, printed = run(command, clone, self.materials.tools)
        self.assertEqual(code, 0, printed)
        self.assertRegex(printed, r"newsrank-search --db build/release/sample.db .*\n 1\. ")

    def watch(self, command, folder):
        """Until it has told of a change; Ctrl-C ends it."""
        for news in ("news", "srv/news"):
            (folder / news / "watched.md").write_text(article("watched"))
        process = subprocess.Popen(["bash", "-c", "exec " + command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                   env={**os.environ, "PATH": os.pathsep.join([os.path.dirname(INDEX), os.environ["PATH"]])})
        self.addCleanup(process.stdout.close)
        self.assertRegex(process.stdout.readline(), r" articles \([1-9]")
        process.send_signal(subprocess.signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 0)

    def serve(self, command, folder):
        """Until it tells its address; what asks that address asks it."""
        (folder / "token.txt").write_text("0123456789abcdef" * 4 + "\n")
        server = command if command.startswith("newsrank-serve") else "newsrank-serve --db news.db"
        process = subprocess.Popen(["bash", "-c", f"exec {server} --listen 127.0.0.1:0"], cwd=folder, stdout=subprocess.PIPE, text=True,
                                   env={**os.environ, "PATH": os.pathsep.join([os.path.dirname(SERVE), os.environ["PATH"]])})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        told = process.stdout.readline()
        self.assertRegex(told, r"[1-9][0-9]* articles at http://127\.0\.0\.1:")
        if server != command:
            address = re.search(r"127\.0\.0\.1:\d+", told)[0]
            code, printed = run(command.replace("127.0.0.1:8080", address), folder)
            self.assertEqual(code, 0, f"$ {command}\n{printed}")

    def search_interactively(self, command, folder):
        terminal = Terminal("bash", "-c", f"cd {shlex.quote(str(folder))} && exec {command}", XDG_STATE_HOME=str(folder / "state"),
                            PATH=os.pathsep.join([os.path.dirname(SEARCH), os.environ["PATH"]]))
        self.addCleanup(terminal.close)
        terminal.wait("type to search in [0-9]+ articles")
        terminal.send("\x1b")
        self.assertEqual(terminal.wait_end(), 0)

    def run_console(self, block, folder):
        for command, expected in sessions(block.text):
            actual = run(command, folder)[1]
            self.assertTrue(documentation.matches(expected, actual), f"$ {command}\nexpected:\n{expected}\nprinted:\n{actual}")

    def run_shell(self, block, folder):
        for command in documentation.commands(block.text):
            if BENCH or "newsrank-bench" not in command:
                self.execute(command, folder)

    def run_crontab(self, block, folder):
        for line in documentation.commands(block.text):
            self.run_cron(line, folder)

    def run_cpp(self, block, folder):
        program = '#include <iostream>\n#include "newsrank/index_writer.hpp"\n#include "newsrank/searcher.hpp"\n'
        library = os.environ["NEWSRANK_LIBRARY"]
        built = subprocess.run([os.environ["CXX"], "-std=c++20", "-Wall", "-Wextra", "-Werror", "-I", ROOT / "include", "-x", "c++", "-",
                                "-x", "none", library, f"-Wl,-rpath,{os.path.dirname(library)}", "-o", folder / "program"],
                               input=f"{program}int main() {{\n{block.text}}}\n", capture_output=True, text=True)
        self.assertEqual(built.returncode, 0, built.stderr)
        self.assertRegex(run("./program", folder)[1], r"^\d.*salt battery")

    def run_python(self, block, folder):
        done = subprocess.run([sys.executable, "-c", block.text], cwd=folder, capture_output=True, text=True,
                              env={**os.environ, "PYTHONPATH": str(ROOT / "searcher" / "python"), "PYTHONDONTWRITEBYTECODE": "1"})
        self.assertEqual(done.returncode, 0, done.stderr)

    def run_queries(self, block, folder):
        for query in block.text.splitlines():
            code, printed = run(f"newsrank-search --limit 0 {shlex.quote(query)}", folder)
            self.assertEqual((code, "error:" in printed), (0, False), printed)

    def run_article(self, block, folder):
        text = block.text.replace("https://…", "https://news.example/1").replace("[…]", "[]")
        (folder / "article.md").write_text(text, encoding="utf-8")
        code, printed = run("newsrank-index --db article.db article.md", folder)
        self.assertEqual(code, 0, printed)
        self.assertIn("1 accepted, 0 skipped", printed)

    def run_profile(self, block, folder):
        (folder / "profile.yaml").write_text(block.text, encoding="utf-8")
        self.execute("newsrank-search --profile profile.yaml salt battery", folder)

    def run_suite(self, block, folder):
        (folder / "tasks.yaml").write_text(block.text, encoding="utf-8")
        self.execute("newsrank-eval --suite tasks.yaml", folder)

    def run_fields(self, block, folder):
        (folder / "fields.yaml").write_text(block.text, encoding="utf-8")
        (folder / "fields.md").write_text("---\nheadline: Salt\ncost: 2.5\n---\nText.\n", encoding="utf-8")
        code, printed = run("newsrank-index --config fields.yaml --explain-file fields.md", folder)
        self.assertEqual(code, 0, printed)
        self.assertRegex(printed, "headline +-> title|cost +-> price")

    def run_cluster(self, block, folder):
        (folder / "cluster.yaml").write_text(re.sub(r"\b10\.", "127.", block.text), encoding="utf-8")
        code, printed = run("newsrank-search --no-config --db cluster.yaml salt battery", folder)
        self.assertEqual((code, "has no replica left" in printed), (4, True), printed)

    def check_text(self, block, _):
        self.assertNotRegex(block.text, r"(?m)^\s*(\$ |newsrank-|cmake |ctest |cpack |pip |sudo |tests/|data/)", "a command: name its language")

    RUNNERS = {"console": run_console, "sh": run_shell, "cron": run_crontab, "cpp": run_cpp, "python": run_python, "query": run_queries,
               "yaml article": run_article, "yaml profile": run_profile, "yaml suite": run_suite, "yaml cluster": run_cluster, "yaml fields": run_fields,
               "text": check_text}

    def run_block(self, block, folder):
        runner = self.RUNNERS.get(block.language)
        self.assertIsNotNone(runner, f"no test runs what is written so ({block.language!r}); these are run: {', '.join(self.RUNNERS)}")
        runner(self, block, folder)

    def test_pages(self):
        for page in documentation.pages():
            blocks = [block for block in documentation.blocks(page) if not documentation.is_run_elsewhere(block)]
            console = any(block.language == "console" for block in blocks)
            with bare_folder() if console else self.materials.folder() as folder:
                for block in blocks:
                    with self.subTest(f"{page}:{block.line}"):
                        self.run_block(block, folder)

    def test_the_picture_shows_what_the_programs_print(self):
        self.assertEqual(PICTURE.read_text(encoding="utf-8"), picture())

    def test_what_is_left_to_another_test_is_run_there(self):
        for name in documentation.ELSEWHERE:
            self.assertTrue(documentation.run_by(name))
            source = next((ROOT / "tests").rglob(name + ".py")).read_text(encoding="utf-8")
            self.assertTrue(f'documentation.run_by("{name}")' in source, name)

    def test_what_is_left_out_is_still_shown(self):
        shown = [command.split("  #")[0].rstrip() for page in documentation.pages() for block in documentation.blocks(page)
                 for command in documentation.commands(block.text)]
        self.assertLessEqual(LEFT_OUT.keys(), set(shown))

    def test_blocks_that_nothing_runs_are_errors(self):
        for text in ("```\nnewsrank-search x\n```\n", "```bash\nnewsrank-search x\n```\n", "~~~ruby\nputs 1\n~~~\n", "```yaml\na: b\n```\n",
                     "a\n\n    newsrank-search x\n", "- a\n\n  ```zsh\n  true\n  ```\n", "<pre>newsrank-search x</pre>\n",
                     "```text\nnewsrank-search x\n```\n", "```sh\nfalse\n```\n", "```console\n$ echo a\nb\n```\n", "```query\ntitel:x\n```\n"):
            (block,) = documentation.blocks_of("page.md", text)
            with self.subTest(text), self.materials.folder() as folder, self.assertRaises(AssertionError):
                self.run_block(block, folder)

    def test_examples_of_help(self):
        for program in (INDEX, SEARCH, EVAL, SERVE):
            examples = examples_of_help(run(f"{program} --help", ROOT)[1])
            self.assertGreater(len(examples), 3)
            self.run_examples(examples)

    def test_examples_of_manual_pages(self):
        for page in sorted(MAN.glob("man*/*")):
            examples = examples_of_manual(page.read_text(encoding="utf-8"))
            self.assertTrue(examples, page)
            self.run_examples(examples)

    def run_examples(self, examples):
        with self.materials.folder() as folder:
            for example in examples:
                with self.subTest(example):
                    self.execute(example, folder)

    def test_commands_within_sentences_have_options_that_exist(self):
        options = {os.path.basename(program): set(re.findall(r"-[\w-]+", run(f"{program} --help", ROOT)[1]))
                   for program in (INDEX, SEARCH, EVAL, SERVE)}
        for page in documentation.pages():
            for token in documentation.tokens((ROOT / page).read_text(encoding="utf-8")):
                name = token.content.split(" ")[0]
                if token.type == "code_inline" and name in options:
                    named = set(re.findall(r"(?<!\S)-[\w-]+", token.content))
                    self.assertLessEqual(named, options[name], f"{page}: {token.content}")


def update():
    PICTURE.write_text(picture(), encoding="utf-8")
    for page in map(ROOT.joinpath, documentation.pages()):
        with bare_folder() as folder:

            def renew(match):
                text = ""
                for command, expected in sessions(match[1]):
                    actual = run(command, folder)[1]
                    text += f"$ {command}\n" + (expected if documentation.matches(expected, actual) or "…\n" in expected.splitlines(True) else actual)
                return f"```console\n{text}```"

            old = page.read_text(encoding="utf-8")
            page.write_text(re.sub(r"^```console\n(.*?)^```$", renew, old, flags=re.M | re.S), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main(verbosity=1)
