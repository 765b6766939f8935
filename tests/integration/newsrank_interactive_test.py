#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Uses newsrank-search --interactive on a pseudo-terminal.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SAMPLE, the sample articles;
NEWSRANK_SOURCE_DIR, the repository.
"""
import base64
import os
import pathlib
import pty
import signal
import stat
import subprocess
import tempfile
import termios
import time
import unittest

import documentation
from terminal import Terminal

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
SAMPLE = os.environ["NEWSRANK_SAMPLE"]

UP, DOWN, LEFT, PAGE_DOWN, BACKSPACE = "\x1bOA", "\x1bOB", "\x1bOD", "\x1b[6~", "\x7f"
ESCAPE, ENTER, TAB, CTRL_C, CTRL_D, CTRL_R, CTRL_U, CTRL_Z = "\x1b", "\r", "\t", "\x03", "\x04", "\x12", "\x15", "\x1a"

HOSTILE = r"""---
title: "hostile \e]0;stolen\a title \e[2J \x9b31m \u202egnp"
excerpt: "\e]52;c;c3RvbGVu\a hostile excerpt"
webUrl: "https://hostile.example/a"
---
"""


class InteractiveTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.temporary.name)
        (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
        cls.database = str(folder / "newsrank.db")
        subprocess.run([INDEX, "--quiet", "--db", cls.database, SAMPLE, folder / "hostile.md"], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=self.temporary.name)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.opened = self.folder / "opened"
        self.browser = self.folder / "browser"
        self.browser.write_text('#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "$0.args"\nmv "$0.args" "${0%browser}opened"\n')
        self.browser.chmod(0o755)

    def start(self, *arguments, command=None, rows=24, columns=80, **environment):
        terminal = Terminal(*(command or (SEARCH, "--db", self.database, "-i", *arguments)), rows=rows, columns=columns,
                            **{"XDG_STATE_HOME": str(self.folder / "state"), "BROWSER": str(self.browser), **environment})
        self.addCleanup(terminal.close)
        return terminal

    def assert_given_back(self, terminal):
        self.assertEqual(terminal.modes(), terminal.before)
        self.assertGreater(terminal.output.rfind(b"\x1b[?1049l"), terminal.output.rfind(b"\x1b[?1049h"))
        self.assertGreater(terminal.output.rfind(b"\x1b[?2004l"), terminal.output.rfind(b"\x1b[?2004h"))

    def wait_opened(self):
        end = time.monotonic() + 20
        while not self.opened.exists() and time.monotonic() < end:
            time.sleep(0.01)
        count, *arguments = self.opened.read_text().splitlines()
        self.assertEqual(int(count), len(arguments))
        return arguments

    def test_results_come_while_typing_and_enter_opens_the_selected_one(self):
        terminal = self.start()
        terminal.wait("type to search in 108 articles")
        terminal.send("salt batt")
        terminal.wait("^   1. Tidewater Grid switches on the region’s largest salt battery")
        terminal.send(TAB)
        terminal.wait("^> salt battery$")
        terminal.wait("^   3. Battery recycling plant")  # found by the whole word alone: the old results are gone
        terminal.send(DOWN, DOWN)
        terminal.wait("^▸  2. Inside the salt battery")
        terminal.wait("^https://videos.example/watch[?]v=saltTanks560")
        terminal.send(ENTER)
        self.assertEqual(self.wait_opened(), ["https://videos.example/watch?v=saltTanks560"])
        terminal.wait("^opened https://videos")
        terminal.send(ESCAPE)
        self.assertEqual(terminal.wait_end(), 0)
        self.assert_given_back(terminal)

    def test_the_screen_is_as_the_page_shows_it(self):
        (shown,) = documentation.run_by("newsrank_interactive_test")
        terminal = self.start()
        terminal.wait("type to search")
        terminal.send(shown.splitlines()[0].removeprefix("> "))
        terminal.wait("^   1. ")
        terminal.send(DOWN)
        terminal.wait(lambda lines: documentation.matches(shown, "\n".join(lines) + "\n"))

    def test_a_graphical_browser_runs_beside_the_search_and_its_failure_is_said(self):
        self.browser.write_text("#!/bin/sh\n[ -t 0 ] || exit 7\n")
        terminal = self.start("salt", DISPLAY=":99")
        terminal.wait("^   1. ")
        terminal.send(ENTER, ENTER)
        terminal.wait("browser failed with exit code 7")

    def test_words_of_the_command_line_are_the_beginning(self):
        terminal = self.start("salt", "battery")
        terminal.wait("^> salt battery$")
        terminal.wait("^   1. Tidewater")

    def test_mistakes_and_corrections_are_shown(self):
        terminal = self.start("titel:battery")
        terminal.wait('unknown field "titel:" - did you mean title')
        terminal.send(CTRL_U, "salt bttery")
        terminal.wait("showing results for salt battery")
        terminal.send(CTRL_U, '"?*')
        terminal.wait("^> \"[?][*]$")

    def test_the_history_is_kept_for_oneself(self):
        terminal = self.start("moon lander")
        terminal.wait("^   1. ")
        terminal.send(CTRL_D)
        self.assertEqual(terminal.wait_end(), 0)
        kept = self.folder / "state" / "newsrank" / "history"
        self.assertEqual(kept.read_text(), "moon lander\n")
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
        terminal = self.start()
        terminal.wait("type to search")
        terminal.send(UP)
        terminal.wait("^▸ moon lander")
        terminal.send(ENTER)
        terminal.wait("^> moon lander$")
        terminal.send(CTRL_U, "sal", CTRL_R)
        terminal.wait("^history> sal$")
        terminal.wait("^0 earlier queries")
        terminal.send(CTRL_C)
        self.assertEqual(terminal.wait_end(), 0)

    def test_wide_characters_are_edited_whole(self):
        terminal = self.start()
        terminal.wait("type to search")
        terminal.send("日本語e\u0301")
        terminal.wait("^> 日本語é$")
        terminal.send(BACKSPACE, LEFT, BACKSPACE)
        terminal.wait(lambda lines: lines[0].replace(" ", "") == ">日語" and terminal.screen.cursor.x == 4)

    def test_a_paste_is_text(self):
        terminal = self.start()
        terminal.wait("type to search")
        terminal.send("\x1b[200~salt\rbattery\x03\x1b[201~")
        terminal.wait("^> salt battery$")
        terminal.wait("^   1. ")
        terminal.send(DOWN)
        terminal.wait("^▸  1. ")

    def test_every_size_shows_what_fits(self):
        terminal = self.start("battery")
        terminal.wait("^   1. ")
        for rows, columns in ((10, 40), (4, 20), (1, 3), (50, 200), (24, 80)):
            terminal.resize(rows, columns)
            os.killpg(terminal.process.pid, signal.SIGWINCH)
            # The line of keys drops whole items.
            last = "F1 help   Esc leave$" if columns >= 80 else "^↑↓ select   Enter open   Esc leave$" if columns >= 40 else "^>"
            terminal.wait(last)
            terminal.send(PAGE_DOWN)
            while terminal.read(0.2):
                pass
            self.assertIsNone(terminal.process.poll())
        terminal.wait("^▸ ")

    def test_keys_change_words_order_and_copies(self):
        terminal = self.start("battery grid city")
        terminal.wait("^   1. ")
        terminal.send("\x1bOQ")
        terminal.wait("^all words$")
        terminal.wait("^no articles|^\\d+ articles?$")
        terminal.send("\x1bw")
        terminal.wait("^any word$")
        terminal.send("\x1bs", "\x1bg")
        terminal.wait("^any word · by date · every copy$")
        terminal.send("\x1b")
        self.assertEqual(terminal.wait_end(), 0)
        terminal = self.start("--all", "--sort", "quality", "--topic", "Energy Storage", "battery")
        terminal.wait("^all words · by quality · topic: Energy Storage$")

    def test_filters_are_chosen_from_what_is_found(self):
        terminal = self.start("salt")
        terminal.wait("^   1. ")
        terminal.send("\x1bt")
        terminal.wait("^       +\\d+  topic: Energy Storage$")
        terminal.send(DOWN)
        terminal.wait("^▸ .*topic: ")
        chosen = next(line.split("topic: ")[1] for line in terminal.lines() if line.startswith("▸"))
        terminal.send(ENTER)
        terminal.wait(f"^topic: {chosen}$")
        terminal.wait("^▸ [*] ")
        terminal.send(ESCAPE)
        terminal.wait("^   1. ")
        terminal.send("\x1bt", DOWN, ENTER, ESCAPE)
        terminal.wait(lambda lines: any(line.startswith("   1. ") for line in lines) and f"topic: {chosen}" not in lines)

    def test_help_and_copied_addresses(self):
        terminal = self.start()
        terminal.wait("type to search")
        terminal.send("?")
        terminal.wait("^F6, Ctrl-Y +copy its address")
        terminal.send("x")
        terminal.wait("type to search")
        terminal.send("salt battery")
        terminal.wait("^   1. ")
        terminal.send(DOWN, "\x19")
        address = "https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/"
        terminal.wait("^copied " + address)
        self.assertIn(b"\x1b]52;c;" + base64.b64encode(address.encode()) + b"\x1b\\", terminal.output)

    def test_nothing_in_the_data_reaches_the_terminal_as_a_command(self):
        terminal = self.start("hostile")
        terminal.wait("hostile .*title")
        terminal.send(DOWN)
        terminal.wait("hostile excerpt")
        for command in (b"\x1b]0", b"\x1b]52", "\x9b".encode(), "\u202e".encode(), b"\x07"):
            self.assertNotIn(command, terminal.output)

    def test_the_terminal_is_given_back_when_a_signal_ends_the_search(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
            terminal = self.start("salt")
            terminal.wait("^   1. ")
            self.assertNotEqual(terminal.modes(), terminal.before)
            terminal.process.send_signal(number)
            self.assertEqual(terminal.wait_end(), 128 + number)
            self.assert_given_back(terminal)

    def test_the_terminal_is_given_back_when_the_search_breaks_down(self):
        for number in (signal.SIGSEGV, signal.SIGABRT):
            terminal = self.start("salt", ASAN_OPTIONS="handle_segv=0:handle_abort=0")
            terminal.wait("^   1. ")
            terminal.process.send_signal(number)
            self.assertEqual(terminal.wait_end(), -number)
            self.assert_given_back(terminal)

    def test_it_stops_and_goes_on(self):
        terminal = self.start(command=("bash", "--norc", "-i"), PS1="shell: ")
        terminal.wait("^shell:")
        terminal.send(f"{SEARCH} --db {self.database} -i salt\r")
        terminal.wait("^   1. ")
        terminal.send(CTRL_Z)
        terminal.wait("Stopped")
        self.assertTrue(terminal.modes()[3] & termios.ISIG)
        terminal.send("fg\r")
        terminal.wait(lambda lines: lines[0] == "> salt")
        terminal.send(" battery")
        terminal.wait("^      also ")  # only this query leaves room for articles that hold less
        terminal.send(DOWN)
        terminal.wait("^▸  1. Tidewater")
        terminal.send(ESCAPE)
        terminal.wait("^shell:")
        terminal.send("echo code $?\r")
        terminal.wait("^code 0$")

    def test_the_end_of_the_terminal_ends_the_search(self):
        terminal = self.start("salt")
        terminal.wait("^   1. ")
        os.close(terminal.slave)
        os.close(terminal.master)
        try:
            # By its own hand, or by a second hang-up that comes when it has already let go of the first.
            self.assertIn(terminal.process.wait(timeout=20), (128 + signal.SIGHUP, -signal.SIGHUP))
        finally:
            terminal.master, terminal.slave = pty.openpty()

    def test_without_a_fit_terminal_it_says_so(self):
        done = subprocess.run([SEARCH, "--db", self.database, "-i"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("needs a terminal", done.stderr)
        for term in ("dumb", "no-such-terminal", "vt52"):
            terminal = self.start(TERM=term)
            self.assertEqual(terminal.wait_end(), 2)
            self.assertIn(f"TERM is {term}".encode(), terminal.output)
            self.assertEqual(terminal.modes(), terminal.before)
        done = subprocess.run([SEARCH, "-i", "--complete", "a"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main(verbosity=1)
