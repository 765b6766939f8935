#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the rules of the tree: what may include what, the size of folders, and that every public header compiles alone.

Environment: NEWSRANK_SOURCE_DIR, the repository; CXX, a C++20 compiler.
"""
import collections
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
COMPILER = os.environ["CXX"]
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
THIRD_PARTY = re.compile(r"^(xapian|unicode/|yaml-cpp|boost/|fmt/|nlohmann/|CLI/|date/|xxh|rapidcheck)")
C_HEADERS = ("stddef.h", "stdint.h")

# From the bottom: a folder may include its own floor's folder and those of lower floors.
FLOORS = [["core"], ["analysis"], ["index"], ["query"], ["ranking"], ["results"], ["search"], ["json"], ["c"], ["node", "programs"],
          ["interactive", "evaluation", "server"], ["cli"]]
WRITE_FLOORS = [["reading"], ["sources"], ["catalogue"], ["storage"], ["run"], ["maintenance"], ["program"]]
# The public library's floors, which the write side stands on.
LIBRARY = [name for floor in FLOORS[:9] for name in floor]
MOST_FILES = 32
FILES_WITHOUT_README = 10


def sources(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".hpp", ".cpp", ".h")]


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def room(path):
    """The folder of a source, below searcher/ or indexer/."""
    return path.relative_to(ROOT).parent.as_posix()


def included_rooms(path):
    """The folders of the project's own headers that a source includes."""
    for name in includes(path):
        for side in ("searcher", "indexer"):
            if (ROOT / side / name).is_file():
                yield (pathlib.PurePosixPath(side) / name).parent.as_posix()


def floor_of(floors, name):
    return next((number for number, floor in enumerate(floors) if name in floor), None)


def edges():
    graph = collections.defaultdict(set)
    for path in sources("searcher", "indexer"):
        graph[room(path)].update(other for other in included_rooms(path) if other != room(path))
    return graph


def circle(graph):
    """A path of folders that ends where it began, or nothing."""
    done, open_path = set(), []

    def visit(folder):
        if folder in open_path:
            return open_path[open_path.index(folder):] + [folder]
        if folder in done:
            return None
        open_path.append(folder)
        found = next(filter(None, map(visit, sorted(graph.get(folder, ())))), None)
        open_path.pop()
        done.add(folder)
        return found

    return next(filter(None, map(visit, sorted(graph))), None)


