#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes each of data/sites by one command and checks every member of every article.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH, NEWSRANK_SOURCE_DIR.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from programs import INDEX, environment_of, search

SITES = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"]) / "data" / "sites"
NOTHING = {"topics": [], "provider": {"name": "", "domain": ""}, "category": "", "type": "", "language": "", "quality": None,
           "heat": None, "published": None, "removed": False, "published_at": None}

# By site: its articles by identity. A url that is not given is the identity.
EXPECTED = {
    "hugo": {
        "https://harbour.example/2024/03/a-tide-clock-for-the-old-pier/": {
            "title": "A tide clock for the old pier", "excerpt": "A retired watchmaker builds a clock that shows high water.",
            "topics": ["tides", "clocks", "harbour"], "published_at": "2024-03-05T07:30:00Z", "published": True, "language": "en"},
        "https://harbour.example/2024/04/dredger-returns/": {
            "title": "The dredger comes back", "excerpt": "Mud is the harbour's oldest guest.", "published": False,
            "published_at": "2024-04-11T00:00:00Z", "language": "en"}},
    "jekyll": {
        "https://orchard.example/letters/2024/03/05/grafting-in-spring/": {
            "title": "Grafting in spring", "excerpt": "Cut the scion before the buds swell.",
            "topics": ["apples", "pears", "orchard"], "published_at": "2024-03-05T00:00:00Z", "language": "de"}},
    "zola": {
        "https://lantern.example/blog/night-bus/": {
            "title": "The night bus learns to wait", "excerpt": "Drivers hold the last bus for the late train.",
            "topics": ["buses", "timetables"], "published_at": "2023-11-02T00:00:00Z", "language": "en"}},
    "eleventy": {
        "https://shelf.example/seeds/": {
            "title": "A library lends seeds", "excerpt": "Borrow in spring, return in autumn.", "topics": ["libraries", "gardens"],
            "published_at": "2022-09-01T00:00:00Z"}},
    "astro": {
        "src/content/blog/glass-roof.mdx": {
            "url": "file://{folder}/src/content/blog/glass-roof.mdx", "title": "The glass roof is open again",
            "excerpt": "Nine years of scaffolding end on a sunny morning.", "published_at": "2022-07-08T00:00:00Z"}},
    "plain": {
        "notes/on-bread.md": {"url": "file://{folder}/notes/on-bread.md", "title": "On bread",
                              "excerpt": "Flour, water, salt, and a night of patience."},
        "README.md": {"url": "file://{folder}/README.md", "title": "Kitchen notes", "excerpt": "What we cook, and how."}},
    "feed": {
        "https://signal.example/gate": {
            "url": "https://signal.example/gate?utm_source=rss", "title": "Level crossing gets a second gate",
            "excerpt": "Cyclists no longer wait with the lorries.", "topics": ["railways"],
            "provider": {"name": "Signal Box", "domain": ""}, "published_at": "2024-03-05T07:30:00Z"},
        "https://signal.example/sleepers": {
            "title": "Timber sleepers last longer than planned", "excerpt": "", "provider": {"name": "Signal Box", "domain": ""},
            "published_at": "2024-03-06T09:00:00Z"}},
    "records": {
        "https://pass.example/poles": {
            "title": "Snow poles along the pass", "excerpt": "Three thousand poles, set by hand.", "topics": ["snow", "roads"],
            "provider": {"name": "Pass Post", "domain": ""}, "category": "mountains", "language": "en", "quality": 61.0,
            "published_at": "2024-11-02T06:00:00Z"},
        "https://pass.example/bell": {
            "title": "The chapel bell is recast", "excerpt": "It rings a third lower now.", "topics": ["bells", "bronze"],
            "published_at": "2024-11-03T00:00:00Z"}},
}
OPTIONS = {"eleventy": ["--base-url", "https://shelf.example"]}
# A word of a body that is not in the excerpt, and the identity it finds.
BODIES = {"hugo": ("winding", "https://harbour.example/2024/03/a-tide-clock-for-the-old-pier/"),
          "zola": ("patience", "https://lantern.example/blog/night-bus/"), "astro": ("market", "src/content/blog/glass-roof.mdx")}
# Words of templates and code that must not be found.
ABSENT = {"hugo": "figure", "jekyll": "include", "eleventy": "remark", "astro": "components"}


class SitesTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name).resolve()

    def index(self, site, *options, source=None, stdin=None):
        command = [INDEX, "--db", str(self.folder / "newsrank.db"), "--json", *OPTIONS.get(site, []), *options,
                   str(source or self.folder / site)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment_of({}), stdin=stdin)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def found(self, query):
        code, out, error = search("--db", self.folder / "newsrank.db", "--format", "jsonl", "-n", "100", "--no-correct", query)
        self.assertEqual(code, 0, error)
        return {article["id"]: article for article in map(json.loads, out.splitlines())}

    def copy(self, site):
        shutil.copytree(SITES / site, self.folder / site)
        return self.folder / site

    def check(self, site, folder):
        articles = self.found("*")
        self.assertEqual(set(articles), set(EXPECTED[site]))
        for identity, expected in EXPECTED[site].items():
            url = expected.get("url", identity).format(folder=folder)
            for member, value in {**NOTHING, "id": identity, **expected, "url": url}.items():
                self.assertEqual(articles[identity][member], value, f"{site}: {member} of {identity}")

    def test_every_member_of_every_site(self):
        for site in EXPECTED:
            with self.subTest(site):
                shutil.rmtree(self.folder / "newsrank.db", ignore_errors=True)
                folder = self.copy(site)
                self.index(site)
                self.check(site, folder)
                if site in BODIES:
                    word, identity = BODIES[site]
                    self.assertEqual(set(self.found(word)), {identity})
                if site in ABSENT:
                    self.assertEqual(self.found(ABSENT[site]), {})

    def test_moving_a_folder_changes_no_identity(self):
        folder = self.copy("plain")
        self.index("plain")
        before = set(self.found("*"))
        folder.rename(self.folder / "moved")
        shutil.rmtree(self.folder / "newsrank.db")
        self.index("plain", source=self.folder / "moved")
        self.assertEqual(set(self.found("*")), before)

    def test_feeds_are_read_from_standard_input_and_keep_what_they_said(self):
        feed = (SITES / "feed" / "feed.rss").read_text(encoding="utf-8")
        first, second = feed.split("    <item>")[0] + "    <item>" + feed.split("    <item>")[1], feed
        tail = "  </channel>\n</rss>\n"
        for text, count in ((second, 2), (first + tail, 2)):
            path = self.folder / "input"
            path.write_text(text, encoding="utf-8")
            with path.open("rb") as stdin:
                self.index("feed", source="-", stdin=stdin)
            self.assertEqual(len(self.found("*")), count)


if __name__ == "__main__":
    unittest.main()
