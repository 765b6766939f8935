#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks what newsrank-search shows on terminals, and that pipes get none of it. Environment: see programs.py."""
import os
import re
import signal
import subprocess
import unicodedata
import unittest

from programs import SEARCH, SampleCase, environment_of, on_terminal

SEQUENCES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[\x21-\x7e]*\x1b\\")


def columns(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class TerminalTest(SampleCase):
    def shown(self, *arguments, **keywords):
        code, text = on_terminal("--db", self.database, *arguments, **keywords)
        self.assertEqual(code, 0, text)
        return text

    def test_colours_only_a_terminal_that_wants_them(self):
        self.assertIn("\x1b[1m", self.shown("-n", "1", "cloudforge"))
        self.assertNotIn("\x1b", self.shown("-n", "1", "cloudforge", environment={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b", self.shown("-n", "1", "cloudforge", environment={"TERM": "dumb"}))
        self.assertNotIn("\x1b", self.shown("-n", "1", "--color", "never", "cloudforge"))
        self.assertIn("\x1b[1m", self.shown("-n", "1", "--color", "always", "cloudforge", environment={"NO_COLOR": "1"}))

    def test_a_pipe_gets_plain_text_that_stays_the_same(self):
        out = self.output("-n", "3", "--facet", "topic", "salt battery")
        self.assertNotRegex(out, "[\x1b▰█]| ago\\b")
        self.assertEqual(out, self.output("-n", "3", "--facet", "topic", "--now", "2040-01-01", "salt battery"))
        self.assertIn("\x1b[1m", self.output("-n", "3", "--color", "always", "salt battery"))

    def test_ages_and_quality_are_shown(self):
        text = self.shown("-n", "1", "--now", "2023-10-21", "salt battery")
        self.assertRegex(text, r"2023-10-18 \(2 days ago\) · quality 134 ▰+▱*")

    def test_matched_words_are_marked(self):
        text = self.shown("-n", "1", "salt battery")
        self.assertRegex(text, "\x1b\\[4m[Ss]alt\x1b\\[24m")
        self.assertRegex(text, "\x1b\\[1m[Bb]atter(y|ies)\x1b\\[22m|\x1b\\[1m(molten-)?[Ss]alt\x1b\\[22m")

    def test_titles_are_links_where_that_is_known_to_work(self):
        link = "\x1b]8;;https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/\x1b\\"
        self.assertIn(link, self.shown("-n", "1", "salt battery", environment={"VTE_VERSION": "7001"}))
        self.assertNotIn("\x1b]8", self.shown("-n", "1", "salt battery"))
        self.assertNotIn("\x1b]8", self.shown("-n", "1", "--hyperlinks", "never", "salt battery", environment={"VTE_VERSION": "7001"}))
        self.assertIn(link, self.shown("-n", "1", "--hyperlinks", "always", "salt battery"))

    def test_lines_fit_whatever_they_hold(self):
        for width in (40, 63, 80, 100):
            text = self.shown("-n", "30", "--facet", "topic", "--timeline", "--hyperlinks", "always", "energy city 量子 batería", columns=width)
            plain = SEQUENCES.sub("", text)
            self.assertNotIn("\x1b", plain)
            for line in plain.splitlines():
                if "https://" not in line and " articles " not in line:
                    self.assertLessEqual(columns(line), width, line)

    def test_long_output_goes_through_the_pager(self):
        paged = {"NEWSRANK_PAGER": "sed s/^/PAGED/"}
        self.assertIn("PAGED 1. ", self.shown("-n", "1", "battery", environment=paged))
        self.assertNotIn("PAGED", self.shown("-n", "1", "--no-pager", "battery", environment=paged))
        self.assertIn("OTHER 1. ", self.shown("-n", "1", "--pager", "sed 's/^/OTHER/'", "battery", environment=paged))
        self.assertIn(" 1. ", self.shown("-n", "1", "battery", environment={"NEWSRANK_PAGER": "/no/such/pager"}))
        self.assertNotIn("PAGED", self.output("-n", "1", "battery", environment=paged))
        code, text = on_terminal("--db", self.database + "x", "battery", environment=paged)
        self.assertEqual(code, 4)
        self.assertNotIn("PAGED", text)

    def test_a_pager_that_is_left_early_ends_the_run_quietly(self):
        code, text = on_terminal("--db", self.database, "-n", "1000", "--explain", "the", environment={"NEWSRANK_PAGER": "head -1"})
        self.assertIn(code, (0, -signal.SIGPIPE))
        self.assertNotIn("newsrank-search:", text)

    def test_a_broken_pipe_ends_the_run_quietly(self):
        for ignored in (False, True):
            process = subprocess.Popen([SEARCH, "--db", self.database, "-n", "1000", "--explain", "the"], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env=environment_of({}),
                                       preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignored else signal.SIG_DFL))
            os.read(process.stdout.fileno(), 1)
            process.stdout.close()
            error = process.stderr.read()
            process.stderr.close()
            self.assertIn(process.wait(timeout=60), (0, -signal.SIGPIPE))
            self.assertNotIn(b"newsrank-search:", error)

    def test_output_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([SEARCH, "--db", self.database, "battery"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 4)
        self.assertIn("cannot write the output: No space left on device", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
