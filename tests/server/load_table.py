#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What newsrank-serve takes under load, by wrk on loopback, beside the library alone: a table in Markdown.

    load_table.py SERVE LIBRARY_LOAD DB... [--seconds 8] [--connections 1 8 64] [--minutes 0]

The service has one searcher and one core, and so has the library: `library_load` runs the same searches in one thread. wrk
gets another core. Processor time for each request is what a busy machine does not change; requests a second it does.
--minutes runs the mix for so long after the table, and prints the memory of the service each minute.
"""
import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

KINDS = {"search": "/api/v1/search?q={}", "complete": "/api/v1/complete?q={}", "page": "/search?q={}", "typing": "/search?q={}"}
SCRIPT = """
local targets, next = {}, 0
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
request = function() next = next % #targets + 1; return wrk.format("GET", targets[next]) end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""
CORES = sorted(os.sched_getaffinity(0))


class Service:
    """newsrank-serve on the first core."""

    def __init__(self, program, database):
        command = ["taskset", "-c", str(CORES[0]), program, "--no-config", "--db", database, "--listen", "127.0.0.1:0", "--threads", "1"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http://\S+:\d+", self.process.stdout.readline())[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii"))[1]) / 1024

    def get(self, target):
        with urllib.request.urlopen(self.address + target, timeout=60) as reply:
            return reply.read()


def draw_queries(service):
    """Two or three words of titles, as people type them; always the same ones for an index."""
    dice = random.Random(7)
    hits = json.loads(service.get("/api/v1/search?q=*&sort=date&group=no&limit=300"))["hits"]
    queries = []
    for hit in hits:
        words = [word for word in re.findall(r"\w+", hit["title"]) if len(word) > 3]
        if len(words) > 2:
            queries.append(" ".join(dice.sample(words, dice.choice((2, 3)))))
    return queries


def targets_of(kind, queries):
    texts = queries
    if kind == "typing":  # each letter is a request
        texts = [query[:end] for query in queries[:60] for end in range(1, len(query) + 1)]
    if kind == "complete":
        texts = [query[:len(query) - 2] for query in queries]
    return [KINDS[kind].format(urllib.parse.quote(text)) for text in texts]


def library_alone(program, database, targets, seconds):
    done = subprocess.run(["taskset", "-c", str(CORES[0]), program, database, targets, str(seconds)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def load(service, script, targets, connections, seconds):
    begun = service.seconds()
    done = subprocess.run(["taskset", "-c", str(CORES[-1]), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script, service.address],
                          capture_output=True, text=True, check=True, env={**os.environ, "TARGETS": targets})
    spent = service.seconds() - begun
    requests, duration, p99, errors = map(int, re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", done.stdout).groups())
    return {"rate": requests / duration * 1e6, "p99": p99 / 1e3, "processor": spent / requests * 1e3, "errors": errors}


def rows(service, arguments, database, folder):
    queries = draw_queries(service)
    script = folder / "wrk.lua"
    script.write_text(SCRIPT)
    for kind in KINDS:
        targets = folder / kind
        targets.write_text("\n".join(targets_of(kind, queries)) + "\n")
        alone = library_alone(arguments.library_load, database, targets, arguments.seconds)
        yield f"| {pathlib.Path(database).name} | {kind} | library | {alone['rate']:,.0f} | {alone['p99']:.1f} | {alone['processor']:.3f} (p99 {alone['processor_p99']:.1f}) | | | |"
        for connections in arguments.connections:
            found = load(service, script, targets, connections, arguments.seconds)
            yield (f"| | | {connections} | {found['rate']:,.0f} | {found['p99']:.1f} | {found['processor']:.3f} | {alone['processor'] / found['processor']:.0%} "
                   f"| {found['errors']} | {service.megabytes():.0f} |")


def endure(service, arguments, folder):
    mixed = folder / "mixed"
    lines = [line for kind in KINDS for line in (folder / kind).read_text().splitlines()]
    random.Random(7).shuffle(lines)
    mixed.write_text("\n".join(lines) + "\n")
    for minute in range(arguments.minutes):
        found = load(service, folder / "wrk.lua", mixed, 8, 60)
        print(f"minute {minute + 1}: {found['rate']:,.0f} requests a second, {found['errors']} errors, {service.megabytes():.1f} MB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("serve")
    parser.add_argument("library_load")
    parser.add_argument("databases", nargs="+")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--minutes", type=int, default=0)
    arguments = parser.parse_args()
    print("| index | request | connections | requests/s | p99 ms | processor ms a request | share of the library | errors | MB |\n|---|---|---|---|---|---|---|---|---|")
    for database in arguments.databases:
        with Service(arguments.serve, database) as service, tempfile.TemporaryDirectory() as folder:
            for row in rows(service, arguments, database, pathlib.Path(folder)):
                print(row, flush=True)
            time.sleep(1)
            endure(service, arguments, pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
