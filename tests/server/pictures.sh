#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the pictures of the main page anew: runs the test in the browser, and takes two of its screenshots.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ctest --preset dev -R '^browser_test$'
for look in light dark; do
  cp "build/dev/screenshots/$look-results.png" "searcher/server/page/$look.png"
done
