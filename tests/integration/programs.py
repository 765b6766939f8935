# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs under test, for the tests of newsrank-search: runs them in pipes and on terminals.

Environment: NEWSRANK_INDEX and NEWSRANK_SEARCH, the programs; NEWSRANK_SAMPLE, the sample articles.
"""
import fcntl
import os
import pathlib
import pty
import struct
import subprocess
import tempfile
import termios
import unittest

INDEX = os.environ["NEWSRANK_INDEX"]
SEARCH = os.environ["NEWSRANK_SEARCH"]
SAMPLE = os.environ["NEWSRANK_SAMPLE"]


def environment_of(changes):
    """The environment without what a user may have set for newsrank."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("NEWSRANK_") and name not in ("NO_COLOR", "PAGER", "LESS")}
    return {**mine, **(changes or {})}


def search(*arguments, cwd=None, stdin=None, environment=None):
    """Exit code, standard output and standard error; line breaks as they are."""
    done = subprocess.run([SEARCH, *map(str, arguments)], cwd=cwd, input=stdin and stdin.encode(), capture_output=True, timeout=120,
                          env=environment_of(environment))
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def index(*arguments, cwd=None):
    return subprocess.run([INDEX, "--quiet", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=300).returncode


def on_terminal(*arguments, cwd=None, environment=None, columns=80):
    """Exit code and what a terminal of that width shows, line breaks as newlines."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([SEARCH, *map(str, arguments)], cwd=cwd, stdin=side, stdout=side, stderr=side,
                               env=environment_of({"TERM": "xterm", "NEWSRANK_PAGER": "off", **(environment or {})}))
    os.close(side)
    text = b""
    try:
        while chunk := os.read(main, 65536):
            text += chunk
    except OSError:
        pass
    os.close(main)
    return process.wait(timeout=60), text.decode().replace("\r\n", "\n")


class SampleCase(unittest.TestCase):
    """Has the sample in `folder`/newsrank.db."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        cls.database = str(cls.folder / "newsrank.db")
        assert index("--db", cls.database, SAMPLE) == 0

    def output(self, *arguments, **keywords):
        code, out, error = search("--db", self.database, *arguments, **keywords)
        self.assertEqual(code, 0, error)
        return out
