# SPDX-License-Identifier: GPL-2.0-or-later
"""Network namespaces as hosts: each shard of an index has two replicas, on two hosts.

What uses it runs enter() first, which runs it once more within namespaces of its own.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

INSIDE = "NEWSRANK_IN_NAMESPACE"
SKIPPED = 77
LINK = pathlib.Path(__file__).resolve().with_name("slow_link.py")


def enter():
    """None inside the namespaces; otherwise what the program inside returns, or SKIPPED."""
    if INSIDE in os.environ:
        return None
    needed = [name for name in ("ip", "mount", "nsenter", "unshare", "xapian-tcpsrv") if not shutil.which(name)]
    if needed:
        print(f"skipped: {', '.join(needed)} missing")
        return SKIPPED
    inside = ["unshare", "--net", "--mount"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
    tried = subprocess.run([*inside, "ip", "link", "add", "type", "veth"], capture_output=True, text=True)
    if tried.returncode != 0:
        print(f"skipped: network namespaces are refused here: {tried.stderr.strip()}")
        return SKIPPED
    return subprocess.run([*inside, sys.executable, *sys.argv], env={**os.environ, INSIDE: "1"}).returncode


def ip(*arguments):
    subprocess.run(["ip", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def address(host):
    return f"10.77.{host}.2"


class Hosts:
    """As many hosts as there are shards; host h has the shards h and h - 1, those of the folder `shards`."""

    def __init__(self, count, shards):
        self.count, self.shards = count, shards
        self.running = {}  # by (host, port)
        self.holders = [subprocess.Popen(["unshare", "--net", "sleep", "3600"]) for _ in range(count)]
        ip("link", "set", "lo", "up")
        for host, holder in enumerate(self.holders):
            while os.readlink(f"/proc/{holder.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
                time.sleep(0.01)
            ip("link", "add", f"to{host}", "type", "veth", "peer", "name", "eth0", "netns", holder.pid)
            ip("addr", "add", f"10.77.{host}.1/24", "dev", f"to{host}")
            ip("link", "set", f"to{host}", "up")
            for command in (["addr", "add", f"{address(host)}/24", "dev", "eth0"], ["link", "set", "eth0", "up"], ["link", "set", "lo", "up"]):
                self.on(host, "ip", *command)
            self.serve(host)

    def close(self):
        for host in range(self.count):
            self.kill(host)
        for holder in self.holders:
            holder.kill()
            holder.wait()

    def replicas(self, host):
        return host, (host - 1) % self.count

    def cluster(self, path, **settings):
        lines = [f"{name}: {value}\n" for name, value in settings.items()] + ["shards:\n"]
        for shard in range(self.count):
            places = ", ".join(f"{address(host)}:{33100 + shard}" for host in (shard, (shard + 1) % self.count))
            lines.append(f"  - [{places}]\n")
        path.write_text("".join(lines))
        return path

    def on(self, host, *command):
        subprocess.run(["nsenter", "--net", "-t", str(self.holders[host].pid), *command], check=True)

    def start(self, host, port, *command):
        # xapian-tcpsrv ends its whole process group when it is stopped: each has a session of its own.
        self.running[host, port] = subprocess.Popen(["nsenter", "--net", "-t", str(self.holders[host].pid), *map(str, command)],
                                                    start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def serve(self, host, shards=None, slow=0):
        """Serves the host's shards from that folder; `slow`: seconds that each piece of bytes takes in each direction."""
        for shard in self.replicas(host):
            port = 33100 + shard
            command = ["xapian-tcpsrv", "--quiet", "--port", str(port + (1000 if slow else 0)), (shards or self.shards) / f"shard{shard}"]
            self.start(host, port + (1000 if slow else 0), *command)
            if slow:
                self.start(host, port, sys.executable, LINK, f"{address(host)}:{port}", f"127.0.0.1:{port + 1000}", slow)
        for shard in self.replicas(host):
            self.wait_for(host, 33100 + shard)

    def wait_for(self, host, port):
        for _ in range(500):
            try:
                return socket.create_connection((address(host), port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"nothing listens on port {port} of host {host}")

    def kill(self, host):
        for where, port in [each for each in self.running if each[0] == host]:
            server = self.running.pop((where, port))
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()

    def signal(self, host, number):
        for (where, _), server in self.running.items():
            if where == host:
                os.killpg(server.pid, number)

    def cut_off(self, host, kind):
        """`kind`: blackhole (packets are dropped) or prohibit (they are rejected)."""
        self.on(host, "ip", "route", "add", kind, f"10.77.{host}.1/32")

    def join(self, host, kind):
        self.on(host, "ip", "route", "del", kind, f"10.77.{host}.1/32")
