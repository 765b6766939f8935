#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a package for npm that holds the library and all that it needs, from the shared library of a build.

Usage: make_package.py LIBRARY [FOLDER]    e.g. make_package.py build/package/include/libnewsrank.so.1

The package is put into FOLDER, else here. It is for Node 18 and newer on systems of the same kind; nothing is compiled where it is
installed. Needs Node with its headers, a compiler (CXX, else c++), and what bundle_library.py needs.
"""
import json
import os
import pathlib
import shutil
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "include" / "package"))

import bundle_library  # noqa: E402

FILES = ["index.js", "index.d.ts", "package.json", "README.md"]


def node_facts():
    """Where Node's headers are, and what kind of machine it is for."""
    code = "const p = process; console.log(JSON.stringify([p.execPath, p.arch, p.platform]))"
    path, arch, system = json.loads(bundle_library.run("node", "-e", code))
    headers = pathlib.Path(path).parents[1] / "include" / "node"
    if not (headers / "node_api.h").exists():
        raise FileNotFoundError(f"there is no {headers}/node_api.h: install the headers of Node")
    return headers, arch, system


def compile_binding(library, headers, output):
    bundle_library.run(os.environ.get("CXX", "c++"), "-std=c++20", "-O2", "-Wall", "-Wextra", "-fPIC", "-shared", "-fvisibility=hidden",
                       f"-I{headers}", f"-I{ROOT / 'include'}", HERE / "binding.cpp", library, "-Wl,-soname,newsrank.node",
                       f"-Wl,-rpath,{library.parent}", "-o", output)


def make_package(library, folder):
    """The path of the package."""
    library = library.absolute()
    if not library.exists():
        raise FileNotFoundError(f"there is no {library}")
    headers, arch, system = node_facts()
    with tempfile.TemporaryDirectory() as work:
        root = pathlib.Path(work, "package")
        root.mkdir()
        for name in FILES:
            shutil.copy(HERE / name, root)
        compile_binding(library, headers, pathlib.Path(work, "newsrank.node"))
        bundle_library.bundle(pathlib.Path(work, "newsrank.node"), root / "native")
        description = json.loads((root / "package.json").read_text(encoding="utf-8")) | {"cpu": [arch]}
        (root / "package.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"newsrank-{description['version']}-{system}-{arch}.tgz"
        with tarfile.open(path, "w:gz", compresslevel=6) as package:
            package.add(root, "package")
        return path


if __name__ == "__main__":
    bundle_library.main(make_package, __doc__)
