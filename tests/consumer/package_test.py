#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Installs newsrank somewhere, moves it, and builds programs of others against it with CMake and with pkg-config; also the Debian
packages. The static library comes from the build that runs this test, the shared one from a build of its
own with the same flags. The commands are those of the documentation.

Usage: package_test.py static|shared [unittest arguments]
Environment: NEWSRANK_SOURCE_DIR, NEWSRANK_BUILD_DIR, NEWSRANK_BUILD_TYPE, NEWSRANK_CXX_FLAGS, NEWSRANK_WERROR, CC, CXX,
CMAKE, CPACK; PYTHONPATH, the folder of documentation.py.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

import documentation
from documentation import run

SOURCE = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
EXAMPLES = SOURCE / "tests" / "consumer" / "examples"
CC, CXX, CMAKE, CPACK = (os.environ[name] for name in ("CC", "CXX", "CMAKE", "CPACK"))
SHARED = sys.argv.pop(1) == "shared"
BUILD = pathlib.Path(os.environ["NEWSRANK_BUILD_DIR"]) / ("tests/consumer/shared" if SHARED else "")
CXX_OPTION = f"-DCMAKE_CXX_COMPILER={CXX}"
BUILD_TYPE = os.environ["NEWSRANK_BUILD_TYPE"]
TOOLS = [f"-DCMAKE_C_COMPILER={CC}", CXX_OPTION]
# For a build that takes its objects from the compiler's cache.
SAME_FLAGS = [f"-DCMAKE_BUILD_TYPE={BUILD_TYPE}", f"-DCMAKE_CXX_FLAGS_{BUILD_TYPE.upper()}={os.environ['NEWSRANK_CXX_FLAGS']}",
              f"-DNEWSRANK_WERROR={os.environ['NEWSRANK_WERROR']}", CXX_OPTION]
INSTALL, CMAKE_LINES, PKG_CONFIG, README_INSTALL = documentation.run_by("package_test")


def install_commands(block):
    """The commands of such a block, without remarks."""
    return [command.strip() for line in documentation.commands(block) for command in line.split("#")[0].split("&&")]


