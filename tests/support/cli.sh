# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Helpers for tests of the programs; source this file. A test runs a program with `run`, states what it expects of it,
# and ends with `finish`. Every failed expectation is printed with the command; none stops the test.
#
#   . "$(dirname "$0")/../support/cli.sh"
#   run newsrank-eval --help
#   expect_status 0
#   expect_out 'Examples:'
#   finish
#
# The working directory is a temporary one, removed at the end.
set -u
export LC_ALL=C

CLI_DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$CLI_DIR"' EXIT
cd "$CLI_DIR" || exit 1
cli_failures=0
cli_checks=0
cli_command=

# run program [argument...]: keeps its output, messages and exit status. Standard input is passed on.
run() {
  cli_command="$*"
  "$@" >"$CLI_DIR/.out" 2>"$CLI_DIR/.err"
  cli_status=$?
}

cli_fail() {
  cli_failures=$((cli_failures + 1))
  printf 'FAILED: %s\n  command: %s\n' "$1" "$cli_command" >&2
  sed 's/^/  out: /' "$CLI_DIR/.out" >&2
  sed 's/^/  err: /' "$CLI_DIR/.err" >&2
}

# expect_status N: the exit status.
expect_status() {
  cli_checks=$((cli_checks + 1))
  [ "$cli_status" -eq "$1" ] || cli_fail "exit status $cli_status, not $1"
}

# expect_out TEXT, expect_err TEXT: the output, or the messages, hold this text.
expect_out() {
  cli_checks=$((cli_checks + 1))
  grep -qF -- "$1" "$CLI_DIR/.out" || cli_fail "the output does not hold: $1"
}
expect_err() {
  cli_checks=$((cli_checks + 1))
  grep -qF -- "$1" "$CLI_DIR/.err" || cli_fail "the messages do not hold: $1"
}

# expect_out_is, expect_err_is: the output, or the messages, are exactly what stands on standard input.
expect_out_is() {
  cli_checks=$((cli_checks + 1))
  diff -u - "$CLI_DIR/.out" >&2 || cli_fail 'the output is another one'
}
expect_err_is() {
  cli_checks=$((cli_checks + 1))
  diff -u - "$CLI_DIR/.err" >&2 || cli_fail 'the messages are others'
}

# expect_no_out, expect_no_err: nothing was written.
expect_no_out() { expect_out_is </dev/null; }
expect_no_err() { expect_err_is </dev/null; }

# expect_json FILTER: the output is JSON for which the Python expression over `json` holds.
expect_json() {
  cli_checks=$((cli_checks + 1))
  python3 -c 'import json as j, sys
json = j.load(open(sys.argv[1], encoding="utf-8"))
sys.exit(not eval(sys.argv[2]))' "$CLI_DIR/.out" "$1" >&2 || cli_fail "not so: $1"
}

# The test's result.
finish() {
  printf '%d checks, %d failed\n' "$cli_checks" "$cli_failures"
  [ "$cli_failures" -eq 0 ] && [ "$cli_checks" -gt 0 ]
  exit
}
