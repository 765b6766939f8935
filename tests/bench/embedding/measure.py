#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what embedding newsrank costs, and one job done with it and with others: the tables of include/costs.md.

Usage: measure.py [--records N] [--update]

The records are packages of this Debian system: titles and texts as people write them. --update writes the tables into the page. Run by
Debian's Python with python3-whoosh and python3-xapian; what is missing is left out. Times are those of the processor; of a job, the
least of three runs. Each run has a process of its own.

Environment: NEWSRANK_LIBRARY, the shared library.
"""
import argparse
import ast
import importlib
import importlib.util
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PAGE = ROOT / "include" / "costs.md"
JOBS = {"newsrank": "newsrank", "SQLite FTS5": "fts5", "Whoosh": "whoosh", "Xapian": "xapian"}
SEARCHES = 200
COMMON = {"with", "from", "that", "this", "your", "into", "using", "which", "their", "some", "other", "more"}  # stop words for some
RUNS = 3
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(ROOT / "searcher" / "python")]


def packages(count):
    """So many records, spread over all packages that have tags."""
    listed = subprocess.run(["apt-cache", "dumpavail"], check=True, capture_output=True, text=True).stdout.split("\n\n")
    found = {}
    for paragraph in listed:
        keys = dict(re.findall(r"^([\w-]+): ((?:.*\n )*.*)", paragraph, re.M))
        if {"Package", "Description", "Tag", "Section"} <= keys.keys():
            found.setdefault(keys["Package"], {
                "id": keys["Package"], "title": keys["Description"], "category": keys["Section"],
                "body": re.sub(r"[\s,:|()]+", " ", " ".join(keys.get(key, "") for key in ("Package", "Depends", "Recommends", "Tag"))),
                "topics": sorted({tag.strip().split("::")[-1] for tag in keys["Tag"].split(",")})})
    if len(found) < count:
        sys.exit(f"there are only {len(found)} packages with tags: apt-get update")
    return random.Random(7).sample(sorted(found.values(), key=lambda record: record["id"]), count)


def some_queries(records, count):
    """Two words of a title, with the category of its record."""
    chosen = random.Random(11)
    titles = [(set(re.findall(r"[a-z]{4,}", record["title"].lower())) - COMMON, record["category"]) for record in records]
    titles = [(sorted(words), category) for words, category in titles if len(words) > 1]
    return [(" ".join(chosen.sample(words, 2)), category) for words, category in chosen.choices(titles, k=count)]


def own_memory():
    """What this process has now of memory of its own, in MB, which files do not back."""
    status = pathlib.Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024


def timed(act):
    begin = time.process_time()
    result = act()
    return time.process_time() - begin, result


def do_job(name, folder, records):
    """Seconds of the three parts, and what the searches found."""
    before = own_memory()
    job = importlib.import_module(f"{name}_job")
    titles = {record["id"]: record["title"] + " (revised)" for record in records[::10]}
    queries = some_queries(records, SEARCHES)
    seconds = [timed(lambda: job.index(folder, records))[0], timed(lambda: job.update(folder, titles))[0]]
    taken, found = timed(lambda: list(job.search(folder, queries)))
    shown = {"hits": sum(total for total, *_ in found), "facets": sum(len(facet) for _, _, facet, _ in found),
             "snippets": sum(len(snippets) for *_, snippets in found)}
    return {"seconds": [*seconds, taken], "memory": own_memory() - before, **shown}


def do_calls(folder, records):
    """Time and memory of single calls."""
    import newsrank

    rows = []

    def note(name, act, times=1):
        before = own_memory()
        seconds, result = timed(lambda: [act() for _ in range(times)])
        rows.append([name, seconds / times * 1000, own_memory() - before])
        return result[-1]

    writer = note("open a writer on a new index", lambda: newsrank.open_writer(folder / "calls.db"))
    note(f"put {len(records):,} records", lambda: writer.put_many(records))
    note("commit them", writer.commit)
    note("put one record", lambda: writer.put({**records[0], "title": "Another title"}))
    note("commit it", writer.commit)
    writer.close()
    searcher = note("open a searcher", lambda: newsrank.open_searcher(folder / "calls.db"))
    texts = [text for text, _ in some_queries(records, SEARCHES)]
    note("the first search", lambda: searcher.search(texts[0]))
    rest = iter(texts * 3)
    note("a search", lambda: searcher.search(next(rest)), SEARCHES)
    note("a search with facets and snippets", lambda: searcher.search(next(rest), facets="topic", snippets={}), SEARCHES)
    ids = itertools.cycle(record["id"] for record in records)
    note("find an article", lambda: searcher.find(next(ids)), SEARCHES)
    note("refresh without a change", searcher.refresh)
    note("clone the searcher", searcher.clone)
    return rows


def in_process(records, *arguments):
    """What this program prints with these arguments and records, run in a process and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "records.json").write_text(json.dumps(records), encoding="utf-8")
        done = subprocess.run([sys.executable, __file__, "--folder", folder, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def lines_of_code(path):
    """Lines that hold a statement or a part of one; without comments and the texts that document."""
    tree, text = ast.parse(path.read_text(encoding="utf-8")), path.read_text(encoding="utf-8").splitlines()
    documented = {line for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.FunctionDef)) and ast.get_docstring(node)
                  for line in range(node.body[0].lineno, node.body[0].end_lineno + 1)}
    return sum(1 for number, line in enumerate(text, 1) if line.strip() and not line.strip().startswith("#") and number not in documented)


def installed(name):
    return name in ("newsrank", "fts5") or importlib.util.find_spec(name) is not None


def calls_table(records):
    lines = [f"| call, with {len(records):,} records | milliseconds | MB more |", "|---|---:|---:|"]
    lines += [f"| {name} | {milliseconds:.3g} | {max(memory, 0):.1f} |" for name, milliseconds, memory in in_process(records)]
    return "\n".join(lines)


def jobs_table(records):
    lines = ["| with | lines of code | index | update | search | MB | found | counts | snippets |", "|---|" + "---:|" * 8]
    for title, name in JOBS.items():
        if installed(name):
            runs = [in_process(records, "--job", name) for _ in range(RUNS)]
            done = runs[0]
            index, update, search = (f"{min(seconds):.2f} s" for seconds in zip(*(run["seconds"] for run in runs)))
            lines.append(f"| {title} | {lines_of_code(HERE / f'{name}_job.py')} | {index} | {update} | {search} | {done['memory']:.0f} "
                         f"| {done['hits']:,} | {done['facets']:,} | {done['snippets']:,} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--update", action="store_true")
    for hidden in ("--folder", "--job"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        folder = pathlib.Path(options.folder)
        records = json.loads((folder / "records.json").read_text(encoding="utf-8"))
        print(json.dumps(do_job(options.job, folder, records) if options.job else do_calls(folder, records)))
        return
    records = packages(options.records * 10)
    tables = {"call": calls_table(records), "with": jobs_table(records[:options.records])}
    for name, table in tables.items():
        print(table, end="\n\n")
        if options.update:
            page = PAGE.read_text(encoding="utf-8")
            PAGE.write_text(re.sub(rf"^\| {name}\b.*\n(\|.*\n)+", f"{table}\n", page, flags=re.M), encoding="utf-8")


if __name__ == "__main__":
    main()
