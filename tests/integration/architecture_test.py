#!/usr/bin/env python3
"""Checks the rules of the tree: what may include what, and that every public header compiles alone.

Environment: NEWSRANK_SOURCE_DIR, the repository; CXX, a C++20 compiler.
"""
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


def sources(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".hpp", ".cpp", ".h")]


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


class ArchitectureTest(unittest.TestCase):
    def test_public_headers_use_the_standard_library_only(self):
        for path in sources("include"):
            for name in includes(path):
                self.assertIsNone(THIRD_PARTY.match(name), f"{path}: {name}")
                self.assertTrue("." not in name or name.startswith("newsrank/") or name in C_HEADERS, f"{path}: {name}")

    def test_the_read_side_never_sees_the_write_side(self):
        indexer = {path.name for path in sources("indexer") if path.suffix == ".hpp"} - {path.name for path in sources("searcher")}
        for path in sources("searcher", "include"):
            for name in includes(path):
                self.assertNotIn("indexer/", name, path)
                self.assertNotIn(name, indexer, path)

    def test_front_matter_is_parsed_in_one_place(self):
        users = {path.name for path in sources("indexer") if any(name.startswith("yaml-cpp") for name in includes(path))}
        self.assertEqual(users, {"front_matter.cpp"})

    def test_the_library_neither_prints_nor_aborts_nor_reads_the_environment(self):
        program = {"main.cpp", "options.cpp"}
        forbidden = re.compile(r"\b(std::cout|std::cerr|printf\s*\(|fmt::print|abort\s*\(|exit\s*\(|getenv)")
        for folder in ("analysis", "c", "index", "json", "query", "ranking", "results"):
            for path in sources(f"searcher/{folder}"):
                if path.name not in program:
                    self.assertIsNone(forbidden.search(path.read_text(encoding="utf-8")), path)

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
