# SPDX-License-Identifier: GPL-2.0-or-later
"""newsrank-serve under test: starts it on a free port, and asks it over sockets.

Environment: NEWSRANK_SERVE, the program; and what programs.py reads.
"""
import contextlib
import http.client
import json
import os
import re
import socket
import subprocess

from programs import environment_of

SERVE = os.environ["NEWSRANK_SERVE"]


class Server:
    def __init__(self, *arguments, base=""):
        self.base = base
        self.process = subprocess.Popen([SERVE, "--no-config", "--listen", "127.0.0.1:0", *map(str, arguments)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=environment_of(None))
        self.first_line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", self.first_line)
        if not found:
            raise RuntimeError(self.process.communicate()[1])
        self.port = int(found[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Its exit code, once it has ended by itself."""
        if self.process.poll() is None:
            self.process.terminate()
        out, _ = self.process.communicate(timeout=30)
        self.output = self.first_line + out
        return self.process.returncode

    def ask(self, target, method="GET", headers=None, body=None):
        """Status, headers with lower-case names, body."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, target, body=body, headers=headers or {})
            reply = connection.getresponse()
            return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()

    def json(self, target, **keywords):
        status, _, body = self.ask(target, **keywords)
        return status, json.loads(body)

    def text(self, target, **keywords):
        return self.ask(target, **keywords)[2].decode()

    def raw(self, *pieces, timeout=20):
        """All that comes back until the server closes the connection, for bytes as they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                for piece in pieces:
                    connection.sendall(piece)
            answer = b""
            with contextlib.suppress(ConnectionResetError):
                while chunk := connection.recv(65536):
                    answer += chunk
            return answer