def folders():
    """Every folder of code with the number of its own files."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "include", "searcher", "indexer", "tests"],
                            cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    counts = collections.Counter(pathlib.PurePosixPath(name).parent for name in listed if name and (ROOT / name).exists())
    return {folder: count for folder, count in counts.items() if not {"corpus", "fixtures"} & set(folder.parts)}


class ArchitectureTest(unittest.TestCase):
    def test_public_headers_use_the_standard_library_only(self):
        for path in sources("include"):
            for name in includes(path):
                self.assertIsNone(THIRD_PARTY.match(name), f"{path}: {name}")
                self.assertTrue("." not in name or name.startswith("newsrank/") or name in C_HEADERS, f"{path}: {name}")

    def test_no_include_runs_upward(self):
        for path in sources("searcher", "indexer"):
            side, name = room(path).split("/")[:2]
            for other in included_rooms(path):
                other_side, other_name = other.split("/")[:2]
                if side == "searcher" and room(path) == "searcher/cli" and other.startswith("indexer/reading"):
                    continue  # it reads the file of --like as the indexer does
                if side == "searcher":
                    self.assertEqual(other_side, "searcher", f"{path} includes from {other}")
                    self.assertGreaterEqual(floor_of(FLOORS, name), floor_of(FLOORS, other_name), f"{path} includes from {other}")
                elif other_side == "indexer":
                    self.assertGreaterEqual(floor_of(WRITE_FLOORS, name), floor_of(WRITE_FLOORS, other_name), f"{path} includes from {other}")
                elif name != "program":
                    self.assertIn(other_name, LIBRARY, f"{path} includes from {other}")

    def test_programs_know_an_index_by_the_public_headers(self):
        """They share core and json with the library, which know no index."""
        for path in sources(*(f"searcher/{name}" for name in ("programs", "cli", "interactive", "evaluation", "server"))):
            used = {other.split("/")[1] for other in included_rooms(path)} & set(LIBRARY)
            self.assertLessEqual(used, {"core", "json"}, path)

    def test_hints_of_the_library_name_no_option_of_programs_that_search(self):
        for path in sources("include", *(f"searcher/{name}" for name in LIBRARY)):
            for line in path.read_text(encoding="utf-8").splitlines():
                for text in re.findall(r'"((?:[^"\\]|\\.)*)"', line.split("//")[0]):
                    self.assertNotRegex(text, r"(?<!newsrank-index )--[a-z]{2}", f"{path}: another program has no such option")

    def test_each_folder_has_its_floor(self):
        for side, floors in (("searcher", FLOORS), ("indexer", WRITE_FLOORS)):
            for path in sources(side):
                self.assertIsNotNone(floor_of(floors, room(path).split("/")[1]), f"{path}: add its folder to the floors")

    def test_no_folders_include_each_other_in_a_circle(self):
        self.assertIsNone(circle(edges()))

    def test_folders_are_small_and_say_their_question(self):
        for folder, count in folders().items():
            self.assertLessEqual(count, MOST_FILES, f"{folder} holds {count} files of its own")
            page = ROOT / folder / "README.md"
            if count <= FILES_WITHOUT_README or folder.parts[0] in ("include", "tests"):
                continue
            self.assertTrue(page.is_file(), f"{folder} holds {count} files and no README.md")
            first = page.read_text(encoding="utf-8").split("\n", 1)[0]
            self.assertRegex(first, r"^# .*\?$", f"{page}: the first line says the question that the folder answers")

    def test_the_map_links_folders_to_their_pages(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            self.assertFalse((ROOT / target).is_dir() and not target.startswith("tests"), f"README.md links the folder {target}, not a page")

    def test_every_source_names_its_licence(self):
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
        for name in listed:
            if re.search(r"(\.(cpp|hpp|h|c|cpp\.in|js|css|py|sh|cmake)|CMakeLists\.txt|^\.ci/run)$", name) and (ROOT / name).is_file():
                first = (ROOT / name).read_text(encoding="utf-8").split("\n", 2)[:2]
                self.assertIn("SPDX-License-Identifier: GPL-2.0-or-later", " ".join(first), name)

    def test_the_pages_for_contributors_name_what_exists(self):
        """Also in the diagram of the first page."""
        for page in ("README.md", "CONTRIBUTING.md", "tests/README.md"):
            text = (ROOT / page).read_text(encoding="utf-8")
            for name in re.findall(r"(?<![\w/.])(?:include|searcher|indexer|tests|data)/[\w./-]*[\w/]", text):
                self.assertTrue((ROOT / name).exists(), f"{page} names {name}")

    def test_the_engine_s_files_are_read_in_one_room(self):
        """Only the room's own sources name the tables of the engine."""
        for path in sources("searcher"):
            if "glass" not in room(path).split("/"):
                self.assertNotIn("postlist.glass", path.read_text(encoding="utf-8"), path)
                self.assertLessEqual({name for name in includes(path) if "/glass/" in name}, {"index/glass/glass.hpp"}, path)

    def test_front_matter_is_parsed_in_one_place(self):
        users = {path.name for path in sources("indexer") if any(name.startswith("yaml-cpp") for name in includes(path))}
        self.assertEqual(users, {"front_matter.cpp"})

    def test_the_library_neither_prints_nor_aborts_nor_reads_the_environment(self):
        forbidden = re.compile(r"\b(std::cout|std::cerr|printf\s*\(|fmt::print|abort\s*\(|exit\s*\(|getenv)")
        for path in sources(*(f"searcher/{name}" for name in LIBRARY), "indexer/reading", "indexer/storage"):
            if path.name == "error.cpp":  # a Result read against its contract ends there
                continue
            self.assertIsNone(forbidden.search(path.read_text(encoding="utf-8")), path)

    def test_no_object_of_the_engine_is_shared_by_threads(self):
        for path in sources("searcher", "indexer"):
            code = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
            self.assertNotIn("Query::MatchAll", code, f"{path}: see all_documents()")

    def test_no_type_is_defined_twice(self):
        """Two types of one name in one namespace break the one-definition rule without a word from compiler or linker."""
        places = {}
        for path in sources("include", "searcher", "indexer"):
            text = path.read_text(encoding="utf-8")
            namespace = re.search(r"^namespace (newsrank[\w:]*) \{$", text, re.M)
            visible = re.sub(r"^namespace \{$.*?^\}  // namespace$", "", text, flags=re.M | re.S)
            for name in re.findall(r"^(?:struct|class|enum class)(?: NEWSRANK_EXPORT)? (\w+)(?: : [^{;]*| final)? \{$", visible, re.M):
                places.setdefault((namespace and namespace[1], name), []).append(str(path))
        self.assertEqual({name: where for name, where in places.items() if len(where) > 1}, {})

    def test_every_public_header_compiles_alone(self):
        for path in sources("include"):
            done = subprocess.run([COMPILER, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I",
                                   str(ROOT / "include"), "-include", str(path), "-x", "c++", "/dev/null"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{path}\n{done.stderr}")


if __name__ == "__main__":
    unittest.main(verbosity=1)
