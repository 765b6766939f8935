#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs what is missing, builds everything, runs every test. Usage: tests/run.sh [ctest arguments]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data/setup.sh
[ -f build/dev/build.ninja ] || cmake --preset dev ${NEWSRANK_CMAKE_ARGS:-}
cmake --build --preset dev
ctest --preset dev "$@"
