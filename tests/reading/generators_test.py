#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ordinary sites of known generators, and folders of notes: the addresses of their pages, and what is left out with a word.

Environment: NEWSRANK_INDEX, NEWSRANK_SEARCH.
"""
import json
import pathlib
import subprocess
import tempfile
import unittest

from programs import INDEX, environment_of, search


def page(title, *keys, text="Text."):
    return "\n".join(["---", f"title: {title}", *keys, "---", text, ""])


HUGO = {
    "config/_default/hugo.toml": 'baseURL = "https://h.example/"\ndefaultContentLanguage = "en"\n[permalinks]\nnews = "/:year/:day/:slug/"\n',
    "config/_default/languages.toml": "[en]\nweight = 1\n[de]\nweight = 2\n",
    "config/_default/params.toml": 'title = "no article"\n',
    "content/_index.md": page("Home"),
    "content/about.md": '{"title": "About"}\nWe are.\n',
    "content/posts/first.md": '+++\ntitle = "First"\ndate = 2024-03-05T07:30:00+01:00\naliases = ["/old/"]\n[params]\nx = 1\n+++\nIntro.\n',
    "content/posts/first.de.md": page("Erster"),
    "content/posts/bundle/index.md": page("Bundle"),
    "content/posts/bundle/index.de.md": page("Bündel"),
    "content/posts/bundle/part.md": "A part.\n",
    "content/posts/My Post.md": page("Mine", "draft: true"),
    "content/news/late.md": page("Late News", "date: 2024-03-05T23:30:00-05:00"),
    "layouts/index.html": "<html>{{ .Title }}</html>\n", "archetypes/default.md": '---\ntitle: "{{ .Name }}"\n---\n',
    "data/people.yaml": "- name: X\n", "README.md": "# Not a page\n", "package.json": '{"name": "x"}\n',
}
JEKYLL = {
    "_config.yml": "url: https://j.example\nbaseurl: /b\npermalink: pretty\nexclude: [old]\ncollections:\n  recipes:\n    output: true\n"
                   "    permalink: /food/:name/\n  staff: {output: false}\n",
    "_posts/2024-03-05-Big-News.md": "---\ntags: apple pear\ncategories: fruit trees\ntitle: Big\n---\nText.\n",
    "garden/_posts/2022-05-06-shed.md": page("Shed", "permalink: /g/:title"),
    "_drafts/idea.md": page("Idea"), "_recipes/soup.md": page("Soup"), "_staff/ann.md": page("Ann"),
    "about.md": page("About", "permalink: /about/"), "empty.md": "---\n---\n# Empty head\n",
    "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
    "_layouts/post.html": "<article>{{ content }}</article>\n", "_data/x.yml": "- a: 1\n", "old/a.md": page("Old"),
    "feed.xml": "---\n---\n<x/>\n",
}
NOTES = {
    ".obsidian/app.json": "{}\n", "Daily/2024-03-05.md": "#tag and #other\n\nSee [[A Note|the note]], [[B#Part]] and ![[picture.png]].\n",
    "A Note.md": "---\naliases: [A]\ntags: project/sub, idea\n---\n# The heading\nText.\n", "package.json": '{"name": "x", "description": "D"}\n',
    "feed.xml": '<?xml version="1.0"?>\n<!-- a feed -->\n<rss version="2.0"><channel><item><title>Item</title><link>https://f.example/1</link></item></channel></rss>\n',
    "sitemap.xml": "<urlset/>\n", "on-feeds.md": "# Feeds\n\nThey begin with `<rss>`.\n", "authors.yml": "ann:\n  name: Ann\n",
}
DOCS = {
    "docs/intro.md": "---\nsidebar_position: 1\n---\n# Intro\n\nimport Tabs from '@theme/Tabs';\n\n:::tip\n\nA tip.\n\n:::\n",
    "blog/2021-08-26-welcome/index.md": "---\nslug: welcome\nauthors: [a]\n---\nHello.\n",
    "mkdocs.yml": "site_name: My docs\nnav:\n  - Home: index.md\n",
    "guide.md": '# Guide\n\n!!! note "Careful"\n    Watch out.\n',
}


class GeneratorsTest(unittest.TestCase):
    def index(self, files, *options, code=0):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name).resolve()
        for name, text in files.items():
            path = self.folder / "s" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([INDEX, "--db", "x.db", "--json", *options, "s"], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              env=environment_of({}))
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.report = json.loads(done.stdout)
        return self.found("*")

    def found(self, query):
        _, out, _ = search("--db", "x.db", "--format", "jsonl", "-n", "100", "--no-correct", query, cwd=self.folder)
        return {article["id"]: article for article in map(json.loads, out.splitlines())}

    def remarks(self):
        return [remark["reason"] for remark in self.report["remarks"]]

    def test_hugo(self):
        found = self.index(HUGO)
        self.assertEqual(set(found), {"https://h.example" + path for path in (
            "/", "/about/", "/posts/first/", "/de/posts/first/", "/posts/bundle/", "/de/posts/bundle/", "/posts/my-post/",
            "/2024/05/late-news/")})
        self.assertEqual(found["https://h.example/de/posts/bundle/"]["language"], "de")
        self.assertEqual(found["https://h.example/posts/first/"]["language"], "en")
        self.assertIs(found["https://h.example/posts/my-post/"]["published"], False)
        self.assertIn("the site's generator makes no pages of them, so they are left out: README.md, archetypes/, data/, layouts/, package.json",
                      self.remarks())
        self.assertIn("left out: a resource of its page bundle, which has no page of its own", self.remarks())

    def test_parts_of_a_site_are_read_if_they_are_named(self):
        self.index(HUGO)
        done = subprocess.run([INDEX, "--db", "y.db", "--json", "s/data", "s/README.md", "s/content/posts"], cwd=self.folder,
                              capture_output=True, text=True, timeout=60, env=environment_of({}))
        report = json.loads(done.stdout)
        self.assertEqual(report["files"]["seen"], 7)
        self.assertIn("the front matter is not a mapping", report["problems"][0]["reason"])

    def test_jekyll(self):
        found = self.index(JEKYLL)
        self.assertEqual(set(found), {"https://j.example/b/fruit/trees/2024/03/05/Big-News/", "https://j.example/b/g/shed",
                                      "https://j.example/b/food/soup/", "https://j.example/b/about/", "https://j.example/b/empty/",
                                      "_staff/ann.md", "_drafts/idea.md"})
        self.assertEqual(found["https://j.example/b/fruit/trees/2024/03/05/Big-News/"]["topics"], ["apple", "pear", "fruit", "trees"])
        self.assertIs(found["_drafts/idea.md"]["published"], False)
        self.assertIn("the site's generator makes no pages of them, so they are left out: _data/, _layouts/, old/", self.remarks())
        self.assertIn("left out: no title, no address and no text, so it is no article", self.remarks())
        self.assertIn("left out: XML that is no feed", self.remarks())

    def test_a_jekyll_site_without_an_address(self):
        found = self.index({**JEKYLL, "_config.yml": 'url: ""\n'})
        self.assertIn("_posts/2024-03-05-Big-News.md", found)
        self.assertEqual(found["_posts/2024-03-05-Big-News.md"]["topics"], ["apple", "pear", "fruit", "trees"])

    def test_defaults_of_jekyll(self):
        defaults = """defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, author: Desk, permalink: "/p/:title/", tags: [all, posts]}
  - scope: {path: garden/}
    values: {author: Gardener, published: false}
  - scope: {path: ""}
    values: {lang: en, author: Nobody, title: Untitled}
  - scope: {path: "*/_posts/*", type: posts}
    values: {excerpt: By a pattern}
  - scope: {path: _recipes, type: recipes}
    values: {category: food}
  - {values: broken}
