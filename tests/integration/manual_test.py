#!/usr/bin/env python3
"""Checks the manual pages: man shows them without a warning, and they describe the options of --help and no others.

Environment: NEWSRANK_MAN, the folder of the pages; NEWSRANK_INDEX, NEWSRANK_SEARCH and NEWSRANK_EVAL, the programs.
"""
import os
import pathlib
import re
import subprocess
import unittest

MAN = pathlib.Path(os.environ["NEWSRANK_MAN"])
PROGRAMS = {"newsrank-index.1": os.environ["NEWSRANK_INDEX"], "newsrank-search.1": os.environ["NEWSRANK_SEARCH"],
            "newsrank-eval.1": os.environ["NEWSRANK_EVAL"]}


def options_of_help(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return {name for names in re.findall(r"^  ((?:-\w,)?--[\w-]+(?:,--[\w-]+)*)", text, re.M) for name in names.split(",")}


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
        self.assertEqual([page.name for page in pages], sorted([*PROGRAMS, "newsrank-query.7"]))
        for page in pages:
            shown = show(page)
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page)
            self.assertIn("SEE ALSO", shown.stdout)

    def test_pages_describe_the_options_that_there_are(self):
        for name, program in PROGRAMS.items():
            self.assertEqual(options_of_page(MAN / "man1" / name), options_of_help(program), name)

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
