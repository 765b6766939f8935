#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a wheel that holds the library and all that it needs, from the shared library of a build.

Usage: make_wheel.py LIBRARY [FOLDER]    e.g. make_wheel.py build/package/include/libnewsrank.so.1

The wheel is put into FOLDER, else here. It is for any Python from 3.10 on, on systems of the same kind whose C library is no older
than what its name says. Needs pip, setuptools and wheel, and what bundle_library.py needs.
"""
import pathlib
import platform
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parents[1] / "include" / "package"))

import bundle_library  # noqa: E402

PYTHON = "/usr/bin/python3" if pathlib.Path("/usr/bin/python3").exists() else sys.executable


def python_module(*arguments):
    return bundle_library.run(PYTHON, "-m", *arguments)


def tag(libraries):
    """py3, since the module calls C without being compiled itself."""
    return "py3-none-manylinux_{}_{}_{}".format(*bundle_library.least_glibc(libraries), platform.machine())


def make_wheel(library, folder):
    """The path of the wheel."""
    with tempfile.TemporaryDirectory() as work:
        source = pathlib.Path(work, "source")
        shutil.copytree(HERE, source, ignore=shutil.ignore_patterns("build", "__pycache__", "*.egg-info"))
        python_module("pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check",
                      "--wheel-dir", work, source)
        (pure,) = pathlib.Path(work).glob("*.whl")
        python_module("wheel", "unpack", "--dest", work, pure)
        pure.unlink()
        (root,) = pathlib.Path(work).glob("newsrank-*")
        main, others = bundle_library.bundle(library, root / "newsrank" / "lib")
        (description,) = root.glob("*.dist-info/WHEEL")
        lines = description.read_text(encoding="utf-8").splitlines()
        changed = {"Root-Is-Purelib": "false", "Tag": tag([main, *others])}
        heads = ((line.split(":")[0], line) for line in lines if line)
        description.write_text("".join(f"{head}: {changed[head]}\n" if head in changed else f"{line}\n" for head, line in heads),
                               encoding="utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        python_module("wheel", "pack", "--dest-dir", work, root)
        (wheel,) = pathlib.Path(work).glob("*.whl")
        return pathlib.Path(shutil.move(wheel, folder / wheel.name))


if __name__ == "__main__":
    bundle_library.main(make_wheel, __doc__)
