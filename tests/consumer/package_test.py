#!/usr/bin/env python3
"""Installs newsrank somewhere, moves it, and builds programs of others against it with CMake and with pkg-config; also the Debian
packages. The static library comes from the build that runs this test, the shared one from a build of its
own with the same flags.

Usage: package_test.py static|shared [unittest arguments]
Environment: NEWSRANK_SOURCE_DIR, NEWSRANK_BUILD_DIR, NEWSRANK_BUILD_TYPE, NEWSRANK_CXX_FLAGS, NEWSRANK_WERROR, CC, CXX,
CMAKE, CPACK.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
EXAMPLES = SOURCE / "tests" / "consumer" / "examples"
CC, CXX, CMAKE, CPACK = (os.environ[name] for name in ("CC", "CXX", "CMAKE", "CPACK"))
SHARED = sys.argv.pop(1) == "shared"
BUILD = pathlib.Path(os.environ["NEWSRANK_BUILD_DIR"]) / ("tests/consumer/shared" if SHARED else "")
CXX_OPTION = f"-DCMAKE_CXX_COMPILER={CXX}"
BUILD_TYPE = os.environ["NEWSRANK_BUILD_TYPE"]
CXX_FLAGS = os.environ["NEWSRANK_CXX_FLAGS"]
TOOLS = [f"-DCMAKE_C_COMPILER={CC}", CXX_OPTION]


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if SHARED:
            run(CMAKE, "-S", SOURCE, "-B", BUILD, "-G", "Ninja", CXX_OPTION, "-DBUILD_SHARED_LIBS=ON", "-DCMAKE_INSTALL_PREFIX=/usr",
                f"-DCMAKE_BUILD_TYPE={BUILD_TYPE}", f"-DCMAKE_CXX_FLAGS_{BUILD_TYPE.upper()}={CXX_FLAGS}",
                f"-DNEWSRANK_WERROR={os.environ['NEWSRANK_WERROR']}", "-DNEWSRANK_BUILD_TESTS=OFF", "-DNEWSRANK_BUILD_BENCHMARKS=OFF")
            run(CMAKE, "--build", BUILD)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        run(CMAKE, "--install", BUILD, "--prefix", cls.folder / "first")
        cls.prefix = (cls.folder / "first").rename(cls.folder / "moved")

    def use(self, programs):
        """Indexes with the example, searches in C++ and C."""
        database = programs / "my.db"
        self.assertEqual(run(programs / "example_index_articles", database), "2 articles\n")
        self.assertRegex(run(programs / "example_search", database, "salt"), r"^1 articles\n[\d.]+ Salt battery switched on\n$")
        self.assertIn('"title":"Salt battery switched on"', run(programs / "example_search_c", database, "salt"))
        self.assertEqual("libnewsrank.so.1" in run("ldd", programs / "example_search"), SHARED)

    def configure(self, text):
        """Configures a project of that text against the package; answers what CMake says."""
        with tempfile.TemporaryDirectory() as folder:
            head = "cmake_minimum_required(VERSION 3.25)\nproject(other LANGUAGES C CXX)\n"
            pathlib.Path(folder, "CMakeLists.txt").write_text(head + text, encoding="utf-8")
            return run(CMAKE, "-S", folder, "-B", f"{folder}/build", "-G", "Ninja", *TOOLS, f"-DCMAKE_PREFIX_PATH={self.prefix}")

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

    def test_pkg_config_finds_it(self):
        path = next(self.prefix.rglob("newsrank.pc")).parent
        environment = {**os.environ, "PKG_CONFIG_PATH": str(path)}
        kind = [] if SHARED else ["--static"]
        flags = {name: run("pkg-config", "--cflags", "--libs", *kind, name, env=environment).split() for name in ("newsrank", "newsrank-indexing")}
        programs = self.folder / "pkg-config"
        programs.mkdir()
        rpath = [f"-Wl,-rpath,{path.parent}"] if SHARED else []
        for source, name in [("search", "newsrank"), ("index_articles", "newsrank-indexing")]:
            run(CXX, "-std=c++20", EXAMPLES / f"{source}.cpp", "-o", programs / f"example_{source}", *flags[name], *rpath)
        run(CC, "-std=c11", EXAMPLES / "search.c", "-o", programs / "example_search_c", *flags["newsrank"], *rpath)
        self.use(programs)

    def test_the_programs_run_where_they_are(self):
        database = self.folder / "sample.db"
        run(self.prefix / "bin" / "newsrank-index", "--db", database, SOURCE / "data" / "sample")
        self.assertIn("salt battery", run(self.prefix / "bin" / "newsrank-search", "--db", database, "--limit", "1", "salt battery"))

    @unittest.skipUnless(SHARED, "packages hold the shared library")
    def test_debian_packages(self):
        output, root = self.folder / "packages", self.folder / "root"
        run(CPACK, "-G", "DEB", "-B", output, cwd=BUILD)
        packages = {run("dpkg-deb", "--field", path, "Package").strip(): path for path in output.glob("*.deb")}
        self.assertEqual(sorted(packages), ["libnewsrank-dev", "libnewsrank1", "newsrank"])
        depends = {name: run("dpkg-deb", "--field", path, "Depends") for name, path in packages.items()}
        for name, wanted in [("libnewsrank1", ["libxapian30 (>=", "libicu72 (>=", "libc6 (>=", "libyaml-cpp0.7 (>="]),
                             ("newsrank", ["libnewsrank1 (= ", "libxapian30 (>="]), ("libnewsrank-dev", ["libnewsrank1 (= "])]:
            for dependency in wanted:
                self.assertIn(dependency, depends[name], name)
        self.assertNotIn("libxapian", depends["libnewsrank-dev"])
        for path in packages.values():
            run("dpkg-deb", "--extract", path, root)
        self.assertTrue((root / "usr/include/newsrank/newsrank.h").exists())
        self.assertTrue((root / "usr/share/doc/newsrank/copyright").exists())
        self.assertRegex(run("dpkg-deb", "--info", packages["libnewsrank1"], "shlibs"), r"^libnewsrank 1 libnewsrank1")
        database = self.folder / "deb.db"
        run(root / "usr/bin/newsrank-index", "--db", database, SOURCE / "data" / "sample")
        self.assertIn("salt battery", run(root / "usr/bin/newsrank-search", "--db", database, "--limit", "1", "salt battery"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
