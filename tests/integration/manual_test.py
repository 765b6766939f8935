#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the manual pages: man shows them without a warning, and they describe the options of --help and no others.

Environment: NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_MAN, the folder of the pages; NEWSRANK_INDEX, NEWSRANK_SEARCH,
NEWSRANK_EVAL and NEWSRANK_SERVE, the programs.
"""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
MAN = pathlib.Path(os.environ["NEWSRANK_MAN"])
PROGRAMS = {"newsrank-index.1": os.environ["NEWSRANK_INDEX"], "newsrank-search.1": os.environ["NEWSRANK_SEARCH"],
            "newsrank-eval.1": os.environ["NEWSRANK_EVAL"], "newsrank-serve.1": os.environ["NEWSRANK_SERVE"]}


def options_of_help(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return {name for names in re.findall(r"^  (-[\w-]+(?:,-[\w-]+)*)", text, re.M) for name in names.split(",")}


def options_of_page(page):
    entries = re.findall(r"^\.It (Fl .*)$", page.read_text(encoding="utf-8"), re.M)
    return {"-" + name for entry in entries for name in re.findall(r"Fl (\S+)", entry)}


def show(page):
    shown = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", str(page)], capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"})
    shown.stdout = re.sub(".\x08", "", shown.stdout)  # bold and underlined by overstriking
    return shown


class ManualTest(unittest.TestCase):
    def test_pages_are_shown_without_warnings(self):
        pages = sorted(MAN.glob("man*/*"), key=lambda page: page.name)
        self.assertEqual([page.name for page in pages], sorted([*PROGRAMS, "newsrank-profiles.7", "newsrank-query.7"]))
        for page in pages:
            shown = show(page)
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page)
            self.assertIn("SEE ALSO", shown.stdout)

    def test_the_line_for_cron_works_as_it_is_shown(self):
        program = PROGRAMS["newsrank-index.1"]
        (command,) = re.findall(r"^ *\*/10 \* \* \* \* (newsrank-index .*)$", show(MAN / "man1" / "newsrank-index.1").stdout, re.M)
        with tempfile.TemporaryDirectory() as folder:
            news = pathlib.Path(folder, "news")
            news.mkdir()
            (news / "good.md").write_text("---\ntitle: Salt\n---\n")
            (news / "bad.md").write_text("---\ntitle: [\n---\n")
            done = subprocess.run(["sh", "-c", command.replace("/srv", folder)], capture_output=True, text=True,
                                  env={**os.environ, "PATH": os.path.dirname(program) + os.pathsep + os.environ["PATH"]})
            self.assertEqual(done.returncode, 0, done)
            self.assertTrue(pathlib.Path(folder, "news.db").is_dir())

    def test_pages_describe_the_options_that_there_are(self):
        for name, program in PROGRAMS.items():
            self.assertEqual(options_of_page(MAN / "man1" / name), options_of_help(program), name)

    def test_a_page_describes_the_parameters_of_profiles(self):
        described = set(re.findall(r"^\.It Cm (\w+)$", (MAN / "man7" / "newsrank-profiles.7").read_text(encoding="utf-8"), re.M))
        readme = (ROOT / "searcher/ranking/README.md").read_text(encoding="utf-8")
        listed = set(re.findall(r"^\| `(\w+)` \| ", readme.split("| name | range |")[1].split("\n\n")[0], re.M))
        self.assertGreater(len(listed), 10)
        self.assertEqual(described, {"base", "name"} | listed)

    def test_messages_name_no_file_of_the_source_tree(self):
        """Who has a package has no tree."""
        for path in sorted([*(ROOT / "searcher").rglob("*.cpp"), *(ROOT / "indexer").rglob("*.cpp")]):
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.lstrip().startswith(("//", "#include")):
                    self.assertNotRegex(line, r'"[^"]*(README|\b(searcher|indexer|include|data|tests)/\w)', path)

    def test_help_is_short_or_long(self):
        for program in PROGRAMS.values():
            short = subprocess.run([program, "-h"], capture_output=True, text=True, check=True).stdout.splitlines()
            self.assertLessEqual(len(short), 24, program)
            self.assertLessEqual(max(map(len, short)), 80, program)
            self.assertGreater(len(subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout.splitlines()), 2 * len(short) - 10)

    def test_pages_describe_exit_codes_and_have_examples(self):
        for name in PROGRAMS:
            text = (MAN / "man1" / name).read_text(encoding="utf-8")
            for heading in ("SYNOPSIS", "EXIT STATUS", "EXAMPLES"):
                self.assertIn(f".Sh {heading}\n", text, name)

    def test_pages_say_the_version_of_the_program(self):
        for name, program in PROGRAMS.items():
            version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
            self.assertIn(f"newsrank {version}", show(MAN / "man1" / name).stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
