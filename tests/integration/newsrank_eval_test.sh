#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The program newsrank-eval as a user meets it. Usage: newsrank_eval_test.sh EVAL INDEX
eval=$(realpath "$1")
index=$(realpath "$2")
# shellcheck source=tests/support/cli.sh
. "$(dirname "$(realpath "$0")")/../support/cli.sh"

# Query q1: relevant at ranks 1 and 3 of run a. q2: the document of gain 2 is at rank 2. q4 has no results.
cat >qrels.txt <<'END'
q1 0 d1 1
q1 0 d3 1
q2 0 d1 1
q2 0 d2 2
q4 0 d9 1
END
cat >a.txt <<'END'
q1 Q0 d1 1 3.0 a
q1 Q0 d2 2 2.0 a
q1 Q0 d3 3 1.0 a
q2 Q0 d1 1 9.5 a
q2 Q0 d2 2 9.0 a
q3 Q0 d1 1 1.0 a
END
cat >b.txt <<'END'
q1 Q0 d1 1 3.0 b
q1 Q0 d2 2 1.0 b
q1 Q0 d3 3 2.0 b
q2 Q0 d1 1 9.0 b
q2 Q0 d2 2 9.0 b
END
printf 'q1\td1\n' >exclude.tsv

# --- one run: map = (5/6 + 1 + 0) / 3, mrr/2 = (0 + 1/2 + 0) / 3
run "$eval" --qrels qrels.txt -m map -m mrr/2 -m p@2,r@1 a.txt
expect_status 0
expect_no_err
expect_out_is <<'END'
3 queries
a.txt: no results for 1 of them
measure   a.txt
map      0.6111
mrr/2    0.1667
p@2      0.5000
r@1      0.3333
END

run "$eval" --qrels qrels.txt a.txt
expect_status 0
for measure in map ndcg@10 p@10 r@100 mrr@10; do expect_out "$measure "; done

# --- two runs; in b the tie is decided by the id, d2 first
run "$eval" --qrels qrels.txt --measure map --measure mrr/2 --per-query a.txt b.txt
expect_status 0
expect_out_is <<'END'
3 queries
a.txt: no results for 1 of them
b.txt: no results for 1 of them
measure  query   a.txt   b.txt  difference  p-value
map      q1     0.8333  1.0000     +0.1667
map      q2     1.0000  1.0000     +0.0000
map      q4     0.0000  0.0000     +0.0000
map      all    0.6111  0.6667     +0.0556   1.0000
mrr/2    q1     0.0000  0.0000     +0.0000
mrr/2    q2     0.5000  1.0000     +0.5000
mrr/2    q4     0.0000  0.0000     +0.0000
mrr/2    all    0.1667  0.3333     +0.1667   1.0000
END

# --- halves, exclusion, depth, standard input, CRLF
run "$eval" --qrels qrels.txt --split both -m mrr a.txt
expect_status 0
expect_out '2 even queries'
expect_out '1 odd query'
run "$eval" --qrels qrels.txt --exclude exclude.tsv --split odd -m mrr -m r@1 --depth 1 a.txt
expect_out_is <<'END'
1 odd query
measure   a.txt
mrr      0.0000
r@1      0.0000
END
sed 's/$/\r/' a.txt >crlf.txt
run "$eval" --qrels qrels.txt -m mrr - <crlf.txt
expect_status 0
expect_out 'mrr      0.6667'

# --- JSON
run "$eval" --qrels qrels.txt --json --per-query --split both -m map -m mrr@10/2 a.txt b.txt
expect_status 0
expect_json 'json["format"] == 1 and [s["split"] for s in json["splits"]] == ["even", "odd"]'
expect_json 'json["splits"][0]["runs"][1]["run"] == "b.txt" and json["splits"][0]["queries"] == 2'
expect_json 'json["splits"][0]["runs"][0]["queries_without_results"] == 1'
expect_json 'json["splits"][0]["runs"][0]["per_query"][0] == {"query": "q2", "map": 1, "mrr@10/2": .5}'
expect_json 'json["splits"][0]["runs"][0]["means"]["mrr@10/2"] == .25'
expect_json 'json["splits"][0]["comparison"]["mrr@10/2"] == {"difference": .25, "p_value": 1, "exact": True}'
run "$eval" --qrels qrels.txt --json -m map a.txt
expect_json '"comparison" not in json["splits"][0] and "per_query" not in json["splits"][0]["runs"][0]'

