# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies a shared library together with those it needs, so that it runs on machines that have none of them.

The copies get names of their own, so that a program with another version of one of them keeps that; they look for each other where
they are. What every system of the same kind has stays out: the C library, and that of the C++ compiler. The licences of Debian's
packages are copied, too. Needs ldd, objdump, strip, patchelf and dpkg-query.
"""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

OF_THE_SYSTEM = re.compile(r"^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+))\.so\.\d+$")

GLIBC_BESIDE = {30: (2, 35), 31: (2, 38), 32: (2, 39), 33: (2, 41)}  # by the last number of GLIBCXX_3.4.x


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def needed(library):
    """The libraries that a library loads, directly or not, by their names; without those of the system."""
    found = {}
    for name, path in re.findall(r"^\s*(\S+) => (\S+)", run("ldd", library), re.M):
        if path == "not":
            raise FileNotFoundError(f"{library} needs {name}, which is not on this system")
        if not OF_THE_SYSTEM.match(name):
            found[name] = pathlib.Path(path)
    return found


def least_glibc(libraries):
    """The version of the C library that a system needs at least, for example (2, 35)."""
    symbols = "".join(run("objdump", "-T", library) for library in libraries)
    versions = [tuple(map(int, version.split("."))) for version in re.findall(r"\bGLIBC_(\d+\.\d+)", symbols)]
    # Systems come with both; what libstdc++ they have follows from the policies of manylinux.
    newest = max(map(int, re.findall(r"\bGLIBCXX_3\.4\.(\d+)", symbols)), default=0)
    return max(versions + [glibc for glibcxx, glibc in GLIBC_BESIDE.items() if glibcxx <= newest])


def copy_licence(library, folder):
    """The licence of the package that holds a library of the system."""
    try:
        # Packages may know it by its place before /lib became a link to /usr/lib.
        owner = run("dpkg-query", "--search", f"*/{library.resolve().name}").split(":")[0]
    except subprocess.CalledProcessError:
        return  # of no package: who built it knows its licence
    folder.mkdir(exist_ok=True)
    shutil.copy(f"/usr/share/doc/{owner}/copyright", folder / f"{owner}.copyright")


def bundle(library, folder):
    """Fills `folder`; the copy of `library`, which keeps its name, and those of the others."""
    folder.mkdir(parents=True, exist_ok=True)
    others = needed(library)
    names = {name: f"{name.split('.so')[0]}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}.so" for name, path in others.items()}
    copies = {path: folder / names[name] for name, path in others.items()}
    main = folder / re.search(r"SONAME\s+(\S+)", run("objdump", "-p", library))[1]
    for path, copy in [(library, main), *copies.items()]:
        shutil.copyfile(path.resolve(), copy)
        run("strip", "--strip-unneeded", copy)
        wanted = re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", copy))
        # One change a call: patchelf 0.14 confuses the arguments of several.
        for name in wanted:
            if name in names:
                run("patchelf", "--replace-needed", name, names[name], copy)
        run("patchelf", "--set-soname", copy.name, copy)
        run("patchelf", "--force-rpath", "--set-rpath", "$ORIGIN", copy)
        os.chmod(copy, 0o755)
    for path in others.values():
        copy_licence(path, folder / "licences")
    return main, list(copies.values())


def main(make, usage):
    """Runs make(LIBRARY, FOLDER), the arguments of the program, and prints what it returns."""
    if len(sys.argv) not in (2, 3):
        sys.exit(usage)
    try:
        print(make(pathlib.Path(sys.argv[1]), pathlib.Path(*sys.argv[2:])))
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{failure}\n{failure.stderr}")
    except OSError as failure:
        sys.exit(str(failure))
