#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The relevance gate: judges the shipped ranking, prints the figures and fails where one is below its floor.

Always judged: the sample collection of data/ by data/judged, overall and by kind of query. If present also the real
collections: each task twice, with the quality weight that is shipped and (task name with "@0") without quality.

Environment: NEWSRANK_INDEX and NEWSRANK_EVAL, the programs; NEWSRANK_CORPORA and NEWSRANK_RELEVANCE, folders of real
collections and their judged queries (optional). floors.tsv beside this file holds `collection TAB task TAB measure TAB
floor`; with --record the floors are printed anew from what is measured, less MARGIN.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
INDEX = os.environ["NEWSRANK_INDEX"]
EVAL = os.environ["NEWSRANK_EVAL"]
CORPORA = pathlib.Path(os.environ.get("NEWSRANK_CORPORA", "/nonexistent"))
RELEVANCE = pathlib.Path(os.environ.get("NEWSRANK_RELEVANCE", "/nonexistent"))
MARGIN = 0.02
DEPTH = 100
SKIPPED_ARTICLES = 5  # exit code of an indexing run that is done, but for broken articles

# Kinds of queries of data/judged and what they are judged by; their README describes them.
KINDS = {
    "all": ["ndcg@10", "mrr@10"],
    "k": ["mrr@10"],
    "m": ["mrr@10"],
    "t": ["mrr@10"],
    "s": ["ndcg@10"],
    "q": ["ndcg@10", "mrr@10/3"],
    "x": ["ndcg@10"],
    "f": ["ndcg@10"],
    "e": ["ndcg@10"],
}
# Tasks of the real collections, with measure and depth.
TASKS = {
    "diablo4": {"editor": "ndcg@10", "title": "mrr@10", "halftitle": "mrr@10", "hard": "mrr@10", "typo": "mrr@10", "related": "ndcg@10", "tie": "mrr/2"},
    "powerapps": {"editor": "ndcg@10", "title": "mrr@10", "halftitle": "mrr@10", "hard": "mrr@10", "known": "mrr@10", "typo": "mrr@10", "tie": "mrr/2"},
    "cranfield": {"allpairs": "map", "graded": "ndcg@10"},
}
DEPTHS = {"cranfield": 1000}


def run(*command, allowed=(0,)):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def index(source, database):
    run(INDEX, "--quiet", "--db", database, source, allowed=(0, SKIPPED_ARTICLES))


def judge_sample(folder):
    """Figures by (collection, task, measure)."""
    database = folder / "sample.db"
    index(DATA / "sample", database)
    measures = sorted({measure for measures in KINDS.values() for measure in measures})
    command = [EVAL, "--db", database, "--queries", DATA / "judged/queries.tsv", "--qrels", DATA / "judged/qrels.txt"]
    report = json.loads(run(*command, "--depth", DEPTH, "--json", "--per-query", "-m", ",".join(measures)))
    queries = report["splits"][0]["runs"][0]["per_query"]
    figures = {}
    for kind, kind_measures in KINDS.items():
        of_kind = [query for query in queries if kind in ("all", query["query"][0])]
        for measure in kind_measures:
            mean = sum(query[measure] for query in of_kind) / len(of_kind)
            figures["sample", kind, measure] = {"queries": len(of_kind), "all": mean}
    return figures


def collection_source(collection):
    own = RELEVANCE / collection / "docs"
    return own if own.is_dir() else CORPORA / collection


def suite_text(collection, database):
    """A suite file of all tasks of a collection, each with and without quality."""
    lines = ["tasks:"]
    for task, measure in TASKS[collection].items():
        folder = RELEVANCE / collection / task
        for suffix, extra in (("", ""), ("@0", ", quality_weight: 0")):
            exclude = f", exclude: {json.dumps(str(folder / 'exclude.tsv'))}" if (folder / "exclude.tsv").exists() else ""
            lines.append(
                f"  - {{name: {json.dumps(task + suffix)}, db: {json.dumps(str(database))}, "
                f"queries: {json.dumps(str(folder / 'queries.tsv'))}, qrels: {json.dumps(str(folder / 'qrels.txt'))}, "
                f"measures: [{json.dumps(measure)}], depth: {DEPTHS.get(collection, DEPTH)}{exclude}{extra}}}")
            if collection == "cranfield":
                break  # its articles have no quality
    return "\n".join(lines) + "\n"


def judge_collection(collection, folder):
    database = folder / f"{collection}.db"
    index(collection_source(collection), database)
    suite = folder / f"{collection}.yaml"
    suite.write_text(suite_text(collection, database))
    report = json.loads(run(EVAL, "--suite", suite, "--json"))
    return {(collection, figure["task"], figure["measure"]): figure for figure in report["tasks"]}


def read_floors():
    floors = {}
    for line in (HERE / "floors.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            collection, task, measure, floor = line.split("\t")
            floors[collection, task, measure] = float(floor)
    return floors


def show(figures, floors):
    """Prints the table; returns whether every figure reaches its floor."""
    print(f"{'collection':<11}{'task':<12}{'measure':<9}{'queries':>8}{'all':>8}{'even':>8}{'odd':>8}{'floor':>8}")
    passed = True
    for key, figure in figures.items():
        cells = "".join(f"{figure[half]:>8.4f}" if half in figure else f"{'-':>8}" for half in ("all", "even", "odd"))
        floor = floors.get(key)
        verdict = "  no floor recorded" if floor is None else "" if figure["all"] >= floor else "  BELOW"
        passed = passed and not verdict
        print(f"{key[0]:<11}{key[1]:<12}{key[2]:<9}{figure['queries']:>8}{cells}"
              f"{'' if floor is None else format(floor, '>8.4f')}{verdict}")
    return passed


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        figures = judge_sample(folder)
        for collection in TASKS:
            if (RELEVANCE / collection).is_dir() and collection_source(collection).is_dir():
                figures.update(judge_collection(collection, folder))
            else:
                print(f"{collection}: not present, not judged")
    if "--record" in sys.argv[1:]:
        for key, figure in figures.items():
            print("\t".join([*key, f"{figure['all'] - MARGIN:.3f}"]))
        return 0
    return 0 if show(figures, read_floors()) else 1


if __name__ == "__main__":
    sys.exit(main())