# --- help and wrong use
run "$eval" --help
expect_status 0
expect_out 'Examples:'
run "$eval" --version
expect_status 0
expect_out 'newsrank-eval '
run "$eval" a.txt
expect_status 2
expect_err '--qrels'
run "$eval" --qrels qrels.txt
expect_status 2
run "$eval" --qrels qrels.txt a.txt b.txt a.txt
expect_status 2
run "$eval" --qrls qrels.txt a.txt
expect_status 2
expect_err 'there is no option --qrls'
expect_err 'did you mean --qrels?'
run "$eval" --qrels qrels.txt -m ndgc@10 a.txt
expect_status 2
expect_err "'ndgc@10' is no measure"
expect_no_out
run "$eval" --qrels qrels.txt --split half a.txt
expect_status 2
run "$eval" --qrels qrels.txt --depth 0 a.txt
expect_status 2

# --- files that are missing, malformed or strangers to each other
run "$eval" --qrels missing.txt a.txt
expect_status 4
expect_err "cannot read 'missing.txt': No such file or directory"
printf 'q1 Q0 d1 1 3.0 a\nq1 Q0 d1 2 2.0 a\n' >twice.txt
run "$eval" --qrels qrels.txt twice.txt
expect_status 2
expect_err "twice.txt:2: document 'd1' appears a second time for query 'q1'"
expect_no_out
printf 'q7 Q0 d1 1 3.0 a\n' >other.txt
run "$eval" --qrels qrels.txt -m map other.txt
expect_status 0
expect_err 'are the query ids the same?'
: >empty.txt
run "$eval" --qrels empty.txt a.txt
expect_status 2
expect_err 'the qrels judge no query'

# --- an index: of the two articles on storms the better one comes first, unless quality does not count
cat >articles.yml <<'END'
title: storm
webUrl: https://n.example/1
quality: 1
---
title: storm
excerpt: storm warning storm
webUrl: https://n.example/2
quality: 1
---
title: storm
webUrl: https://n.example/3
quality: 90
END
run "$index" --quiet --db news.db articles.yml
expect_status 0
printf 'q2\tstorm\nq3\t"storm warning"\n' >queries.tsv
printf 'q2 0 https://n.example/3 1\nq3 0 https://n.example/2 1\n' >storm.txt
printf 'base: news\nquality_weight: 9\n' >strong.yaml
printf 'base: news\nquality_weight: 0\nnear_share: 0\n' >without.yaml
live=(--db news.db --queries queries.tsv --qrels storm.txt)
run "$eval" "${live[@]}" -m mrr --profile strong.yaml --split even
expect_status 0
expect_out 'mrr           1.0000'
run "$eval" "${live[@]}" -m r@1 --profile without.yaml --split even
expect_out 'r@1            0.0000'
run "$eval" "${live[@]}" -m mrr --profile news --profile strong.yaml
expect_status 0
expect_out 'p-value'
run "$eval" "${live[@]}" -m r@1 --syntax --split odd
expect_out 'r@1       1.0000'
run "$eval" "${live[@]}" -m mrr --quality-weight 0 --tune --tune-parameters k1
expect_status 0
expect_out '# 0  start'
expect_out 'name: "tuned"'
cp "$CLI_DIR/.out" tuned.yaml
run "$eval" "${live[@]}" --profile tuned.yaml
expect_status 0
printf 'tasks: [{name: storms, db: news.db, queries: queries.tsv, qrels: storm.txt, measures: mrr}]\n' >suite.yaml
run "$eval" --suite suite.yaml --profile strong.yaml --json
expect_status 0
expect_json 'json["tasks"][0]["task"] == "storms" and json["tasks"][0]["even"] == 1'
printf 'tasks: [{name: storms, titel: x}]\n' >broken.yaml
run "$eval" --suite broken.yaml
expect_status 2
expect_err 'suite, line 1, column 31: unknown name "titel"'
run "$eval" --db missing.db --queries queries.tsv --qrels storm.txt
expect_status 4
for wrong in "--db news.db" "--tune" "--profile news" "--db news.db --queries queries.tsv a.txt b.txt"; do
  # shellcheck disable=SC2086
  run "$eval" --qrels storm.txt $wrong
  expect_status 2
  expect_no_out
done
run "$eval" --suite suite.yaml --qrels storm.txt
expect_status 2
run "$eval" "${live[@]}" --tune --tune-parameters k2
expect_status 2
expect_err "'k2' cannot be tuned"

finish
