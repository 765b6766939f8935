#!/usr/bin/env python3
"""Runs the commands of the documentation and checks their output.

A fenced `console` block is a session: lines that begin with "$ " are run by bash in one folder per page, which holds `data`; the lines
below are their output. There "…" alone on a line stands for any lines, "[…]" inside a line for any text. With --update the pages get the
output of today, except where they have "…" lines.

`cpp` blocks are compiled as the body of main(), `python` blocks are run beside an index of the sample.

Environment: NEWSRANK_SOURCE_DIR, the repository; CXX, a compiler; NEWSRANK_LIBRARY, the shared library; NEWSRANK_INDEX, NEWSRANK_SEARCH
and NEWSRANK_EVAL, the programs.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
PROGRAMS = [os.environ[name] for name in ("NEWSRANK_INDEX", "NEWSRANK_SEARCH", "NEWSRANK_EVAL")]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
SNIPPETS = {language: re.compile(rf"^```{language}\n(.*?)^```$", re.M | re.S) for language in ("cpp", "python")}


def documents():
    """The pages of documentation: what is no data."""
    return [page for page in sorted(ROOT.rglob("*.md")) if not {"build", "data", "relevance"} & set(page.relative_to(ROOT).parts[:1])]


def pages():
    return [page for page in documents() if BLOCK.search(page.read_text(encoding="utf-8"))]


def sessions(block):
    """The (command, expected output) pairs of a block."""
    found = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:].rstrip("\n"), ""])
        else:
            found[-1][1] += line
    return found


def run(command, folder):
    path = os.pathsep.join([*(os.path.dirname(program) for program in PROGRAMS), os.environ["PATH"]])
    done = subprocess.run(["bash", "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
                          env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"})
    return done.stdout.decode(errors="replace")


def matches(expected, actual):
    pattern = "".join(".*" if part == "…\n" else ".*?".join(map(re.escape, part.split("[…]"))) for part in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, actual, re.S) is not None


def with_data(folder):
    os.symlink(ROOT / "data", pathlib.Path(folder, "data"))
    return folder


class DocumentationTest(unittest.TestCase):
    def test_commands_print_what_the_pages_say(self):
        self.assertTrue(pages())
        for page in pages():
            with tempfile.TemporaryDirectory() as folder:
                with_data(folder)
                for block in BLOCK.findall(page.read_text(encoding="utf-8")):
                    for command, expected in sessions(block):
                        actual = run(command, folder)
                        self.assertTrue(matches(expected, actual), f"{page}\n$ {command}\nexpected:\n{expected}\nprinted:\n{actual}")


    def snippets(self, language):
        """The (page, text) of each block in that language."""
        found = [(page, text) for page in documents() for text in SNIPPETS[language].findall(page.read_text(encoding="utf-8"))]
        self.assertTrue(found)
        return found

    def test_cpp_snippets_compile(self):
        for page, text in self.snippets("cpp"):
            program = '#include <iostream>\n#include "newsrank/index_writer.hpp"\n#include "newsrank/searcher.hpp"\n'
            program += f"int main() {{\n{text}}}\n"
            done = subprocess.run([os.environ["CXX"], "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", str(ROOT / "include"),
                                   "-x", "c++", "-"], input=program, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{page}\n{done.stderr}")

    def test_python_snippets_run(self):
        with tempfile.TemporaryDirectory() as folder:
            run("newsrank-index data/sample", with_data(folder))
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "searcher" / "python"), "PYTHONDONTWRITEBYTECODE": "1"}
            for page, text in self.snippets("python"):
                done = subprocess.run([sys.executable, "-c", text], cwd=folder, capture_output=True, text=True, env=environment)
                self.assertEqual(done.returncode, 0, f"{page}\n{done.stderr}")


def update():
    for page in pages():
        with tempfile.TemporaryDirectory() as folder:
            with_data(folder)

            def renew(match):
                text = ""
                for command, expected in sessions(match.group(1)):
                    actual = run(command, folder)
                    text += f"$ {command}\n" + (expected if matches(expected, actual) or "…\n" in expected.splitlines(True) else actual)
                return f"```console\n{text}```"

            page.write_text(BLOCK.sub(renew, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main(verbosity=1)
