#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# From a fresh clone to a search: installs what is missing, builds, indexes the sample articles, searches them.
# Usage: data/quickstart.sh [QUERY...]
#        data/quickstart.sh --serve [OPTION...]   in a browser; options of newsrank-serve
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data/setup.sh
mkdir -p build
[ -f build/release/build.ninja ] ||
  cmake --preset release -DNEWSRANK_BUILD_TESTS=OFF -DNEWSRANK_BUILD_BENCHMARKS=OFF >build/quickstart.log 2>&1 ||
  { cat build/quickstart.log >&2; exit 1; }
cmake --build --preset release --target newsrank-index newsrank-search newsrank-serve

bin=build/release
"$bin/indexer/newsrank-index" --db "$bin/sample.db" --rebuild --quiet data/sample
if [ "${1-}" = --serve ]; then
  exec "$bin/searcher/newsrank-serve" --db "$bin/sample.db" "${@:2}"
fi
[ "$#" -gt 0 ] || set -- open source machine learning
echo "newsrank-search --db $bin/sample.db $*"
"$bin/searcher/newsrank-search" --db "$bin/sample.db" --limit 5 "$@"
