#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Completes command lines in bash, zsh and fish.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH, NEWSRANK_EVAL and NEWSRANK_SERVE, the programs; NEWSRANK_SAMPLE, the sample articles;
NEWSRANK_SOURCE_DIR, the repository; NEWSRANK_BUILD_DIR, where the scripts are built.
"""
import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import unittest
import unittest.mock

import documentation
from terminal import Terminal

PROGRAMS = [os.environ[name] for name in ("NEWSRANK_INDEX", "NEWSRANK_SEARCH", "NEWSRANK_EVAL", "NEWSRANK_SERVE")]
SCRIPTS = pathlib.Path(os.environ["NEWSRANK_BUILD_DIR"]) / "completion"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": os.pathsep.join([*map(os.path.dirname, PROGRAMS), os.environ["PATH"]])}

# What the page tells each shell's user to write, there from a clone.
(SETUP_BLOCK,) = documentation.run_by("completion_test")
SETUP_BLOCK = re.sub(r"(\$PWD/)?build/release/completion", str(SCRIPTS), SETUP_BLOCK)
SETUP = {shell: f"cd {shlex.quote(str(documentation.ROOT))}; {line}"
         for line, shell in re.findall(r"^(.*\S) +# (bash|zsh|fish)\b", SETUP_BLOCK, re.M)}

# Completes the last of the words $1...
BASH = r"""
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_newsrank "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""


