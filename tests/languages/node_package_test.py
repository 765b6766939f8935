#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests the package for Node as it is installed, on a search path without any library; skipped where Node or its headers are absent.

Environment: NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_LIBRARY, the shared library.
"""
import json
import os
import pathlib
import re
import shutil
import tarfile
import tempfile
import unittest

import documentation
from documentation import run

PACKAGE = documentation.ROOT / "searcher" / "node"
NODE = shutil.which("node")
HEADERS = NODE and pathlib.Path(os.path.realpath(NODE)).parents[1] / "include" / "node" / "node_api.h"


@unittest.skipUnless(HEADERS and HEADERS.exists(), "Node or its headers are not installed")
class NodePackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        making, cls.example = documentation.run_by("node_package_test")
        make, _ = documentation.commands(making)
        run("bash", "-c", make.replace("build/package/include/libnewsrank.so.1", os.environ["NEWSRANK_LIBRARY"]) + f" {cls.folder}",
            cwd=documentation.ROOT)
        (archive,) = cls.folder.glob("newsrank-*-linux-*.tgz")
        # What npm does with a package that needs nothing.
        with tarfile.open(archive) as package:
            package.extractall(cls.folder)
        (cls.folder / "node_modules").mkdir()
        (cls.folder / "package").rename(cls.folder / "node_modules" / "newsrank")

    def run_node(self, *arguments):
        return run(NODE, *arguments, cwd=self.folder, env={"PATH": "/nonexistent"})

    def test_what_callers_see(self):
        script = shutil.copy(pathlib.Path(__file__).parent / "node_package.test.js", self.folder)
        self.assertIn("# fail 0", self.run_node("--test", script))

    def test_the_example_of_its_page(self):
        (self.folder / "example.js").write_text(self.example, encoding="utf-8")
        self.assertEqual(self.run_node("example.js"), "1 Salt <mark>battery</mark> switched on\n")

    def test_its_libraries_are_its_own(self):
        code = ("require('newsrank'); const fs = require('fs');"
                "console.log([...new Set(fs.readFileSync('/proc/self/maps', 'utf8').match(/\\S+\\.so\\S*/g))].join('\\n'))")
        loaded = self.run_node("-e", code).split()
        own = [path for path in loaded if str(self.folder) in path]
        for name in ("libnewsrank", "libxapian", "libicuuc", "libxxhash"):
            self.assertTrue([path for path in own if name in path], name)
            self.assertFalse([path for path in loaded if name in path and path not in own], name)

    def test_versions_and_names_agree(self):
        description = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))
        self.assertEqual(self.run_node("-p", "require('newsrank').version").strip(), description["version"])
        names = json.loads(self.run_node("-p", "JSON.stringify(Object.keys(require('newsrank')))"))
        types = (PACKAGE / "index.d.ts").read_text(encoding="utf-8")
        self.assertEqual(sorted(re.findall(r"^export (?:class|function|const) (\w+)", types, re.M)), sorted(names))
        for kind in ("Searcher", "Writer"):
            methods = json.loads(self.run_node("-p", f"JSON.stringify(Object.getOwnPropertyNames(require('newsrank').{kind}.prototype))"))
            body = re.search(rf"export class {kind} .*?^}}", types, re.M | re.S)[0]
            self.assertEqual(sorted(re.findall(r"^  (\w+)\(", body, re.M)), sorted(set(methods) - {"constructor"}))

    @unittest.skipUnless(shutil.which("tsc"), "the compiler of TypeScript is not installed")
    def test_types_are_strict(self):
        run("tsc", "--strict", "--noEmit", "--target", "es2022", PACKAGE / "index.d.ts")


if __name__ == "__main__":
    unittest.main(verbosity=1)
