#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks that the shared library exports what the public headers declare, and nothing else.

Environment: NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_LIBRARY, the shared library.
"""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

HEADERS = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"], "include", "newsrank")
LIBRARY = os.environ["NEWSRANK_LIBRARY"]
FUNCTION = re.compile(r"(~?\w+|operator\S+?)\([^{]*\)[^{]*;$")  # a declaration without a body


def statements(text):
    """Declarations, each on one line, without comments and default arguments."""
    text = re.sub(r" *//[^\n]*| = \{\}", "", text)
    return [" ".join(line.split()) for line in re.sub(r"([^;{}:>])\n\s+", r"\1 ", text).splitlines()]


def declared_names():
    """The qualified names of the functions that the headers promise."""
    names = set()
    for header in sorted(HEADERS.glob("*.hpp")):
        scope = ""
        for line in statements(header.read_text(encoding="utf-8")):
            exported_class = re.match(r"class NEWSRANK_EXPORT (\w+)", line)
            if exported_class:
                scope = exported_class[1] + "::"
            elif line == "};":
                scope = ""
            found = FUNCTION.search(line)
            if found and (scope or "NEWSRANK_EXPORT" in line):
                names.add(f"newsrank::{'' if 'friend' in line else scope}{found[1]}")
    for header in sorted(HEADERS.glob("*.h")):
        for line in statements(header.read_text(encoding="utf-8")):
            names.update(re.findall(r"^NEWSRANK_EXPORT .*?(newsrank_\w+)\(", line))
    return names


def exported_names():
    symbols = subprocess.run(["nm", "-D", "--defined-only", "--demangle", LIBRARY], check=True, capture_output=True, text=True).stdout
    names = set()
    for line in symbols.splitlines():
        kind, name = line.split(maxsplit=2)[1:] if line[0] != " " else line.split(maxsplit=1)
        if kind == "A":  # the name of the version itself
            continue
        names.add(re.sub(r"\[abi:\w+\]", "", name).split("@@")[0].split("(")[0])
    return names


def compiled(compiler, standard, text, *arguments):
    """What the compiler says of the text, and whether it takes it."""
    language = "c" if standard.startswith("c1") else "c++"
    command = [compiler, f"-std={standard}", "-Wall", "-Wextra", "-Werror", "-x", language, "-", f"-I{HEADERS.parent}", *arguments]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return done.returncode == 0, done.stderr


class SymbolsTest(unittest.TestCase):
    def test_the_sample_of_the_c_header_compiles_as_printed(self):
        header = (HEADERS / "newsrank.h").read_text(encoding="utf-8")
        sample = "".join(line[8:] + "\n" if line != "///" else "\n" for line in re.search(r"///     #include.*?\n///     \}", header, re.S)[0].split("\n"))
        with tempfile.TemporaryDirectory() as folder:
            fine, said = compiled("cc", "c11", sample, "-o", f"{folder}/sample", "-x", "none", LIBRARY)
            self.assertTrue(fine, said)
            done = subprocess.run([f"{folder}/sample"], cwd=folder, capture_output=True, text=True,
                                  env={**os.environ, "LD_LIBRARY_PATH": str(pathlib.Path(LIBRARY).parent)})
            self.assertEqual((done.returncode, done.stderr), (1, "there is no index in newsrank.db\n"))

    def test_older_standards(self):
        for header in ("searcher.hpp", "index_writer.hpp", "maintenance.hpp"):
            fine, said = compiled("c++", "c++17", f'#include "newsrank/{header}"\n', "-fsyntax-only")
            self.assertFalse(fine)
            self.assertIn("newsrank needs C++20", said.split("error:")[1])
        for standard in ("c11", "c++17"):
            fine, said = compiled("cc", standard, '#include "newsrank/newsrank.h"\nint main(void) { return 0; }\n', "-fsyntax-only")
            self.assertTrue(fine, said)

    def test_the_library_exports_what_the_headers_declare(self):
        self.assertEqual(exported_names(), declared_names())

    def test_the_library_has_a_versioned_name(self):
        dynamic = subprocess.run(["readelf", "-d", LIBRARY], check=True, capture_output=True, text=True).stdout
        self.assertRegex(dynamic, r"SONAME\).*\[libnewsrank\.so\.\d+\]")


if __name__ == "__main__":
    unittest.main(verbosity=1)
