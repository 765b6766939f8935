#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# symbols.sh LIBRARY PACKAGE VERSION OUTPUT: which version of the Debian package a program needs that uses a symbol of the library: this
# one, since each release may add some.
set -eu
name=$(objdump -p "$1" | sed -n 's/.*SONAME *//p')
{
  echo "$name $2 (>= $3)"
  nm -D --defined-only --with-symbol-versions "$1" | sed -n 's/^[0-9a-f]* [A-Z] \(.*\)$/\1/p' | sed 's/@@/@/' | grep -v '^NEWSRANK_' |
    LC_ALL=C sort -u | sed "s/.*/ & $3/"
  echo " NEWSRANK_1@NEWSRANK_1 $3"
} >"$4"
