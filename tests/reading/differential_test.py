#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random documents read by newsrank-index and by other readers: front matter by PyYAML's CSafeLoader, HTML by Python's parser.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH.
"""
import html
import html.entities
import html.parser
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unicodedata
import unittest

from programs import INDEX, environment_of, search

try:
    import yaml
    LOADER = yaml.CSafeLoader
except (ImportError, AttributeError):
    LOADER = None

DOCUMENTS = 10_000
SCALARS = [
    "plain", "two words", "a # comment", "a#b", "a:b", "x?", "12", "null", "~", "", "true", "'it''s'", "'single \"q\"'", '"double"',
    '"esc \\" \\\\ \\n \\t end"', '"\\u00e9\\x41"', '"\\ud83d\\ude00 x"', '"x" # comment', "'a: b'", "- x", "[x]", "ü – ß", '"a\n  b"', "'a\n\n  b'", "a\n  b",
    "|\n  line one\n  line two", ">\n  folded\n  text\n\n  more", ">-\n  folded\n  end", "|+\n  keep\n\n", "&a anchored", "*a", "!!str 12", "! 12", "\"\"", "''",
    "&b\n  anchored", "a  b", "{x: y}", "{}", "[]", "a b: c", "'open", '"open', "@x", "%x", "`x`", "[a, b", "a\tb", "\u00a0x", "key:", "? x", "http://e.org/?a=b",
]
LISTS = [
    "[a, b]", "[a, 'b c', \"d\"]", "\n  - a\n  - b", "\n- a\n- b # c", "\n  - a\n\n  - ~\n  -", "[]", "~", "[Is it?, x]", "\n  - &l a\n  - *l", "[a,\n  b]",
    "\n  -\n    a\n  - >\n    folded\n    text", "\n  - 'x\n    y'", "[ ]", "[a, b,]", "\n  - a\n   - b", "[a: b]", "\n  - - a",
]
EXTRA = ["# a comment", "", "unknown: {a: [1, {b: c}], d: }", "images:\n  - url: x\n    n: 1", "quality: 7", "quality: 3.5 # good", "quality:", "x:y", "<<: {category: z}",
         "'quoted key': 1", "provider:\n  name: N\n  domain: n.org", "provider: {name: N, domain: n.org}", "- x", "  indented: x", "\t", "provider:\n  name: N\n  domain:n.org"]


def random_document(draw, number):
    """Front matter with a fixed title and address, and other keys in any form, most of them good."""
    lines = [f"webUrl: https://e.org/{number}", f"title: T{number}"]
    for key in ("excerpt", "category", "type"):
        if draw.random() < .6:
            lines.append(f"{key}: {draw.choice(SCALARS)}")
    if draw.random() < .7:
        lines.append(f"topics: {draw.choice(LISTS)}")
    lines += [draw.choice(EXTRA) for _ in range(draw.randrange(3))]
    draw.shuffle(lines)
    return "\n".join(lines) + "\n"


class NodeReader:
    """What CSafeLoader makes of a document, with scalars as they are written."""

    def __init__(self, text):
        self.root = yaml.compose(text, Loader=LOADER)

    @staticmethod
    def text(node):
        if node is None or not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
            return ""
        return " ".join(node.value.split())

    def value(self, key):
        pairs = list(self.root.value)
        for merged, value in self.root.value:
            if merged.value == "<<" and isinstance(value, yaml.MappingNode):
                pairs += value.value
        return next((value for name, value in pairs if name.value == key), None)

    def members(self):
        topics = self.value("topics")
        items = topics.value if isinstance(topics, yaml.SequenceNode) else [topics]
        quality = self.text(self.value("quality"))
        category = self.value("category")
        if isinstance(category, yaml.SequenceNode):  # the first one counts
            category = category.value[0] if category.value else None
        return {"excerpt": self.text(self.value("excerpt")), "category": self.text(category), "type": self.text(self.value("type")),
                "topics": [name for name in map(self.text, items) if name], "quality": float(quality) if quality else None}


class TextOfHtml(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.hidden = 0
        self.parts = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)

    def text(self):
        return "".join("".join(self.parts).split())


# Without what is meant to differ: elements that HTML does not know (List<Data>) are text, and so are names without a semicolon before letters.
HTML_PARTS = ["<p>", "</p>", "<b>", "</b>", "<BR/>", "<a href=\"x > y\">", "<a title='>'>", "</a>", "<img alt=x src=y>", "<script>if (a<b) x('<p>');</script>",
              "<STYLE>p{}</STYLE>", "<!-- a comment > -->", "<!DOCTYPE html>", "<?xml version='1.0'?>", "word", " ", "5 < 6", "a & b", "&amp;", "&lt;", "&#39;",
              "&#x27;", "caf&eacute;", "&nbsp;", "&hellip;", "ü", "\n", "&copy ", "&#39s", "x < y", "<div class=\"a\" id=b>", "</div>", "<h2>Head</h2>"]


class DifferentialTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.seed = int(os.environ.get("NEWSRANK_SEED", "16"))

    def index(self, source, text=None):
        done = subprocess.run([INDEX, "--db", "x.db", "--json", source], cwd=self.folder, input=text, capture_output=True, text=True, timeout=300,
                              env=environment_of({}))
        self.assertIn(done.returncode, (0, 5), done.stdout + done.stderr)
        return json.loads(done.stdout)

    def articles(self):
        _, out, error = search("--db", "x.db", "--format", "jsonl", "-n", "50000", "removed:any", cwd=self.folder)
        self.assertEqual(error, "")
        return {article["id"]: article for article in map(json.loads, out.splitlines())}

    @unittest.skipUnless(LOADER, "python3-yaml with libyaml is not installed")
    def test_front_matter_is_what_another_reader_makes_of_it(self):
        draw = random.Random(self.seed)
        documents = [random_document(draw, number) for number in range(DOCUMENTS)]
        (self.folder / "s").mkdir()
        for number, document in enumerate(documents):
            (self.folder / "s" / f"{number}.md").write_text(f"---\n{document}---\n", encoding="utf-8")
        report = self.index("s")
        told = {problem["path"] for problem in report["problems"]}
        articles = self.articles()
        compared = 0
        for number, document in enumerate(documents):
            article = articles.get(f"https://e.org/{number}")
            with self.subTest(seed=self.seed, document=document):
                self.assertEqual(article is None, f"s/{number}.md" in told)
                if article is None:
                    continue
                self.assertEqual(article["title"], f"T{number}")
                try:
                    expected = NodeReader(document).members()
                except (yaml.YAMLError, UnicodeError):
                    continue
                compared += 1
                self.assertEqual({key: article[key] for key in expected}, expected)
        self.assertGreater(compared, DOCUMENTS // 4)

    def test_html_is_what_another_parser_makes_of_it(self):
        draw = random.Random(self.seed)
        texts = ["".join(draw.choices(HTML_PARTS, k=draw.randrange(1, 9))) for _ in range(3000)]
        records = [json.dumps({"title": f"T{number}", "url": f"https://e.org/{number}", "excerpt": f"begin {text}"}) for number, text in enumerate(texts)]
        self.index("-", "\n".join(records) + "\n")
        articles = self.articles()
        self.assertEqual(len(articles), len(texts))
        for number, text in enumerate(texts):
            with self.subTest(seed=self.seed, text=text):
                self.assertEqual("".join(articles[f"https://e.org/{number}"]["excerpt"].split()), "begin" + TextOfHtml(text).text())

    def test_every_name_of_a_character_in_html_is_known(self):
        names = [name for name, meant in html.entities.html5.items() if meant.strip() and meant.isprintable() and not set(meant) & set("<>&")]
        records = [json.dumps({"title": f"T{number}", "url": f"https://e.org/{number}", "excerpt": f"x &{name} y"}) for number, name in enumerate(names)]
        self.index("-", "\n".join(records) + "\n")
        articles = self.articles()
        for number, name in enumerate(names):
            with self.subTest(name):
                self.assertEqual(articles[f"https://e.org/{number}"]["excerpt"], unicodedata.normalize("NFC", f"x {html.entities.html5[name]} y"))


if __name__ == "__main__":
    unittest.main()
