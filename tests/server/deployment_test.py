#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What data/deploy/README.md says of proxies and units, with the programs themselves where they are installed.

Environment: as serving.py and programs.py. The settings of nginx and Caddy are those of the page, with other ports and names.
"""
import contextlib
import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time
import unittest
import xml.etree.ElementTree

from newsrank_page import Outline
from programs import INDEX, SampleCase, environment_of
from serving import SERVE, Server

DEPLOY = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"], "data", "deploy")
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in (".service", ".socket", ".timer"))


def settings_of(name):
    """The block that follows "NAME:" in the page."""
    return re.search(rf"^{name}:\n\n```text\n(.*?)```", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.S | re.M)[1]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


class ProxyCase(SampleCase):
    """What a page of the service is behind another program."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Server("--db", cls.database, "--base-path", "/news")
        cls.addClassCleanup(cls.server.stop)
        cls.port = free_port()

    @classmethod
    def start(cls, *command, **keywords):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **keywords)
        cls.addClassCleanup(process.communicate, timeout=30)
        cls.addClassCleanup(process.terminate)
        for _ in range(200):
            if process.poll() is not None:
                raise RuntimeError(process.stderr.read())
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", cls.port), timeout=1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"{command[0]} does not listen")

    def ask(self, target, headers=None, method="GET"):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, target, headers={"Host": f"news.example:{self.port}", **(headers or {})})
            reply = connection.getresponse()
            return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read().decode()

    def check_pages(self):
        for target in ("/news/", "/news/search?q=salt+battery&topic=Energy+Storage", "/news/charts?q=battery", "/news/help"):
            status, _, text = self.ask(target)
            self.assertEqual(status, 200, target)
            page = Outline(text)
            self.assertEqual(page.errors, [])
            own = {each.get(name) for tag, name in (("a", "href"), ("link", "href"), ("script", "src"), ("form", "action")) for each in page.all(tag)}
            own = sorted(each for each in own if each and each.startswith("/"))
            self.assertGreater(len(own), 5)
            for link in own:
                self.assertEqual(self.ask(link.split("#")[0])[0], 200, link)

    def check_exchange(self):
        status, headers, text = self.ask("/news/feed.atom?q=battery")
        feed = xml.etree.ElementTree.fromstring(text)
        links = [each.get("href") for each in feed if each.tag.endswith("}link")]
        self.assertIn(f"http://news.example:{self.port}/news/search?q=battery", links)
        self.assertEqual((status, self.ask("/news/feed.atom?q=battery", {"If-None-Match": headers["etag"]})[0]), (200, 304))
        _, headers, _ = self.ask("/news/search?q=battery", method="HEAD")
        self.assertIn("default-src 'none'", headers["content-security-policy"])
        self.assertEqual(self.ask("/news/search?q=%25+%E2%80%93+a%26b%2Fc%3Fd")[0], 200)
        self.assertEqual((self.ask("/news/api/v1/search?q=battery&limit=x")[0], self.ask("/news/nope")[0]), (400, 404))
        status, headers, _ = self.ask("/news")
        self.assertIn(status, (301, 302, 308))
        self.assertTrue(headers["location"].endswith("/news/"), headers["location"])


@needs("nginx")
class NginxTest(ProxyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        location = settings_of("nginx").replace("127.0.0.1:8080", f"127.0.0.1:{cls.server.port}")
        folder = cls.folder / "nginx"
        folder.mkdir()
        temporary = "".join(f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(f"daemon off; master_process off; pid {folder}/pid; error_log stderr; events {{}}\n"
                                           f"http {{ access_log off; {temporary}\nserver {{ listen 127.0.0.1:{cls.port};\n{location}}} }}\n")
        cls.start("nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf"))

    def test_pages_and_their_links(self):
        self.check_pages()

    def test_headers_addresses_and_errors(self):
        self.check_exchange()


@needs("caddy")
class CaddyTest(ProxyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        site = settings_of("Caddy").replace("127.0.0.1:8080", f"127.0.0.1:{cls.server.port}").replace("news.example", f"http://news.example:{cls.port}")
        (cls.folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + site)
        cls.start("caddy", "run", "--config", str(cls.folder / "Caddyfile"), "--adapter", "caddyfile",
                  env={**os.environ, "XDG_DATA_HOME": str(cls.folder), "XDG_CONFIG_HOME": str(cls.folder), "HOME": str(cls.folder)})

    def test_pages_and_their_links(self):
        self.check_pages()

    def test_headers_addresses_and_errors(self):
        self.check_exchange()


class UnitsTest(SampleCase):
    def units(self):
        """The units with the programs that are under test."""
        folder = self.folder / "units"
        folder.mkdir(exist_ok=True)
        for name in UNITS:
            text = (DEPLOY / name).read_text(encoding="utf-8")
            for program, place in (("newsrank-serve", SERVE), ("newsrank-index", INDEX), ("xapian-tcpsrv", shutil.which("xapian-tcpsrv") or "/bin/true")):
                text = text.replace(f"/usr/bin/{program} ", f"{place} ")
            (folder / name).write_text(text)
        return [folder / name for name in UNITS]

    @needs("systemd-analyze")
    def test_they_are_well_formed(self):
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", *self.units()], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    @needs("systemd-analyze")
    def test_a_service_of_the_network_can_do_little(self):
        for name in ("newsrank-serve.service", "newsrank-shard@.service"):
            unit = next(path for path in self.units() if path.name == name)
            done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=25", unit], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stdout[-200:] + done.stderr)

    @needs("systemd-socket-activate")
    def test_the_first_connection_starts_it(self):
        port = free_port()
        process = subprocess.Popen(["systemd-socket-activate", "-l", f"127.0.0.1:{port}", SERVE, "--no-config", "--db", self.database],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment_of(None))
        self.addCleanup(process.communicate, timeout=30)
        self.addCleanup(process.terminate)
        for attempt in range(3):
            with contextlib.closing(self.connect(port)) as connection:
                connection.request("GET", "/api/v1/stats")
                self.assertEqual((attempt, connection.getresponse().status), (attempt, 200))
        self.assertIn(f":{port}/", process.stdout.readline())
        process.terminate()
        self.assertEqual(process.wait(timeout=30), 0)

    def connect(self, port):
        """Once somebody listens there."""
        for _ in range(200):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            with contextlib.suppress(ConnectionRefusedError):
                connection.connect()
                return connection
            time.sleep(0.05)
        raise RuntimeError("nobody listens")


if __name__ == "__main__":
    unittest.main(verbosity=1)
