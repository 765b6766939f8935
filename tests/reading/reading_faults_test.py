#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs that readers of front matter are known to stumble over, and what is right: which articles there are and what is told.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

from programs import INDEX, environment_of, search

HEAD = "---\ntitle: T\nwebUrl: https://e.org/1\n"
RELATED = HEAD + "related:\n  - title: A\n    url: https://e.org/a\n  - title: B\n    url: https://e.org/b\n"
FIRST = "---\ntitle: A\nwebUrl: https://e.org/1\n---\n"
QUOTES = 'put the value of "title" in quotes'


def stream(second):
    return FIRST + second


def titled(title):
    return f"---\ntitle: {title}\nwebUrl: https://e.org/1\n---\n"


def addressed(url):
    return f"---\ntitle: T\nwebUrl: '{url}'\n---\n"


# What it is, the file's name, its content, the titles, and a part of each problem ("line:column: reason") and remark.
ROWS = [
    ("a last line without a blank", "a.md", HEAD + "removed:true\n---\n", [], ["4:1: broken YAML: expected `key: value`"]),
    ("so at the end of a mapping", "a.md", HEAD + "provider:\n  name: N\n  domain:n.org\n---\n", [], ["6:3: broken YAML: expected"]),
    ("and amid the document", "a.md", HEAD + "provider:\n  name: N\n  domain:n.org\nquality: 5\n---\n", [], ["6:3: broken YAML: expected"]),
    ("and of a related entry", "a.md", RELATED + "    quality:5\n---\n", ["A", "T"], ["9:5: broken YAML: expected `key: value`"]),
    ("a second flow mapping", "s.yml", '{"title":"A","webUrl":"https://e.org/1"}\n{"title":"B","webUrl":"https://e.org/2"}\n', [],
     ["2:1: broken YAML: text after the end of the document"]),
    ("a flow mapping among keys", "a.md", HEAD + "{q: 1}\nquality: 2\n---\n", [], ["4:1: broken YAML"]),
    *[(f"a document that begins with {key!r}", "s.yml", stream(key + "\ntitle: B\nwebUrl: https://e.org/2\n"), ["A", "B"], [])
      for key in ("'@type': x", "dc:title: x", "seo.title: x", "$schema: x", "título: x", "my key: x")],
    *[(f"a title as {begin!r}", "s.yml", stream(begin + "webUrl: https://e.org/2\n"), ["A", "B"], [])
      for begin in ("title : B\n", "? title\n: B\n", "&x title: B\n", "<<: {title: B}\n", "!!map\ntitle: B\n")],
    ("an indented document", "s.yml", stream("  title: B\n  webUrl: https://e.org/2\n"), ["A", "B"], []),
    ("a tag beside the separator", "s.yml", "---\ntitle: A\nwebUrl: https://e.org/1\n--- !!map\ntitle: B\nwebUrl: https://e.org/2\n",
     ["A", "B"], []),
    ("a list as a document", "s.yml", stream("- title: B\n  webUrl: https://e.org/2\n"), ["A"], ["5:1: the front matter is not a mapping"]),
    ("a key twice", "a.md", HEAD + "quality:\nquality: 7\n---\n", ["T"], [], ['5:1: the key "quality" is given again']),
    ("a flag twice", "a.md", HEAD + "removed: false\nremoved: true\n---\n", ["T"], [], ['5:1: the key "removed" is given again']),
    ("two related lists", "a.md", RELATED + "related:\n  - title: C\n    url: https://e.org/c\n---\n", ["A", "B", "C", "T"], [],
     ['9:1: the key "related" is given again: both lists are read']),
    ("a merge key", "a.md", "---\nbase: &b\n  title: T\n  quality: 3\n<<: *b\nwebUrl: https://e.org/1\n---\n", ["T"], []),
    ("merge keys of a list", "a.md", "---\na: &a {title: T}\nb: &b {title: X}\n<<: [*a, *b]\nwebUrl: https://e.org/1\n---\n", ["T"], []),
    ("no-break spaces as indentation", "a.md", HEAD + "provider:\n\u00a0\u00a0name: N\n---\n", ["T"], [],
     ['5:1: the key "\\u00a0\\u00a0name" is not indented']),
    ("an anchor on a line of its own", "a.md", HEAD + "provider:\n&p\n  name: N\n---\n", ["T"], []),
    ("a surrogate pair", "a.md", '---\ntitle: "Party \\ud83c\\udf89"\nwebUrl: https://e.org/1\n---\n', ["Party 🎉"], []),
    ("half a pair", "a.md", '---\ntitle: "Party \\ud83c x"\nwebUrl: https://e.org/1\n---\n', ["Party \ufffd x"], []),
    ("a tab on a blank line", "a.md", RELATED.replace("e.org/a\n", "e.org/a\n\t\n") + "---\n", ["A", "B", "T"], []),
    ("a question mark in a list", "a.md", HEAD + "topics: [Is it safe?, ML]\n---\n", ["T"], []),
    ("a question mark in a flow mapping", "s.yml", "{title: T, webUrl: https://e.org/r?id=1}\n", ["T"], []),
    *[(f"the date {date}", "a.md", HEAD + f"date: {date}\n---\n", ["T"], [])
      for date in ("2024-03-05 08:30:00 UTC", "2024-03-05 08:30:00 -5", "2024-3-5", "2024-03-05 8:30", "20240305T083000Z", "2024-03",
                   "Tue, 05 Mar 2024 08:30:00 +0100")],
    *[(f"the date {date}", "a.md", HEAD + f"date: {date}\n---\n", [], ["4:7: date must be a date such as 2024-03-05 or"])
      for date in ("last Tuesday", "2024-13-05", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00")],
    *[(f"empty: {key}", "a.md", HEAD + key + "\n---\n", ["T"], [])
      for key in ('related: ""', "related: {}", "provider: []", "topics: {}", "excerpt: []")],
    ("a comment between entries", "a.md", RELATED.replace("  - title: B\n", "# note\n  - title: \"B\n") + "  - title: C\n    url: https://e.org/c\n---\n",
     ["A", "C", "T"], ["8:12: broken YAML: a quoted text is not closed"]),
    ("a comment before the first document", "s.yml", "# comment\n" + FIRST, ["A"], []),
    ("a template tag in a body", "s.yml", stream("{% include x %}\nText.\n---\ntitle: B\nwebUrl: https://e.org/2\n"), ["A", "B"], []),
    ("a shortcode in a body", "s.yml", stream("{{< figure >}}\nText.\n---\ntitle: B\nwebUrl: https://e.org/2\n"), ["A", "B"], []),
    ("a note as a body", "s.yml", stream("Note: it rains.\n---\ntitle: B\nwebUrl: https://e.org/2\n"), ["A", "B"], [],
     ["5:1: taken for the body of the article before"]),
    ("a host of dots", "a.md", addressed("https://.."), [], ['3:9: not an absolute http(s) URL: "https://.."']),
    ("a blank in a URL", "a.md", addressed("https://e.org/a b"), [], ['3:9: the URL holds a space: "https://e.org/a b"']),
    *[(f"the title {title}", "a.md", titled(title), [], [QUOTES])
      for title in ("Chips: a story", '"Chips" are back', "'It's fine'", "[Exclusive] news", "@x hello", "%5 more", "`x`", "*star", "- x")],
    ("UTF-16", "a.md", b"\xff\xfe" + (HEAD + "---\n").encode("utf-16-le"), [], ["1:1: the file is in UTF-16: save it as UTF-8"]),
    ("lines that end in CR", "a.md", (HEAD + "---\nBody.\n").replace("\n", "\r"), [], ["1:1: the lines end in CR alone"]),
    ("a comment beside the fence", "a.md", HEAD.replace("---", "--- # x", 1) + "---\n", [], ["1:1: the line --- that begins front matter"]),
    ("a byte that is no UTF-8", "a.md", HEAD.encode() + b"excerpt: caf\xe9\n---\n", [], ["4:13: invalid UTF-8"]),
    ("such a byte in a body", "a.md", HEAD.encode() + b"---\nfine\nca\xe9\n", [], ["6:3: invalid UTF-8 in the body"]),
    ("invisible characters in a value", "a.md", HEAD + "quality: seven\u00a0\u200b  x\n---\n", [], ['not "seven\\u00a0\\u200b \\u0020x"']),
    ("Unicode space around a value", "a.md", HEAD + "quality: \u00a07\u00a0\n---\n", ["T"], []),
    ("keys in other case", "a.md", "---\nTitle: T\nweburl: https://e.org/1\n---\n", ["T"], []),
    ("a tab as indentation", "a.md", HEAD + "provider:\n\tname: N\n---\n", [], ["indent with blanks, not with tabs"]),
]

# Addresses as written, and the identity.
IDENTITIES = [
    ("https://e.org/#!/story/1", "https://e.org/#!/story/1"), ("https://e.org/#/2", "https://e.org/#/2"), ("https://e.org/#top", "https://e.org/"),
    ("https://e.org/p?a=1&amp;utm_source=x", "https://e.org/p?a=1"), ("https://MÜNCHEN.example/", "https://münchen.example/"),
    ("https://münchen.example/", "https://münchen.example/"), ("https://xn--mnchen-3ya.example/", "https://münchen.example/"),
]

# Members that a row's article has.
MEMBERS = [
    (HEAD + "topics: [Is it safe?, ML]\n---\n", "topics", ["Is it safe?", "ML"]),
    (HEAD + "provider:\n&p\n  name: N\n---\n", "provider", {"name": "N", "domain": ""}),
    (HEAD + "quality: \u00a07\u00a0\n---\n", "quality", 7.0),
    ("---\nbase: &b\n  title: T\n  quality: 3\n<<: *b\nwebUrl: https://e.org/1\n---\n", "quality", 3.0),
    (HEAD + "date: 2024-03-05 08:30:00 -5\n---\n", "published_at", "2024-03-05T13:30:00Z"),
    (HEAD + "date: 2024-03-05 8:30\n---\n", "published_at", "2024-03-05T08:30:00Z"),
    (HEAD + "date: Tue, 05 Mar 2024 08:30:00 +0100\n---\n", "published_at", "2024-03-05T07:30:00Z"),
    (HEAD + "date: 2024-03\n---\n", "published_at", "2024-03-01T00:00:00Z"),
    (HEAD + "draft: 'true'\n---\n", "published", False),
    ("---\ntitle: Using the &lt;video&gt; tag, List<Data>\nwebUrl: https://e.org/1\n---\n", "title", "Using the <video> tag, List<Data>"),
    (HEAD + "excerpt: '<SCRIPT>x</SCRIPT>caf&eacute <a title=\"x > y\">link</a>'\n---\n", "excerpt", "café link"),
]


class FaultsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run_index(self, *arguments, expect=None):
        done = subprocess.run([INDEX, "--db", "x.db", *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=120,
                              env=environment_of({}))
        if expect is not None:
            self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def report(self, *arguments):
        return json.loads(self.run_index("--rebuild", "--json", *arguments).stdout)

    def articles(self):
        found = {}
        for query in ("*", "is:removed"):
            _, out, _ = search("--db", "x.db", "--format", "jsonl", "-n", "100", query, cwd=self.folder)
            found.update({article["id"]: article for article in map(json.loads, out.splitlines())})
        return sorted(found.values(), key=lambda article: article["title"])

    def test_what_is_read_and_what_is_told(self):
        for what, name, text, titles, problems, *remarks in ROWS:
            with self.subTest(what):
                self.write("s/" + name, text)
                report = self.report("s")
                self.assertEqual([article["title"] for article in self.articles()], titles)
                for kind, expected in (("problems", problems), ("remarks", remarks[0] if remarks else [])):
                    told = [f"{p['line']}:{p['column']}: {p['reason']}" for p in report[kind]]
                    self.assertEqual(len(told), len(expected), told)
                    for line, part in zip(told, expected):
                        self.assertIn(part, line)
                (self.folder / "s" / name).unlink()

    def test_identities(self):
        for url, identity in IDENTITIES:
            with self.subTest(url):
                self.write("s/a.md", addressed(url))
                self.report("s")
                self.assertEqual([article["id"] for article in self.articles()], [identity])

    def test_members(self):
        for text, member, value in MEMBERS:
            with self.subTest(text):
                self.write("s/a.md", text)
                self.report("s")
                self.assertEqual(self.articles()[0][member], value)

    def test_two_articles_never_share_an_identity_in_silence(self):
        self.write("three/a.md", addressed("https://e.org/1").replace("T", "Early"))
        self.write("three/b.md", addressed("https://e.org/1").replace("T", "Late"))
        self.assertIn("and another title", self.run_index("three", expect=0).stderr)
        self.write("one/x.md", "# First\n\nText.\n")
        self.write("two/x.md", "# Second\n\nOther text.\n")
        done = self.run_index("one", "two", expect=5)
        self.assertIn("has the same place below its source as", done.stderr)
        self.assertIn("has the same place", self.run_index("one", "two", expect=5).stderr)  # also when nothing changed

    def test_sources_are_listed_and_forgotten(self):
        self.write("one/a.md", addressed("https://e.org/1"))
        self.write("two/b.md", addressed("https://e.org/2"))
        self.run_index("one", expect=0)
        self.run_index("two", expect=0)
        sources = json.loads(self.run_index("--list-sources", "--json", expect=0).stdout)["sources"]
        self.assertEqual([(pathlib.Path(source["path"]).name, source["files"], source["articles"]) for source in sources],
                         [("one", 1, 1), ("two", 1, 1)])
        self.assertIn("the index holds nothing of", self.run_index("--forget", "three", expect=2).stderr)
        self.run_index("--forget", "one", expect=0)
        self.assertEqual([article["id"] for article in self.articles()], ["https://e.org/2"])
        self.assertNotIn("one", self.run_index("--list-sources", expect=0).stdout)

    def test_what_is_gone_can_be_kept(self):
        self.write("s/a.md", addressed("https://e.org/1"))
        self.write("s/b.md", addressed("https://e.org/2"))
        self.run_index("s", expect=0)
        (self.folder / "s/a.md").unlink()
        self.run_index("--keep", "s", expect=0)
        self.assertEqual(len(self.articles()), 2)
        self.run_index("s", expect=0)
        self.assertEqual(len(self.articles()), 1)

    def test_a_configuration_gives_members_other_keys(self):
        self.write("s/a.md", "---\nheadline: Real\ntitle: For robots\nteaser: T\nlabels: [x, y]\ntags: [z]\nwebUrl: https://e.org/1\n---\n")
        self.write("s/b.yml", "---\nheadline: Streamed\nwebUrl: https://e.org/2\n---\nheadline: Second\nwebUrl: https://e.org/3\n")
        self.write("s/c.csv", "headline,webUrl\nTabled,https://e.org/4,more\n")
        fields = "fields:\n  title: headline\n  excerpt: [teaser, description]\n  topics: labels\n"
        self.run_index("s", expect=5)
        self.write("newsrank.yaml", fields)
        report = json.loads(self.run_index("--json", "s", expect=0).stdout)  # not --rebuild: the map is another
        found = self.articles()
        self.assertEqual([article["title"] for article in found], ["Real", "Second", "Streamed", "Tabled"])
        self.assertEqual((found[0]["excerpt"], found[0]["topics"]), ("T", ["x", "y"]))
        self.assertEqual(report["unused_keys"], {"column 3": 1, "tags": 1, "title": 1})
        self.assertIn("headline                -> title", self.run_index("--explain-file", "s/a.md", "s", expect=0).stdout)
        self.assertEqual(self.report("s", "--no-config")["articles"]["total"], 1)
        self.write("other.yaml", "limit: 3\nfields: [title, url]\n")
        self.assertEqual(self.report("s", "--config", "other.yaml")["articles"]["total"], 1)
        for text, told in (("fields: {titel: x}\n", "bad.yaml:1:10: articles have no member titel"),
                           ("fields:\n  title: {from: b}\n", "bad.yaml:2:3: title is a member that every article has"),
                           ("fields:\n  title: [[b]]\n", "bad.yaml:2:10: expected a key or a list of keys"),
                           ("fields:\n  price: {kind: money}\n", "bad.yaml:2:17: a kind is text, keyword, number, date or flag"),
                           ("fields:\n  price: {color: red}\n", "bad.yaml:2:18: a field has no property color"),
                           ("fields:\n  price: {kind: number, sortable: maybe}\n", "sortable is true or false"),
                           ("fields:\n  score: {kind: number}\n", "the name means something else already"),
                           ("fields:\n  price: cost\n", "articles have no member price"),
                           ("fields: [\n", "bad.yaml:")):
            self.write("bad.yaml", text)
            self.assertIn(told, self.run_index("--config", "bad.yaml", "s", expect=2).stderr)

    def test_a_number_of_shards_that_is_not_used_is_said(self):
        self.write("s/a.md", addressed("https://e.org/1"))
        self.run_index("s", expect=0)
        self.assertIn("--shards 3 is not used: the index has 1", self.run_index("--shards", "3", "s", expect=0).stderr)
        self.assertIn('was made for the language "english"', self.run_index("--language", "fr", "s", expect=4).stderr)

    def test_other_content_of_the_same_size_and_time_is_read(self):
        path = self.folder / "s/a.md"
        for title, replaced in (("Aaa", False), ("Bbb", False), ("Ccc", True)):
            with self.subTest(title):
                self.write("s/new" if replaced else "s/a.md", titled(title))
                if replaced:
                    (self.folder / "s/new").rename(path)
                os.utime(path, (1_700_000_000, 1_700_000_000))
                self.run_index("s", expect=0)
                self.assertEqual([article["title"] for article in self.articles()], [title])

    def test_a_file_is_explained(self):
        self.write("s/posts/a.md", "---\ntitle: T\ndescription: D\ntags: [x]\nlayout: post\n---\nText.\n")
        out = self.run_index("--explain-file", "s/posts/a.md", "s", expect=0).stdout
        for line in ("description             -> excerpt", "tags                    -> topics", "layout                  not used",
                     "identity                posts/a.md"):
            self.assertIn(line, out)
        self.assertFalse((self.folder / "x.db").exists())

    def test_hostile_input_is_refused_in_bounded_time(self):
        for name, text in (("aliases.md", HEAD + "a: &a [" + "x," * 20000 + "x]\n" + "related: [" + "*a," * 400 + "]\n---\n"),
                           ("entries.md", HEAD + "related: [" + "x," * 500000 + "x]\n---\n"),
                           ("toml.md", "+++\ntitle = 'T'\nx = [" + "1," * 4_000_000 + "1]\n+++\n"),
                           ("nested.md", HEAD + "x: " + "[" * 2_000_000 + "\n---\n"),
                           ("long.md", HEAD + "x: [" + "a," * 4_000_000 + "a]\n---\n")):
            with self.subTest(name):
                self.write("s/" + name, text)
                begin = time.monotonic()
                process = subprocess.Popen([INDEX, "--db", "x.db", "--jobs", "1", "s"], cwd=self.folder, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL, env=environment_of({}))
                usage = os.wait4(process.pid, 0)[2]
                process.returncode = 0
                self.assertLess(time.monotonic() - begin, 20)
                self.assertLess(usage.ru_maxrss, 400 * 1024)
                (self.folder / "s" / name).unlink()


if __name__ == "__main__":
    unittest.main()
