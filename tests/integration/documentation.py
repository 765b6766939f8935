# SPDX-License-Identifier: GPL-2.0-or-later
"""The blocks of code of the documentation, and which test runs each.

documentation_test runs them by their language, but for those in ELSEWHERE: the test named there has what they need, and takes them by
run_by(), so that what is listed is run.

Environment: NEWSRANK_SOURCE_DIR, the repository.
"""
import os
import pathlib
import re
import subprocess
import sys
import typing

try:
    import markdown_it
except ModuleNotFoundError:  # an interpreter that is not Debian's
    sys.path.append("/usr/lib/python3/dist-packages")
    import markdown_it

ROOT = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
NO_PAGES = {"build", "data/sample", "data/malformed"}  # folders of other files that end in .md

# Test: pages, and a text that one of the page's blocks holds.
ELSEWHERE = {
    "completion_test": [("searcher/cli/README.md", "newsrank.fish")],
    "newsrank_interactive_test": [("searcher/interactive/README.md", "> salt batt")],
    "node_package_test": [("searcher/node/README.md", "make_package.py"), ("searcher/node/README.md", "require('newsrank')")],
    "package_test": [("include/README.md", "cmake --preset package"), ("include/README.md", "find_package"),
                     ("include/README.md", "pkg-config"), ("README.md", "cmake --preset package")],
    "python_module_test": [("searcher/python/README.md", "pip install searcher/python")],
    "python_wheel_test": [("searcher/python/README.md", "make_wheel.py")],
    "servers_test": [("README.md", "xapian-tcpsrv")],
}


class Block(typing.NamedTuple):
    page: str
    line: int
    language: str  # all that stands behind the fence
    text: str


def pages():
    """The Markdown files, by their paths in the repository."""
    paths = (page.relative_to(ROOT) for page in sorted(ROOT.rglob("*.md")))
    return [str(path) for path in paths if not NO_PAGES & {str(folder) for folder in path.parents}]


def tokens(text):
    """The blocks and inline elements of a Markdown text, in their order."""
    for token in markdown_it.MarkdownIt().parse(text):
        yield token
        yield from token.children or []


def blocks_of(page, text):
    """The blocks of code of a page, in whatever form. HTML counts as such, since it may hold some."""
    return [Block(page, token.map[0] + 1, token.info.strip() if token.type == "fence" else token.type, token.content)
            for token in tokens(text) if token.type in ("fence", "code_block", "html_block")]


def blocks(page):
    return blocks_of(page, (ROOT / page).read_text(encoding="utf-8"))


def run_by(test):
    """The texts of the blocks that this test runs, in the order of ELSEWHERE."""
    found = []
    for page, part in ELSEWHERE[test]:
        texts = [block.text for block in blocks(page) if part in block.text]
        if len(texts) != 1:
            raise AssertionError(f"{len(texts)} blocks of {page} hold {part!r}")
        found += texts
    return found


def is_run_elsewhere(block):
    return any(block.page == page and part in block.text for found in ELSEWHERE.values() for page, part in found)


def matches(expected, actual):
    """Whether an output is as a page shows it: "…" alone on a line stands for any lines, "[…]" inside a line for any text."""
    pattern = "".join(".*" if part == "…\n" else ".*?".join(map(re.escape, part.split("[…]"))) for part in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, actual, re.S) is not None


def commands(text):
    """The commands of a block for the shell, one a line, without lines of comment."""
    lines = text.replace("\\\n", "").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def run(*command, **options):
    """What a command prints; a failure is that of the test, with all that was printed."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout
