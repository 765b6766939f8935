#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields of an index's own, from files to the command line: the author, and those that a configuration declares.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH.
"""
import json
import pathlib
import subprocess
import tempfile
import unittest

from programs import INDEX, environment_of, search

DECLARED = """fields:
  price: {kind: number, from: [price, cost], facetable: true, sortable: true}
  released: {kind: date, sortable: true}
  genre: {kind: keyword, facetable: true}
  blurb: {kind: text, weight: 3}
  sold: {kind: flag}
  secret: {kind: keyword, stored: false}
"""
GAMES = [
    "title: Storm\nCost: 2.5\nreleased: 2024-03-05\ngenre: [Strategy, Co-op]\nblurb: a quiet masterpiece\nsold: yes\nsecret: xyz\n",
    "title: Calm\nprice: 4\ngenre: Puzzle\nsold: false\nreleased: 2023-01-02\n",
    "title: Breeze\nprice: free\ngenre: []\n",
]

# What files say, and the authors.
FORMS = [
    ("a.md", "---\ntitle: T\nauthor: Jane Doe\n---\nText.\n", ["Jane Doe"]),
    ("a.md", "---\ntitle: T\nAuthors: [Jane Doe, John Roe, Jane Doe]\n---\nText.\n", ["Jane Doe", "John Roe"]),
    ("a.md", "---\ntitle: T\nauthor:\n  name: Jane Doe\n  url: https://e.org\n---\nText.\n", ["Jane Doe"]),
    ("a.md", "---\ntitle: T\nauthors:\n- {name: Jane Doe}\n- John Roe\n---\nText.\n", ["Jane Doe", "John Roe"]),
    ("a.md", "+++\ntitle = 'T'\n[taxonomies]\nauthors = ['Jane Doe']\n+++\nText.\n", ["Jane Doe"]),
    ("a.md", "+++\ntitle = 'T'\n[params]\nauthor = 'Jane &amp; John'\n+++\nText.\n", ["Jane & John"]),
    ("a.md", "---\ntitle: T\nbyline: By Jane\nauthor: Jane Doe\n---\nText.\n", ["Jane Doe"]),
    ("a.json", '[{"title": "T", "content_text": "x", "url": "https://e.org/1", "authors": [{"name": "Jane Doe"}]}]', ["Jane Doe"]),
    ("a.csv", "title,url,author\nT,https://e.org/1,Jane Doe\n", ["Jane Doe"]),
    ("a.xml", "<rss version='2.0'><channel><title>C</title><item><title>T</title><link>https://e.org/1</link>"
              "<author>jane@e.org (Jane Doe)</author></item></channel></rss>", ["Jane Doe"]),
    ("a.xml", "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>C</title><item><title>T</title>"
              "<link>https://e.org/1</link><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator></item></channel></rss>",
     ["Jane Doe", "John Roe"]),
    ("a.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>C</title><entry><title>T</title><link href='https://e.org/1'/>"
              "<author><name>Jane Doe</name><email>j@e.org</email></author></entry></feed>", ["Jane Doe"]),
    ("a.html", "<!DOCTYPE html><title>T</title><meta name='author' content='Jane Doe'><p>Text.", ["Jane Doe"]),
    ("a.html", "<!DOCTYPE html><title>T</title><meta name='author' content='Desk'><script type='application/ld+json'>"
               '{"@type": "NewsArticle", "headline": "T", "author": [{"@type": "Person", "name": "Jane Doe"}, "John Roe"]}'
               "</script><p>Text.", ["Jane Doe", "John Roe"]),
]


class OwnFieldsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_index(self, *arguments, expect=0):
        done = subprocess.run([INDEX, "--db", "x.db", *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=120,
                              env=environment_of({}))
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def found(self, *arguments, expect=0):
        code, out, error = search("--db", "x.db", *arguments, cwd=self.folder)
        self.assertEqual(code, expect, error)
        return out if expect == 0 else error

    def titles(self, *arguments):
        return [json.loads(line)["title"] for line in self.found("--format", "jsonl", *arguments).splitlines()]

    def games(self):
        self.write("newsrank.yaml", DECLARED)
        for number, text in enumerate(GAMES):
            self.write(f"s/{number}.md", f"---\n{text}---\nAbout a game.\n")

    def test_the_author_of_every_form(self):
        for number, (name, text, authors) in enumerate(FORMS):
            with self.subTest(text=text):
                self.write(f"{number}/{name}", text)
                report = json.loads(self.run_index("--rebuild", "--json", number).stdout)
                self.assertEqual([key for key in report["unused_keys"] if key.startswith("author")], [])
                (line,) = self.found("--format", "jsonl", "--fields", "title,author", "*").splitlines()
                self.assertEqual(json.loads(line)["fields"]["author"], authors)

    def test_the_author_is_searched_counted_and_shown(self):
        self.write("s/a.md", "---\ntitle: One\nauthor: Jane Doe\n---\nText.\n")
        self.write("s/b.md", "---\ntitle: Two\nauthors: [Jane Doe, John Roe]\n---\nText.\n")
        self.write("s/c.md", "---\ntitle: Three\n---\nText by Jane Doe.\n")
        self.run_index("s")
        self.assertEqual(sorted(self.titles('author:"Jane Doe"')), ["One", "Two"])
        self.assertEqual(sorted(self.titles('text -author:"John Roe"')), ["One", "Three"])
        facet = self.found("--facet", "author", "-n", "0", "--format", "csv", "*")
        self.assertIn("Jane Doe", facet)
        self.assertIn("author                  -> author", self.run_index("--explain-file", "s/a.md", "s").stdout)
        response = json.loads(self.found("--format", "json", 'author:"Jane Doe" one'))
        self.assertEqual(response["hits"][0]["fields"], {"author": ["Jane Doe"]})

    def test_a_configuration_declares_fields(self):
        self.games()
        done = self.run_index("s")
        self.assertIn('the key "price" must be a number, not "free": left out, in s/2.md:3:8', done.stderr)
        self.assertEqual(self.titles("price:2..3"), ["Storm"])
        self.assertEqual(self.titles("game", "--sort", "price"), ["Calm", "Storm", "Breeze"])
        self.assertEqual(self.titles("game", "--sort", "price:asc"), ["Storm", "Calm", "Breeze"])
        self.assertEqual(self.titles("game", "--sort", "released"), ["Storm", "Calm", "Breeze"])
        self.assertIn("orders are relevance, date, quality, heat, price, released", self.found("game", "--sort", "genre", expect=2))
        self.assertEqual(self.titles("released:2024"), ["Storm"])
        self.assertEqual(self.titles("genre:co-op"), ["Storm"])
        self.assertEqual(self.titles("blurb:masterpiece"), ["Storm"])
        self.assertEqual(self.titles("masterpiece"), ["Storm"])
        self.assertEqual(self.titles("sold:true"), ["Storm"])
        self.assertEqual(self.titles("secret:xyz"), ["Storm"])
        self.assertEqual(self.found("--fields", "title,price,genre,secret", "--format", "csv", "storm").splitlines()[1],
                         "Storm,2.5,Strategy; Co-op,")
        self.assertIn("Puzzle", self.found("--facet", "genre", "-n", "0", "--format", "csv", "*"))
        self.assertIn("did you mean genre", search("--db", "x.db", "genra:puzzle", cwd=self.folder)[2])

    def test_a_declaration_that_changed_asks_for_a_rebuild(self):
        self.games()
        self.run_index("s")
        for config in ("fields:\n  price: {kind: keyword}\n", "fields:\n  weight: {kind: number}\n", ""):
            self.write("other.yaml", config)
            error = self.run_index("--config", "other.yaml", "s", expect=4).stderr
            self.assertIn("made with other fields", error)
            self.assertIn("--rebuild", error)
        self.write("other.yaml", DECLARED.replace("[price, cost]", "[price]"))  # keys may change
        self.run_index("--config", "other.yaml", "s")
        self.assertEqual(self.titles("price:1.."), ["Calm"])
        self.write("other.yaml", "fields:\n  price: {kind: keyword}\n")
        self.run_index("--config", "other.yaml", "--rebuild", "s")
        self.assertEqual(self.titles("price:free"), ["Breeze"])

    def test_the_quality_is_made_from_a_number(self):
        for number, stars in enumerate((1, 4, 5, 9, -2)):
            self.write(f"s/{number}.md", f"---\ntitle: T{number}\nstars: {stars}\n---\nText.\n")
        self.write("s/none.md", "---\ntitle: None\nquality: 50\n---\nText.\n")
        own = "  stars: {kind: number, sortable: true}\n"
        table = [("  quality: {from: stars}\n", [9.0, 5.0, 4.0, 1.0, None, None]),
                 ("  quality: {from: stars}\n" + own, [9.0, 5.0, 4.0, 1.0, None, None]),
                 ("  quality: {from: stars, range: [1, 5]}\n", [100.0, 100.0, 75.0, 0.0, 0.0, None]),
                 (own + "  quality: {range: [5, 1], from: stars}\n", [100.0, 100.0, 25.0, 0.0, 0.0, None]),
                 ("  quality: {range: [0, 200]}\n", [25.0] + 5 * [None])]
        for config, qualities in table:
            with self.subTest(config):
                self.write("newsrank.yaml", "fields:\n" + config)
                self.run_index("--rebuild", "s")
                lines = self.found("--format", "jsonl", "--sort", "quality", "text").splitlines()
                self.assertEqual([json.loads(line)["quality"] for line in lines], qualities)
        self.write("newsrank.yaml", "fields:\n" + own + "  quality: {from: stars}\n")
        self.run_index("--rebuild", "s")
        self.assertEqual(self.titles("stars:4..5", "--sort", "stars"), ["T2", "T1"])
        self.write("newsrank.yaml", "fields:\n" + own + "  quality: {from: stars, range: [0, 5]}\n")
        self.run_index("s")  # no --rebuild: the files are read again
        self.assertEqual(json.loads(self.found("--format", "jsonl", "stars:4"))["quality"], 80.0)
        for wrong in ("{from: [a, b]}", "{range: [1, 1]}", "{range: [1, x]}", "{scale: 5}", "{from: author}"):
            self.write("newsrank.yaml", f"fields:\n  quality: {wrong}\n")
            self.run_index("s", expect=2)

    def test_the_author_is_declared_otherwise(self):
        self.write("newsrank.yaml", "fields:\n  author: {kind: text, weight: 2, from: [writer, author]}\n")
        self.write("s/a.md", "---\ntitle: One\nwriter: Jane Doe\nauthor: Desk\n---\nText.\n")
        self.run_index("s")
        self.assertEqual(self.titles("author:jane"), ["One"])
        self.write("newsrank.yaml", "fields:\n  author: {from: author}\n")
        self.run_index("--rebuild", "s")
        self.assertEqual(self.titles("author:desk"), ["One"])


if __name__ == "__main__":
    unittest.main()
