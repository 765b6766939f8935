#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs clang-tidy with the project's configuration over every unit of a build. Usage: tests/clang_tidy.py BUILD_FOLDER

What was found clean is not looked at again while nothing that it is made of changes: BUILD_FOLDER/clang-tidy has a file for each
unit, named by a hash of the command, the configuration and what the preprocessor makes of the sources.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def preprocessed(entry):
    """What the compiler sees of a unit, without its debug information and output."""
    command = entry["command"].split(" -o ")[0] + f" -E {entry['file']}"
    return subprocess.run(command, shell=True, cwd=entry["directory"], capture_output=True, check=True).stdout


def key(entry):
    content = hashlib.sha256(entry["command"].encode() + (ROOT / ".clang-tidy").read_bytes())
    # A comment may silence a check, so that the sources count as they are, too.
    text = preprocessed(entry)
    own = {name for name in text.decode(errors="replace").split('"') if name.startswith(str(ROOT)) and os.path.isfile(name)}
    for name in sorted(own):
        content.update(pathlib.Path(name).read_bytes())
    content.update(text)
    return content.hexdigest()


def check(entry, build, clean):
    mark = clean / key(entry)
    if mark.exists():
        return ""
    done = subprocess.run(["clang-tidy", "-p", build, "--quiet", entry["file"]], capture_output=True, text=True)
    if done.returncode == 0:
        mark.touch()
        return ""
    return done.stdout or done.stderr


def main():
    build = pathlib.Path(sys.argv[1])
    clean = build / "clang-tidy"
    clean.mkdir(exist_ok=True)
    units = {entry["file"]: entry for entry in json.loads((build / "compile_commands.json").read_text())}.values()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = [found for found in pool.map(lambda entry: check(entry, build, clean), units) if found]
    print("".join(findings), end="")
    print(f"{len(units)} units, {len(findings)} with findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