"""
        found = self.index({**JEKYLL, "_config.yml": JEKYLL["_config.yml"] + defaults, "note.md": page("Note", "author: Ann", "lang: de")})
        big = found["https://j.example/b/p/Big-News/"]
        self.assertEqual((big["topics"], big["language"], big["title"], big["excerpt"]), (["apple", "pear", "fruit", "trees"], "en", "Big", "Text."))
        shed = found["https://j.example/b/g/shed"]
        self.assertEqual((shed["topics"], shed["published"], shed["excerpt"]), (["all", "posts"], False, "By a pattern"))
        self.assertEqual(found["https://j.example/b/food/soup/"]["category"], "food")
        self.assertEqual(found["https://j.example/b/note/"]["language"], "de")
        for author, identities in (("Desk", {"https://j.example/b/p/Big-News/"}), ("Gardener", {"https://j.example/b/g/shed"}),
                                   ("Ann", {"https://j.example/b/note/"})):
            self.assertEqual(set(self.found(f'author:"{author}"')), identities)
        self.assertEqual(self.report["unused_keys"], {"layout": 1})
        # When they change, the pages are read again.
        (self.folder / "s/_config.yml").write_text(JEKYLL["_config.yml"] + defaults.replace("Gardener", "Botanist"))
        done = subprocess.run([INDEX, "--db", "x.db", "s"], cwd=self.folder, capture_output=True, text=True, timeout=60, env=environment_of({}))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(self.found("author:botanist")), {"https://j.example/b/g/shed"})

    def test_notes(self):
        found = self.index(NOTES)
        self.assertEqual({identity: article["title"] for identity, article in found.items()},
                         {"Daily/2024-03-05.md": "2024-03-05", "A Note.md": "The heading", "on-feeds.md": "Feeds", "https://f.example/1": "Item"})
        self.assertEqual(found["Daily/2024-03-05.md"]["published_at"], "2024-03-05T00:00:00Z")
        self.assertEqual(found["Daily/2024-03-05.md"]["excerpt"], "#tag and #other")
        self.assertEqual(set(self.found('"see the note B Part"')), {"Daily/2024-03-05.md"})
        self.assertEqual(found["A Note.md"]["topics"], ["project/sub", "idea"])

    def test_documentation(self):
        found = self.index(DOCS)
        self.assertEqual({identity: article["title"] for identity, article in found.items()},
                         {"docs/intro.md": "Intro", "blog/2021-08-26-welcome/index.md": "welcome", "guide.md": "Guide"})
        self.assertEqual(found["blog/2021-08-26-welcome/index.md"]["published_at"], "2021-08-26T00:00:00Z")
        self.assertEqual(self.found("import"), {})

    def test_strict_takes_nothing_for_data(self):
        self.index(DOCS, "--strict", code=5)
        self.assertTrue(any(problem["reason"].startswith("no title") for problem in self.report["problems"]))


if __name__ == "__main__":
    unittest.main()
