#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests the wheel that holds the library: in an empty environment, on a search path without any library.

Environment: NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_LIBRARY, the shared library.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import documentation
from documentation import run
import python_notebook

MODULE = documentation.ROOT / "searcher" / "python"
PYTHON = "/usr/bin/python3"  # Debian's has the build backend as a package; nothing is fetched
NOTEBOOK = MODULE / "tour.ipynb"


class PythonWheelTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        make, install = documentation.commands(*documentation.run_by("python_wheel_test"))
        library = "build/package/include/libnewsrank.so.1"
        assert library in make and install.startswith("pip install ")
        run("bash", "-c", f"{make.replace(library, os.environ['NEWSRANK_LIBRARY'])} {cls.folder}", cwd=documentation.ROOT,
            env={**os.environ, "PATH": f"/usr/bin:{os.environ['PATH']}"})
        (cls.wheel,) = cls.folder.glob("*.whl")
        run(PYTHON, "-m", "venv", "--without-pip", cls.folder / "venv")
        cls.python = cls.folder / "venv" / "bin" / "python"
        pip = f"{PYTHON} -m pip --python {cls.python} install --quiet --no-index --disable-pip-version-check "
        run("bash", "-c", install.replace("pip install ", pip), cwd=cls.folder)

    def run_python(self, code, *arguments):
        """Runs code in the empty environment."""
        return run(self.python, "-c", code, *arguments, env={"PATH": "/nonexistent"}, cwd="/")

    def test_its_libraries_are_its_own(self):
        loaded = self.run_python("import newsrank, pathlib; newsrank.parse_query('a')\n"
                                 "print(*{line.split()[-1] for line in pathlib.Path('/proc/self/maps').read_text().splitlines()"
                                 " if '.so' in line})").split()
        names = {pathlib.Path(path).name.split(".so")[0].split("-")[0] for path in loaded if str(self.folder) in path}
        self.assertLessEqual({"libnewsrank", "libxapian", "libicuuc", "libicudata", "libxxhash"}, names)
        outside = {pathlib.Path(path).name for path in loaded if str(self.folder) not in path}
        for name in ("libxapian", "libicu", "libfmt", "libyaml", "libxxhash"):
            self.assertFalse([path for path in outside if path.startswith(name)], name)

    def test_its_name_says_what_it_runs_on(self):
        self.assertRegex(self.wheel.name, r"^newsrank-[\d.]+-py3-none-manylinux_2_\d+_\w+\.whl$")
        self.assertEqual(self.run_python("import newsrank; print(newsrank.__version__)").strip(), self.wheel.name.split("-")[1])
        package = self.folder / "venv" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages" / "newsrank"
        self.assertTrue((package / "py.typed").exists())
        self.assertTrue(list((package / "lib" / "licences").glob("libxapian*")))

    def test_the_notebook_prints_what_it_shows(self):
        shown = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
        code = ("import json, sys; sys.path.append(sys.argv[1]); import python_notebook\n"
                "print(json.dumps(python_notebook.run_notebook(json.load(open(sys.argv[2])))))")
        done = json.loads(self.run_python(code, pathlib.Path(python_notebook.__file__).parent, NOTEBOOK))
        self.assertEqual(done, shown)

    def test_a_missing_library_is_told(self):
        done = subprocess.run([PYTHON, MODULE / "make_wheel.py", "/nonexistent.so"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("/nonexistent.so", done.stderr)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=1)
