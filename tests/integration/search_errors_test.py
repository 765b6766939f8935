#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks that what newsrank-search says about mistakes helps to put them right. Environment: see programs.py."""
import os
import pathlib
import subprocess
import tempfile
import unittest

from programs import SAMPLE, SEARCH, SampleCase, index, search


class IndexErrorsTest(SampleCase):
    def fails(self, folder, *arguments):
        code, out, error = search(*arguments, cwd=folder)
        self.assertEqual((code, out), (4, ""), error)
        return error

    def test_no_index_comes_with_the_command_that_makes_one(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertIn("there is no index newsrank.db\nhint: make one: newsrank-index FOLDER-OF-ARTICLES\n", self.fails(folder, "x"))
            os.symlink(SAMPLE, folder + "/my news")
            error = self.fails(folder, "x")
            command = error.split("make one: ")[1].strip()
            self.assertEqual(command, "newsrank-index 'my news'")
            path = os.pathsep.join([os.path.dirname(os.environ["NEWSRANK_INDEX"]), os.environ["PATH"]])
            subprocess.run(command + " --quiet", shell=True, cwd=folder, env={**os.environ, "PATH": path}, check=True)
            self.assertEqual(search("battery", cwd=folder)[0], 0)

    def test_another_index_that_is_here_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            index("--db", "moon.db", SAMPLE, cwd=folder)
            self.assertIn("there is another one: newsrank-search --db moon.db", self.fails(folder, "x"))
            self.assertIn("newsrank-search --db moon.db", self.fails(folder, "--db", "mon.db", "x"))

    def test_a_wrong_folder_is_told_for_what_it_is(self):
        (self.folder / "empty").mkdir()
        for database, expected in ((SAMPLE, "is a folder of articles, not an index\nhint: newsrank-index "),
                                   (str(next(pathlib.Path(SAMPLE).glob("*.md"))), "is a file of articles, not an index"),
                                   (self.folder, "is not an index, but holds one\nhint: newsrank-search --db " + self.database),
                                   (self.database + "/g000001", "is a part of an index\nhint: newsrank-search --db " + self.database),
                                   (self.database + "/g000001/shard0", "is a part of an index"),
                                   (SEARCH, "is a file, and an index is a folder"),
                                   (self.folder / "empty", "there is no index in the folder ")):
            self.assertIn(expected, self.fails("/", "--db", database, "x"), database)

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_a_folder_that_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0)
            self.assertIn("check permissions", self.fails("/", "--db", folder, "x"))
            os.chmod(folder, 0o700)

    def test_files_that_cannot_be_read(self):
        for arguments in (["--synonyms", "/no/such/file"], ["--batch", "/no/such/file"], ["--batch", "/"], ["--like", "/no/such/file"], ["--synonyms", "/"], ["--profile", "/"]):
            code, out, error = search("--db", self.database, *arguments, *([] if "--batch" in arguments else ["x"]))
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertRegex(error, r"(cannot read|cannot be read).*\nhint: ")

    def test_profiles_have_a_greatest_length(self):
        code, out, error = search("--db", self.database, "--profile", "/dev/zero", "x")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("/dev/zero is longer than 65536 bytes", error)

    def test_an_empty_collection_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "nothing").mkdir()
            index("--db", "empty.db", "nothing", cwd=folder)
            code, out, error = search("--db", "empty.db", "x", cwd=folder)
            self.assertEqual((code, out), (0, "No articles found.\n"))
            self.assertIn("the index holds no articles; newsrank-index --db empty.db ", error)


