# SPDX-License-Identifier: GPL-2.0-or-later
"""A program on a pseudo-terminal, whose screen pyte keeps."""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

try:
    import pyte
except ModuleNotFoundError:  # an interpreter that is not Debian's
    sys.path.append("/usr/lib/python3/dist-packages")
    import pyte


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, *command, rows=24, columns=80, **environment):
        self.master, self.slave = pty.openpty()
        self.resize(rows, columns, tell=False)
        self.before = termios.tcgetattr(self.slave)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        inherited = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR")}
        self.process = subprocess.Popen(command, stdin=self.slave, stdout=self.slave, stderr=self.slave, start_new_session=True,
                                        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
                                        env={**inherited, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment})

    def resize(self, rows, columns, tell=True):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if tell:
            self.screen.resize(rows, columns)

    def send(self, *keys):
        for key in keys:
            os.write(self.master, key.encode())

    def read(self, seconds):
        """What comes within that time; False if nothing does."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        data = os.read(self.master, 65536)
        self.output += data
        self.stream.feed(data)
        return True

    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    def wait(self, condition):
        """Until a pattern is on the screen, or a condition of the lines holds."""
        holds = condition if callable(condition) else lambda lines: re.search(condition, "\n".join(lines), re.M)
        end = time.monotonic() + 20
        while not holds(self.lines()):
            if time.monotonic() > end:
                raise AssertionError("not seen: %s\n%s" % (condition, "\n".join(self.lines())))
            self.read(0.1)

    def wait_end(self):
        code = None
        end = time.monotonic() + 20
        while code is None and time.monotonic() < end:
            self.read(0.02)
            code = self.process.poll()
        while self.read(0):
            pass
        return code

    def modes(self):
        return termios.tcgetattr(self.slave)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)
