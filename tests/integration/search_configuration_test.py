#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks where newsrank-search takes its settings from, and which go before which. Environment: see programs.py."""
import os
import pathlib
import tempfile
import unittest

from programs import SampleCase, on_terminal, search


class ConfigurationTest(SampleCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.here = pathlib.Path(temporary.name)
        self.user = self.here / "home/.config/newsrank/newsrank.yaml"
        self.user.parent.mkdir(parents=True)
        self.environment = {"HOME": str(self.here / "home"), "XDG_CONFIG_HOME": ""}

    def search(self, *arguments, **environment):
        return search(*arguments, cwd=self.here, environment={**self.environment, **environment})

    def in_force(self, *arguments, **environment):
        code, out, error = self.search("--show-config", *arguments, **environment)
        self.assertEqual(code, 0, error)
        settings = {}
        for line in out.splitlines():
            value, origin = line.rsplit(" # ", 1)
            settings[value.lstrip("# ").split(":")[0]] = (value.split(":", 1)[1].strip(), origin)
        return settings

    def test_the_nearer_layer_goes_before(self):
        self.assertEqual(self.in_force()["limit"], ("10", "default"))
        self.user.write_text("limit: 1\nsort: date\n")
        self.assertEqual(self.in_force()["limit"], ("1", f"{self.user}:1:8"))
        (self.here / "newsrank.yaml").write_text("limit: 2\n")
        self.assertEqual(self.in_force()["limit"], ("2", "newsrank.yaml:1:8"))
        self.assertEqual(self.in_force(NEWSRANK_LIMIT="3")["limit"], ("3", "NEWSRANK_LIMIT"))
        self.assertEqual(self.in_force("--limit", "4", NEWSRANK_LIMIT="3")["limit"], ("4", "--limit"))
        self.assertEqual(self.in_force()["sort"], ("date", f"{self.user}:2:7"))
        self.assertEqual(self.in_force("--no-config")["sort"], ("relevance", "default"))

    def test_a_named_file_is_read_alone(self):
        self.user.write_text("limit: 1\n")
        (self.here / "newsrank.yaml").write_text("limit: 2\n")
        (self.here / "other.yaml").write_text("sort: heat\n")
        for settings in (self.in_force("--config", "other.yaml"), self.in_force(NEWSRANK_CONFIG="other.yaml")):
            self.assertEqual((settings["limit"][0], settings["sort"][0]), ("10", "heat"))
        self.assertEqual(self.in_force(XDG_CONFIG_HOME=str(self.here / "home/.config"))["limit"][0], "2")
        self.assertEqual(self.search("--config", "nothing.yaml", "x")[0], 2)

    def test_paths_are_relative_to_the_file(self):
        os.symlink(self.database, self.user.parent / "mine.db")
        (self.user.parent / "words.yaml").write_text("- [cell, battery]\n")
        self.user.write_text("databases: [mine.db]\nsynonyms: words.yaml\nlimit: 1\n")
        code, out, error = self.search("salt battery")
        self.assertEqual((code, error), (0, ""))
        self.assertIn("; this is 1 of ", out)
        self.assertIn("Tidewater", out)

    def test_options_take_back_what_files_say(self):
        (self.here / "newsrank.yaml").write_text(f"databases: ['{self.database}']\ngroup: no\ncorrect: false\n")
        self.assertNotIn("more from", self.search("salt battery")[1])
        self.assertIn("more from", self.search("--group", "salt battery")[1])
        self.assertIn("Did you mean", self.search("salt battary")[1])
        self.assertIn("Showing results for", self.search("--correct", "salt battary")[1])

    def test_the_field_map_is_left_to_the_indexer(self):
        (self.here / "newsrank.yaml").write_text(f"databases: ['{self.database}']\nfields:\n  title: headline\nlimit: 1\n")
        self.assertEqual(self.search("--format", "urls", "salt battery")[1].count("\n"), 1)

    def test_mistakes_have_their_place(self):
        for text, expected in (("limit: 3\nlimti: 4\n", 'newsrank.yaml:2:1: there is no setting "limti"\nhint: did you mean limit?'),
                               ("limit: many\n", 'newsrank.yaml:1:8: expected a whole number from 0 to 100000, or all, not "many"'),
                               ("limit: [3\n", "newsrank.yaml:2:1: "),
                               ("fields: [title, Titel]\n", "hint: fields are ")):
            (self.here / "newsrank.yaml").write_text(text)
            code, out, error = self.search("x")
            self.assertEqual((code, out), (2, ""))
            self.assertIn(expected, error)

    def test_a_strange_folder_runs_no_pager_of_its_own(self):
        (self.here / "newsrank.yaml").write_text("pager: touch stolen\n")
        code, text = on_terminal("--db", self.database, "battery", cwd=self.here, environment={**self.environment, "NEWSRANK_PAGER": ""})
        self.assertEqual(code, 2)
        self.assertIn("newsrank.yaml:1:8: pager runs a command", text)
        self.assertFalse((self.here / "stolen").exists())

    def test_colours_of_the_file_go_before_the_habits_of_the_environment(self):
        self.user.write_text(f"databases: ['{self.database}']\ncolor: always\n")
        self.assertIn("\x1b[1m", self.search("battery", NO_COLOR="1")[1])
        self.assertNotIn("\x1b", self.search("battery", NEWSRANK_COLOR="never")[1])


if __name__ == "__main__":
    unittest.main(verbosity=1)