class QueryErrorsTest(SampleCase):
    def says(self, *arguments):
        code, _, error = search("--db", self.database, *arguments)
        return code, error

    def test_quotes_that_the_shell_took(self):
        code, error = self.says("salt battery", "grid")
        self.assertEqual(code, 0)
        self.assertIn("for the phrase: newsrank-search '\"salt battery\" grid'", error)
        self.assertEqual(self.says("salt battery"), (0, ""))
        code, error = self.says('"salt', "battery")
        self.assertEqual(code, 0)
        self.assertIn("if the shell took a quote away, put the whole query between single quotes", error)

    def test_empty_arguments(self):
        code, error = self.says("")
        self.assertEqual(code, 3)
        self.assertIn("the query is empty\nhint: the shell passed an empty argument", error)
        code, error = self.says("", "battery")
        self.assertEqual(code, 0)
        self.assertIn("an empty argument of the query is ignored", error)

    def test_nothing_but_stop_words(self):
        code, error = self.says("the", "of", "and")
        self.assertEqual(code, 0)
        self.assertIn("only words that nearly every article has", error)
        self.assertEqual(self.says("the battery"), (0, ""))
        self.assertEqual(self.says('"the"'), (0, ""))

    def test_mistyped_options_are_guessed(self):
        for wrong, right in (("--limti", "--limit"), ("--topics", "--topic"), ("--colr=always", "--color"), ("--explain-qury", "--explain-query"),
                             ("--databse", "--db")):
            code, error = self.says(wrong, "battery")
            self.assertEqual(code, 2)
            self.assertIn(f"there is no option {wrong.split('=')[0]}\nhint: did you mean {right}?", error)

    def test_queries_that_look_like_options(self):
        code, error = self.says("-video", "battery")
        self.assertEqual(code, 2)
        self.assertIn("newsrank-search -- -video", error)
        self.assertEqual(search("--db", self.database, "--", "-video", "battery")[0], 0)

    def test_values_that_are_none(self):
        for arguments, expected in ((["--limit", "many"], '--limit: expected a whole number from 0 to 100000, or all, not "many"'),
                                    (["--limit", "-1"], "--limit: expected a whole number"),
                                    (["--format", "xml"], "--format: expected text, json, jsonl"),
                                    (["--half-life", "soon"], "--half-life: expected a length of time such as 30d"),
                                    (["--quality-weight", "nan"], "--quality-weight: expected a number from 0 to 1000"),
                                    (["--now", "yesterday"], "--now: expected a date"),
                                    (["--limit"], "--limit: the value is missing\nhint: newsrank-search --help")):
            code, error = self.says("battery", *arguments)
            self.assertEqual(code, 2, arguments)
            self.assertIn(expected, error)

    def test_values_that_a_filter_does_not_take(self):
        for option, value, expected in (("--since", "March 2023", "a date such as 2024-05-01"), ("--after", "2023..", "a date"),
                                        ("--until", "soon", "a date"), ("--before", "", "a date"), ("--min-quality", "high", "a number"),
                                        ("--max-quality", "1..2", "a number"), ("--published", "maybe", "true, false or any"),
                                        ("--topic", " ", "a value")):
            code, error = self.says(option, value, "battery")
            self.assertEqual(code, 2, option)
            self.assertIn(f"{'--since' if option == '--after' else option}: expected {expected}", error)
            self.assertIn(f'not "{value}"\nhint: newsrank-search --help', error)

    def test_filters_that_nothing_has(self):
        self.assertEqual(self.says("--provider", "Nobody"), (0, 'warning: no article has the provider "Nobody"\n'))
        for option, value, meant in (("--topic", "Enrgy Storage", "Energy Storage"), ("--provider", "Kilowat Dispatch", "Kilowatt Dispatch"),
                                     ("--type", "vidoe", "video")):
            code, error = self.says(option, value)
            self.assertEqual(code, 0)
            self.assertIn(f'no article has the {option[2:]} "{value}" - did you mean {meant}?\n', error)

    def test_help_teaches(self):
        code, out, _ = search("--help")
        self.assertEqual(code, 0)
        for text in ("Examples:", "Filters", "Ranking:", "Output:", "Exit codes:", "newsrank-search '\"machine learning\" -hype"):
            self.assertIn(text, out)
        self.assertLessEqual(max(map(len, out.splitlines())), 120)


if __name__ == "__main__":
    unittest.main(verbosity=1)
