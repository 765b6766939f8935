#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# fill_template.sh TEMPLATE OUT PROGRAM...: each program puts in the parts that its table of options makes (option_documents.hpp).
set -eu
template=$1 out=$2
shift 2
cp "$template" "$out.new"
for program; do
  "$program" --fill-template <"$out.new" >"$out.filled"
  mv "$out.filled" "$out.new"
done
mv "$out.new" "$out"