def options_of_help(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return {name for names in re.findall(r"^  (-[\w-]+(?:,-[\w-]+)*)", text, re.M) for name in names.split(",")}


class CompletionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.temporary.name, "work")
        cls.home = os.path.join(cls.temporary.name, "home")
        os.mkdir(cls.folder)
        os.mkdir(cls.home)
        subprocess.run([PROGRAMS[0], "--quiet", "--db", "sample.db", os.environ["NEWSRANK_SAMPLE"]], check=True, cwd=cls.folder)
        pathlib.Path(cls.folder, "profile.yaml").touch()

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def bash(self, *words):
        script = f"{SETUP['bash']}; cd {shlex.quote(self.folder)}\n{BASH}"
        done = subprocess.run(["bash", "--norc", "-c", script, "bash", *words], env=ENVIRONMENT, capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        return [line for line in done.stdout.splitlines() if line]

    def fish(self, *words):
        script = f'{SETUP["fish"]}; cd {shlex.quote(self.folder)}; complete -C "$argv"'
        done = subprocess.run(["fish", "--no-config", "-c", script, " ".join(words)], env={**ENVIRONMENT, "HOME": self.home},
                              capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        return [line.split("\t")[0].rstrip("/") for line in done.stdout.splitlines()]

    def test_scripts_are_free_of_syntax_errors(self):
        for command in (["bash", "-n", SCRIPTS / "newsrank.bash"], ["zsh", "-n", SCRIPTS / "_newsrank"],
                        ["fish", "--no-execute", SCRIPTS / "newsrank.fish"]):
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""), command)

    def test_every_option_of_the_help_is_completed(self):
        for program in PROGRAMS:
            expected = {name for name in options_of_help(program) if name.startswith("--")}
            self.assertGreater(len(expected), 10)
            for complete in (self.bash, self.fish):
                self.assertEqual(set(complete(os.path.basename(program), "--")), expected)

    def test_values_are_completed_and_are_those_that_the_program_takes(self):
        for option in ("--format", "--sort", "--color", "--hyperlinks", "--published", "--removed", "--facet"):
            values = self.bash("newsrank-search", option, "")
            self.assertGreater(len(values), 1)
            self.assertEqual(set(self.fish("newsrank-search", option, "")), set(values))
            for value in values:
                command = [PROGRAMS[1], "--db", "sample.db", option, value, "salt"]
                self.assertEqual(subprocess.run(command, cwd=self.folder, capture_output=True).returncode, 0, command)

    def test_files_and_folders_are_completed_where_they_are_due(self):
        for complete in (self.bash, self.fish):
            self.assertEqual(complete("newsrank-search", "--db", ""), ["sample.db"])
            self.assertEqual(set(complete("newsrank-search", "--profile", "")), {"news", "prose", "profile.yaml", "sample.db"})
            self.assertEqual(complete("newsrank-eval", "--qrels", "pr"), ["profile.yaml"])
            self.assertEqual(complete("newsrank-index", "--wait", "sa"), ["sample.db"])
            self.assertEqual(complete("newsrank-search", "--limit", ""), [])

    def test_queries_are_completed_from_the_index(self):
        for complete in (self.bash, self.fish):
            self.assertIn("battery", complete("newsrank-search", "--db", "sample.db", "-n", "3", "salt", "batt"))
            self.assertIn("battery", complete("newsrank-search", "--db", "sample.db", "salt", ""))
            with unittest.mock.patch.dict(ENVIRONMENT, {"NEWSRANK_FORMAT": "json"}):
                self.assertIn("battery", complete("newsrank-search", "--db", "sample.db", "salt", "batt"))
            self.assertEqual(complete("newsrank-search", "--db", "sample.db", "--format", "json", "--topic", "Energy", "salt", "zzzz"), [])
            self.assertEqual(complete("newsrank-search", "--db", "nothing.db", "salt", "batt"), [])

    def test_values_of_options_are_completed_from_the_index(self):
        for complete in (self.bash, self.fish):
            offered = complete("newsrank-search", "--db", "sample.db", "--topic", "")
            self.assertIn("Energy Storage", offered)
            self.assertGreater(len(offered), 10)
            self.assertEqual(set(complete("newsrank-search", "--db", "sample.db", "--type", "")), {"article", "video"})
            self.assertEqual(complete("newsrank-search", "--db", "sample.db", "--provider", "Har"), ["Harbour Gazette"])
            self.assertEqual(complete("newsrank-search", "--db", "sample.db", "--provider", "kilow")[:1], ["Kilowatt Dispatch"])
            self.assertEqual(complete("newsrank-search", "--db", "sample.db", "--topic", "zzzz"), [])
            self.assertEqual(complete("newsrank-search", "--db", "nothing.db", "--topic", ""), [])

    def test_bash_quotes_values(self):
        terminal = Terminal("bash", "--norc", "-i", columns=100, **{"PATH": ENVIRONMENT["PATH"], "PS1": "shell: ", "HOME": self.home})
        self.addCleanup(terminal.close)
        terminal.wait("^shell:")
        terminal.send(f"{SETUP['bash']}; cd {shlex.quote(self.folder)}; clear\r")
        terminal.wait(lambda lines: lines[0] == "shell:")
        terminal.send("newsrank-search --db sample.db --provider Har", "\t")
        terminal.wait(r"^shell: newsrank-search --db sample.db --provider Harbour\\ Gazette *$")

    def test_zsh_completes(self):
        setup = f"{SETUP['zsh']}; autoload -U compinit; compinit -u -D; cd {shlex.quote(self.folder)}; clear"
        terminal = Terminal("zsh", "-f", "-i", columns=100, **{"PATH": ENVIRONMENT["PATH"], "PS1": "shell: ", "HOME": self.home})
        self.addCleanup(terminal.close)
        terminal.wait("^shell:")
        terminal.send(setup + "\r")
        terminal.wait(lambda lines: lines[0] == "shell:")
        for typed, completed in (("newsrank-search --interac", "newsrank-search --interactive"),
                                 ("newsrank-index --db sam", "newsrank-index --db sample.db/"),
                                 ("newsrank-search --sort he", "newsrank-search --sort heat"),
                                 ("newsrank-search --profile pro", "newsrank-search --profile pro"),
                                 ("newsrank-eval --tune-p", "newsrank-eval --tune-parameters"),
                                 ("newsrank-search --db sample.db -n 3 salt batt", "newsrank-search --db sample.db -n 3 salt battery"),
                                 ("newsrank-search --db sample.db --provider Har",
                                  r"newsrank-search --db sample.db --provider Harbour\ Gazette"),
                                 ("newsrank-search --db sample.db --topic energy\\ s",
                                  r"newsrank-search --db sample.db --topic Energy\ Storage")):
            terminal.send(typed, "\t")
            terminal.wait(f"^shell: {re.escape(completed)} *$")
            terminal.send("\x15\x0c")
            terminal.wait(lambda lines: lines[0] == "shell:")
        terminal.send("newsrank-search --no-", "\t")
        terminal.wait("--no-correct +-- [Oo]nly suggest corrections")


if __name__ == "__main__":
    unittest.main(verbosity=1)