def run_here(command, home, **options):
    """Runs a command of the documentation with this home folder, in the build folder and with the tools of this test."""
    configure = [CMAKE, "--preset", "package", "-S", str(SOURCE), "-B", str(BUILD), *SAME_FLAGS]
    words = {"$HOME": str(home),
             "cmake --preset package": shlex.join(configure),
             "cmake --build --preset package": shlex.join([CMAKE, "--build", str(BUILD)]),
             "cmake --install build/package": shlex.join([CMAKE, "--install", str(BUILD)]),
             "cpack --preset package": shlex.join([CPACK, "--config", str(BUILD / "CPackConfig.cmake")])}
    for word, here in words.items():
        command = command.replace(word, here)
    return run("bash", "-e", "-c", command, **options)


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        home = cls.folder / "first"
        if SHARED:
            for command in install_commands(INSTALL):
                run_here(command, home)
        else:
            run(CMAKE, "--install", BUILD, "--prefix", home / "newsrank")
        cls.home = home.rename(cls.folder / "moved")
        cls.prefix = cls.home / "newsrank"

    def use(self, programs):
        """Indexes with the example, searches in C++ and C."""
        database = programs / "my.db"
        self.assertEqual(run(programs / "example_index_articles", database), "2 articles\n")
        self.assertRegex(run(programs / "example_search", database, "salt"), r"^1 articles\n[\d.]+ Salt battery switched on\n$")
        self.assertIn('"title":"Salt battery switched on"', run(programs / "example_search_c", database, "salt"))
        self.assertEqual("libnewsrank.so.1" in run("ldd", programs / "example_search"), SHARED)

    def configure(self, text, build=False):
        """Configures a project of that text against the package, and builds it; answers what CMake says."""
        with tempfile.TemporaryDirectory() as folder:
            head = "cmake_minimum_required(VERSION 3.25)\nproject(other LANGUAGES C CXX)\n"
            pathlib.Path(folder, "CMakeLists.txt").write_text(head + text, encoding="utf-8")
            said = run(CMAKE, "-S", folder, "-B", f"{folder}/build", "-G", "Ninja", *TOOLS, f"-DCMAKE_PREFIX_PATH={self.prefix}")
            return said + (run(CMAKE, "--build", f"{folder}/build") if build else "")

    def test_pages_agree_on_the_installation(self):
        self.assertEqual(install_commands(README_INSTALL), install_commands(INSTALL))

    def test_the_lines_for_cmake_are_enough(self):
        programs = "".join(f"add_executable({name} {EXAMPLES / source})\n"
                           for name, source in (("searching", "search.cpp"), ("indexing", "index_articles.cpp")))
        self.configure(programs + CMAKE_LINES, build=True)

    def test_a_cmake_project_finds_it(self):
        copy, build = self.folder / "examples", self.folder / "examples-build"
        shutil.copytree(EXAMPLES, copy)
        run(CMAKE, "-S", copy, "-B", build, "-G", "Ninja", *TOOLS, f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run(CMAKE, "--build", build)
        self.use(build)

    def test_cmake_knows_versions_and_components(self):
        for arguments, found in [("1", True), ("1.0 COMPONENTS search", True), ("2", False), ("1 COMPONENTS other", False)]:
            said = self.configure(f'find_package(newsrank {arguments} CONFIG QUIET)\nmessage(STATUS "found: ${{newsrank_FOUND}}")\n')
            self.assertEqual("found: 1" in said or "found: TRUE" in said, found, f"{arguments}\n{said}")

    def test_the_library_alone_needs_nothing_of_the_programs(self):
        with tempfile.TemporaryDirectory() as build:
            without = [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in ("CLI11", "Curses", "pugixml")]
            run(CMAKE, "-S", SOURCE, "-B", build, "-G", "Ninja", *SAME_FLAGS, "-DNEWSRANK_BUILD_PROGRAMS=OFF", *without)
            targets = run(CMAKE, "--build", build, "--target", "help")
            self.assertIn("newsrank:", targets)
            for name in ("newsrank-search", "newsrank-index", "newsrank_reading", "newsrank_interactive", "unit_tests"):
                self.assertNotIn(name + ":", targets)

    def test_debug_containers_are_refused_with_a_word(self):
        program = self.folder / "debug.cpp"
        program.write_text('#include "newsrank/searcher.hpp"\nint main() {}\n', encoding="utf-8")
        done = subprocess.run([CXX, "-std=c++20", "-D_GLIBCXX_DEBUG", f"-I{self.prefix}/include", "-fsyntax-only", program],
                              capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("built without _GLIBCXX_DEBUG", done.stderr)

    def test_pkg_config_finds_it(self):
        programs = pathlib.Path(shutil.copytree(EXAMPLES, self.folder / "pkg-config"))
        export, *compilations = documentation.commands(PKG_CONFIG)
        for command in compilations:
            compiler, arguments = command.split(maxsplit=1)
            # What the page says of either kind of library.
            arguments = arguments + f" -Wl,-rpath,{self.prefix}/lib" if SHARED else arguments.replace("pkg-config", "pkg-config --static")
            name = re.search(r"(\w+)\.c", arguments)[1] + ("" if compiler == "c++" else "_c")
            run_here(f"{export}\n{CXX if compiler == 'c++' else CC} {arguments} -o example_{name}", self.home, cwd=programs)
        self.use(programs)

    def test_the_programs_run_where_they_are(self):
        database = self.folder / "sample.db"
        run(self.prefix / "bin" / "newsrank-index", "--db", database, SOURCE / "data" / "sample")
        self.assertIn("salt battery", run(self.prefix / "bin" / "newsrank-search", "--db", database, "--limit", "1", "salt battery"))

    @unittest.skipUnless(SHARED, "packages hold the shared library")
    def test_debian_packages(self):
        output, root = self.folder / "packages", self.folder / "root"
        (command,) = set(re.findall(r"cpack --preset package", INSTALL))
        run_here(f"{command} -B {output}", self.home, cwd=BUILD)
        packages = {run("dpkg-deb", "--field", path, "Package").strip(): path for path in output.glob("*.deb")}
        self.assertEqual(sorted(packages), ["libnewsrank-dev", "libnewsrank1", "newsrank", "newsrank-doc", "python3-newsrank"])
        depends = {name: run("dpkg-deb", "--field", path, "Depends") for name, path in packages.items()}
        for name, wanted in [("libnewsrank1", ["libxapian30 (>=", "libicu72 (>=", "libc6 (>=", "libyaml-cpp0.7 (>="]),
                             ("newsrank", ["libnewsrank1 (= ", "libxapian30 (>="]), ("libnewsrank-dev", ["libnewsrank1 (= "]),
                             ("python3-newsrank", ["libnewsrank1 (>= ", "python3 (>= 3.10)"])]:
            for dependency in wanted:
                self.assertIn(dependency, depends[name], name)
        self.assertNotIn("libxapian", depends["libnewsrank-dev"])
        for path in packages.values():
            run("dpkg-deb", "--extract", path, root)
        self.assertTrue((root / "usr/include/newsrank/newsrank.h").exists())
        self.assertTrue((root / "usr/share/doc/newsrank/copyright").exists())
        self.assertRegex(run("dpkg-deb", "--info", packages["libnewsrank1"], "shlibs"), r"^libnewsrank 1 libnewsrank1")
        symbols = run("dpkg-deb", "--info", packages["libnewsrank1"], "symbols")
        self.assertRegex(symbols, r"^libnewsrank.so.1 libnewsrank1 \(>= .*\)\n( \S+@NEWSRANK_1 [\d.]+\n)+$")
        self.assertIn(" newsrank_version@NEWSRANK_1 ", symbols)
        self.assertTrue((root / "usr/share/doc/newsrank-doc/html/index.html").exists())
        if shutil.which("lintian"):
            self.assertEqual(run("lintian", "--no-cfg", "--allow-root", "--fail-on", "none", *packages.values()), "")
        (runtime,) = root.glob("usr/lib/**/libnewsrank.so.1")
        self.assertEqual(run("/usr/bin/python3", "-c", "import newsrank; print(newsrank.parse_query('a')['canonical'])",
                             env={"PYTHONPATH": str(root / "usr/lib/python3/dist-packages"), "LD_LIBRARY_PATH": str(runtime.parent)}), "a\n")
        database = self.folder / "deb.db"
        run(root / "usr/bin/newsrank-index", "--db", database, SOURCE / "data" / "sample")
        self.assertIn("salt battery", run(root / "usr/bin/newsrank-search", "--db", database, "--limit", "1", "salt battery"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
