#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""newsrank-serve over real sockets: answers, refusals, feeds, pages, and a writer beside it.

Environment: as serving.py and programs.py.
"""
import csv
import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.request
import xml.etree.ElementTree

import jsonschema

from newsrank_page import Outline
from programs import SampleCase, index
from serving import SERVE, Server

ROOT = pathlib.Path(os.environ["NEWSRANK_SOURCE_DIR"])
ATOM = "{http://www.w3.org/2005/Atom}"

HOSTILE = """---
title: "<script>alert(1)</script> \\"quotes\\" & <b>bold</b> zebrafish"
excerpt: "</p><img src=x onerror=alert(2)> zebrafish \\u202e reversed"
webUrl: "https://evil.example/?q=\\"><script>alert(3)</script>"
topics: ["<i>topic</i>", "a&b"]
provider: {name: "\\"><svg onload=alert(4)>", domain: evil.example}
publishedDateTime: 2024-05-05T10:00:00Z
---
"""


class ServeCase(SampleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Server("--db", cls.database)
        cls.addClassCleanup(cls.server.stop)

    def page(self, target, status=200):
        got, headers, body = self.server.ask(target)
        self.assertEqual(got, status, target)
        self.assertEqual(headers["content-type"], "text/html; charset=utf-8")
        outline = Outline(body.decode())
        self.assertEqual(outline.errors, [], target)
        return outline


class ApiTest(ServeCase):
    def test_search_answers_as_the_command_does(self):
        status, answer = self.server.json("/api/v1/search?q=salt+battery&limit=3&facet=topic:3&explain=true&snippets=true&now=2025-08-01")
        self.assertEqual(status, 200)
        expected = json.loads(self.output("--format", "json", "--limit", 3, "--facet", "topic:3", "--explain", "--snippets", "--now", "2025-08-01", "salt battery"))
        for shard in expected["shards"]:
            shard["replica"] = ""
        self.assertEqual(answer, expected)

    def test_answers_fit_the_schema(self):
        schema = json.loads((ROOT / "searcher" / "response.schema.json").read_text())
        for query in ("search?q=battery+cloud&explain=true&snippets=true", "search?topic=AI&timeline=true", "facets?facet=provider&facet=date",
                      "similar?url=https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/", "search?q=titel:battery+batery"):
            status, answer = self.server.json("/api/v1/" + query)
            self.assertEqual(status, 200, answer)
            jsonschema.validate(answer, schema)

    def test_options_are_parameters(self):
        for parameters, options in (("sort=date&limit=4", ["--sort", "date", "--limit", 4]), ("all=true", ["--all"]), ("plain=true", ["--plain"]),
                                    ("page=2&limit=3", ["--page", 2, "--limit", 3]), ("provider=Orbit+Almanac", ["--provider", "Orbit Almanac"]),
                                    ("since=2024&until=2024-06", ["--since", "2024", "--until", "2024-06"]), ("min-quality=50", ["--min-quality", 50]),
                                    ("group=false", ["--no-group"]), ("quality-weight=0", ["--quality-weight", 0]), ("profile=prose", ["--profile", "prose"])):
            answer = self.server.json("/api/v1/search?q=moon+battery+ai&" + parameters)[1]
            expected = json.loads(self.output("--format", "json", *options, "moon battery ai"))
            self.assertEqual([hit["id"] for hit in answer["hits"]], [hit["id"] for hit in expected["hits"]], parameters)

    def test_bad_parameters_are_problems_that_name_them(self):
        for query, said in (("q=a&limti=3", "limti"), ("q=a&limit=x", "limit"), ("q=a&sort=size", "sort"), ("q=a&since=tomorrowish", "since"),
                            ("q=a&page=0", "page"), ("q=a&limit=20000", "limit"), ("q=a&facet=nothing:x", "facet"), ("q=a&facet=nothing", "nothing"),
                            ("q=%zz", "broken"), ("q=%ff", "broken"), ("q=a%00b", "broken"), ("", "q:"), ("q=a&profile=/etc/passwd", "profile"),
                            ("q=a&explain=maybe", "explain"), ("q=a&now=later", "now"), ("like=https://nowhere.example/", "nowhere")):
            status, headers, body = self.server.ask("/api/v1/search?" + query)
            problem = json.loads(body)
            self.assertEqual((status, headers["content-type"]), (400, "application/problem+json"), query)
            self.assertIn(said, problem["detail"] + problem.get("hint", ""), query)
            self.assertEqual((problem["status"], problem["title"]), (400, "Bad Request"))
        self.assertIn("did you mean limit?", self.server.json("/api/v1/search?q=a&limti=3")[1]["hint"])

    def test_complete_article_and_stats(self):
        completions = self.server.json("/api/v1/complete?q=salt+batt&limit=3")[1]
        self.assertIn("salt battery", completions["queries"])
        url = "https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/"
        article = self.server.json("/api/v1/article?url=" + url)[1]
        self.assertEqual((article["url"], article["quality"]), (url, 134.0))
        self.assertTrue(article["body"])
        self.assertEqual(self.server.json("/api/v1/article?url=https://nowhere.example/x")[0], 404)
        self.assertEqual(self.server.json("/api/v1/article?url=nonsense")[0], 404)
        stats = self.server.json("/api/v1/stats")[1]
        self.assertEqual(stats["articles"], int(self.server.first_line.split()[1]))
        self.assertRegex(stats["state"], "^[0-9a-f]{32}$")

    def test_the_openapi_document_is_what_the_handlers_take(self):
        document = self.server.json("/api/v1/openapi.json")[1]
        self.assertEqual(document["openapi"], "3.1.0")
        shared = document["components"]["parameters"]
        fitting = {"now": "2025-01-01", "half-life": "30d", "like": "https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/",
                   "url": "https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/", "facet": "topic:3", "since": "2020", "until": "2030",
                   "before": "2030", "min-quality": "1", "max-quality": "500", "published": "any", "removed": "any", "sort": "date"}
        for path, methods in document["paths"].items():
            parameters = [shared[each["$ref"].rsplit("/", 1)[1]] if "$ref" in each else each for each in methods["get"]["parameters"]]
            always = "".join(f"&{each['name']}={fitting[each['name']]}" for each in parameters if each.get("required"))
            always += "&facet=topic" if path == "/facets" else ""
            for each in parameters:
                schema = each["schema"].get("items", each["schema"])
                value = fitting.get(each["name"]) or {"boolean": "true", "integer": "1", "number": "1"}.get(schema["type"]) or schema.get("enum", ["a"])[0]
                query = "" if each["name"] in ("q", "page", "offset") else "&q=battery"
                query = query if path in ("/search", "/similar", "/facets") else ""
                query += "&q=battery" if each["name"] in ("page", "offset") else ""
                target = f"{document['servers'][0]['url']}{path}?{each['name']}={value}{query}{always if each['name'] + '=' not in always else ''}"
                self.assertEqual(self.server.ask(target)[0], 200, target)
            self.assertEqual(self.server.ask(f"{document['servers'][0]['url']}{path}?nonsense=1")[0], 400)
        # And the other way: what the handler takes is described.
        source = (ROOT / "searcher" / "server" / "serving" / "search_parameters.cpp").read_text()
        own = re.search(r"kOwn\{(.*?)\};", source, re.S)[1] + re.search(r"kSettings\{(.*?)\};", source, re.S)[1]
        self.assertEqual(set(re.findall(r'"([\w-]+)"', own)) - set(shared), set())

    def test_what_a_client_has_is_not_sent_again(self):
        _, headers, _ = self.server.ask("/api/v1/search?q=battery")
        again = {"If-None-Match": headers["etag"]}
        status, _, body = self.server.ask("/api/v1/search?q=battery", headers=again)
        self.assertEqual((status, body), (304, b""))
        self.assertEqual(self.server.ask("/api/v1/search?q=battery", headers={"If-None-Match": '"other"'})[0], 200)

    def test_texts_are_compressed_for_who_takes_it(self):
        _, headers, body = self.server.ask("/api/v1/search?q=battery", headers={"Accept-Encoding": "br, gzip"})
        self.assertEqual((headers["content-encoding"], body[:2]), ("gzip", b"\x1f\x8b"))
        self.assertNotIn("content-encoding", self.server.ask("/api/v1/search?q=battery", headers={"Accept-Encoding": "br"})[1])


class HttpTest(ServeCase):
    def test_health_readiness_and_metrics(self):
        self.assertEqual(self.server.text("/healthz"), "ok\n")
        self.assertEqual(self.server.text("/readyz"), "ready\n")
        self.server.ask("/api/v1/search?q=battery")
        metrics = self.server.text("/metrics")
        self.assertRegex(metrics, r'newsrank_requests_total\{route="/api/v1/search",status="200"\} \d+')
        self.assertRegex(metrics, r'newsrank_request_seconds_bucket\{route="/api/v1/search",le="\+Inf"\} \d+')
        for line in metrics.splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) \w+ .*|\w+(\{(\w+="[^"]*",?)+\})? [0-9.e+-]+)$')

    def test_every_reply_has_the_security_headers(self):
        for target in ("/", "/api/v1/search?q=a", "/nope", "/style.css", "/api/v1/nope"):
            headers = self.server.ask(target)[1]
            self.assertIn("default-src 'none'", headers["content-security-policy"])
            self.assertNotIn("unsafe", headers["content-security-policy"])
            self.assertEqual(headers["x-content-type-options"], "nosniff")

    def test_methods(self):
        status, headers, body = self.server.ask("/api/v1/search?q=battery", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(headers["content-length"]), 1000)
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            status, headers, body = self.server.ask("/api/v1/search?q=battery", method=method, body=b"GET / HTTP/1.1\r\n\r\n")
            self.assertEqual((status, headers["allow"], json.loads(body)["code"]), (405, "GET, HEAD, OPTIONS", "method_not_allowed"))
        self.assertEqual(self.server.ask("/api/v1/search", method="OPTIONS")[0], 204)

    def test_a_body_is_not_taken_for_a_request(self):
        smuggled = b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
        for head in (b"POST / HTTP/1.1\r\n", b"GET /healthz HTTP/1.1\r\n"):
            answer = self.server.raw(head + b"Host: a\r\nContent-Length: %d\r\n\r\n" % len(smuggled) + smuggled)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1)
            self.assertNotIn(b"newsrank_requests_total", answer)

    def test_pipelined_requests_are_answered_in_order(self):
        one = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
        last = b"GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        answer = self.server.raw(one * 5 + last)
        self.assertEqual((answer.count(b"HTTP/1.1 200"), answer.count(b"ok\n")), (6, 5))
        self.assertTrue(answer.endswith(b"ready\n"))

    def test_huge_and_broken_requests_are_refused(self):
        self.assertIn(b" 431 ", self.server.raw(b"GET / HTTP/1.1\r\n" + b"X-Filler: " + b"a" * 7000 + b"\r\nY: " + b"b" * 7000 + b"\r\nZ: " + b"c" * 7000 + b"\r\n\r\n"))
        self.assertIn(b" 431 ", self.server.raw(b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 10_000 + b"\r\n"))
        self.assertIn(b" 414 ", self.server.raw(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"))
        for broken in (b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"\r\n\r\n\r\n"):
            self.assertNotIn(b" 200 ", self.server.raw(broken, b""))
        self.assertEqual(self.server.text("/healthz"), "ok\n")

    def test_ranges_are_ignored(self):
        status, _, body = self.server.ask("/style.css", headers={"Range": "bytes=0-1,0-1,0-1"})
        self.assertEqual((status, body), (200, self.server.ask("/style.css")[2]))

    def test_paths_that_lead_nowhere(self):
        for target in ("/../etc/passwd", "/%2e%2e/etc/passwd", "/style.css/", "/search/", "//search", "/charts/none.csv", "/charts/..%2f.csv"):
            self.assertEqual(self.server.ask(target)[0], 404, target)
        self.assertEqual(self.server.ask("/%zz")[0], 400)

    def test_a_slow_client_is_cut_off(self):
        began = time.monotonic()
        answer = self.server.raw(b"GET / HTTP/1.1\r\nX-Slow: ", timeout=30)
        self.assertIn(b" 408 ", answer)
        self.assertLess(time.monotonic() - began, 20)


class PageTest(ServeCase):
    def test_pages_are_well_formed_and_name_their_parts(self):
        for target in ("/", "/search?q=salt+battery&explain=true", "/search?topic=AI&topic=Space", "/charts", "/charts?q=battery", "/help",
                       "/search?q=zzzzqqq", "/search?q=titel%3Abattery", "/search?like=https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/"):
            page = self.page(target)
            self.assertEqual(page.all("html"), [{"lang": "en"}])
            self.assertEqual(len(page.all("main")), 1)
            self.assertEqual(len(page.all("h1")), 1)
            names = [each.get("id") for _, each in page.elements if each.get("id")]
            self.assertEqual(len(names), len(set(names)), "ids are unique")
            labelled = {each.get("for") for each in page.all("label")}
            for field in page.all("input"):
                self.assertTrue(field.get("type") == "hidden" or field.get("id") in labelled or field.get("aria-label"), field)
            for name, attributes in page.elements:
                self.assertFalse([each for each in attributes if each.startswith("on") or each == "style"], (name, attributes))
            self.assertEqual([each.get("src") for each in page.all("script")], ["/page.js"])

    def test_results_link_to_articles_and_narrow(self):
        page = self.page("/search?q=salt+battery")
        links = [each.get("href") for each in page.all("a")]
        self.assertIn("https://kilowattdispatch.example/2023/tidewater-grid-salt-battery/", links)
        self.assertIn("/search?q=salt%20battery&topic=Energy%20Storage", links)
        self.assertIn("/search?q=salt%20battery&sort=date", links)
        self.assertTrue(page.all("mark"))
        chosen = self.page("/search?q=salt+battery&topic=Energy+Storage")
        current = [each["href"] for each in chosen.all("a") if each.get("aria-current") == "true" and "topic" not in each["href"]]
        self.assertIn("/search?q=salt%20battery", current)

    def test_a_printed_page_says_what_was_searched_for(self):
        page = self.server.text("/search?q=salt+battery&topic=Energy+Storage&since=2023")
        self.assertIn('<h2 class="hidden printed">Results for salt battery; topic Energy Storage; since 2023</h2>', page)

    def test_every_link_of_a_page_leads_somewhere(self):
        links = {each.get("href") for each in self.page("/search?q=salt+battery").all("a")}
        for link in sorted(each for each in links if each and each.startswith("/")):
            self.assertEqual(self.server.ask(link.split("#")[0])[0], 200, link)

    def test_pages_of_results(self):
        first = self.page("/search?q=*&limit=10")
        following = next(each["href"] for each in first.all("a") if each.get("rel") == "next")
        ids = lambda page: [each["id"] for each in page.all("article")]
        self.assertEqual(ids(first), [f"hit-{n}" for n in range(1, 11)])
        self.assertEqual(ids(self.page(following)), [f"hit-{n}" for n in range(11, 21)])

    def test_a_mistake_is_shown_with_its_place(self):
        page = "".join(self.page("/search?q=titel%3Abattery").words)
        self.assertIn("titel", page)
        self.assertIn("did you mean title?", page)
        for target in ("/search?q=battery&since=whenever", "/charts?q=battery&facet=nonsense", "/charts?q=(&facet=topic:x", "/search?like=nowhere"):
            self.page(target, status=400)
        self.page("/nope", status=404)

    def test_charts_are_tables_and_files_too(self):
        page = self.page("/charts?q=battery")
        self.assertEqual(len(page.all("figure")), len([each for each in page.all("table")]))
        csv = self.server.text("/charts/by-provider.csv?q=battery")
        self.assertRegex(csv, r"^month,.*Kilowatt Dispatch")
        for name in ("by-provider", "topics", "providers", "quality", "over-time"):
            status, headers, body = self.server.ask(f"/charts/{name}.svg?q=battery")
            self.assertEqual((status, headers["content-type"]), (200, "image/svg+xml"))
            self.assertEqual(xml.etree.ElementTree.fromstring(body).tag, "{http://www.w3.org/2000/svg}svg")

    def test_the_timeline_is_stacked_by_a_facet(self):
        page = self.page("/search?q=*&by=provider")
        current = [each["href"] for each in page.all("a") if each.get("aria-current") == "true" and "by=" in each["href"] and "sort=" not in each["href"]]
        self.assertEqual(current, ["/search?q=%2A&by=provider"])
        # The bars lead to their time, and the stack stays.
        self.assertTrue([each for each in page.all("a") if "since=" in each.get("href", "") and "by=provider" in each["href"]])
        alone = list(csv.reader(self.server.text("/charts/over-time.csv?q=*").splitlines()))
        for by, head in (("provider", "others"), ("topic", None), ("lang", "others")):
            rows = list(csv.reader(self.server.text(f"/charts/over-time.csv?q=*&by={by}").splitlines()))
            self.assertEqual([row[0] for row in rows], [row[0] for row in alone])
            self.assertGreater(len(rows[0]), 1 if by == "lang" else 4)  # no article of the sample states its language
            if head:
                self.assertEqual(rows[0][-1], head)
                self.assertEqual([sum(map(int, row[1:])) for row in rows[1:]], [int(row[1]) for row in alone[1:]])
        svg = xml.etree.ElementTree.fromstring(self.server.ask("/charts/over-time.svg?q=*&by=topic")[2])
        self.assertTrue([each for each in svg.iter() if each.get("class") == "series-4"])
        self.page("/search?q=*&by=colour", status=400)
        self.assertEqual(self.server.ask("/charts/over-time.csv?q=*&by=colour")[0], 400)

    def test_other_views_of_a_page_leave_out_what_is_of_pages_alone(self):
        links = {each.get("href") for each in self.page("/search?q=salt&by=topic&more=topic").all("a")}
        self.assertIn("/api/v1/search?q=salt", links)
        for link in sorted(each for each in links if each and each.startswith("/")):
            self.assertEqual(self.server.ask(link.split("#")[0])[0], 200, link)

    def test_what_a_page_loads_is_small(self):
        sizes = [len(self.server.ask(target, headers={"Accept-Encoding": "gzip"})[2]) for target in ("/search?q=battery", "/style.css", "/page.js", "/icon.svg")]
        self.assertLess(sum(sizes), 100_000)


class FeedTest(ServeCase):
    def test_atom(self):
        status, headers, body = self.server.ask("/feed.atom?q=battery")
        feed = xml.etree.ElementTree.fromstring(body)
        dates = [each.text for each in feed.iter(ATOM + "updated")]
        self.assertEqual((status, dates), (200, sorted(dates, reverse=True)))
        ids = [each.find(ATOM + "id").text for each in feed.iter(ATOM + "entry")]
        self.assertEqual(ids, [hit["id"] for hit in self.server.json("/api/v1/search?q=battery&sort=date&limit=30")[1]["hits"]])
        for name in ("id", "title", "updated"):
            self.assertTrue(feed.find(ATOM + name).text)
        self.assertIn("last-modified", headers)
        self.assertEqual(self.server.ask("/feed.atom?q=battery", headers={"If-None-Match": headers["etag"]})[0], 304)

    def test_rss_and_json_feed(self):
        channel = xml.etree.ElementTree.fromstring(self.server.text("/feed.rss?topic=AI")).find("channel")
        self.assertEqual(len(channel.findall("item")), len({each.find("guid").text for each in channel.findall("item")}))
        feed = self.server.json("/feed.json?q=battery")[1]
        self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
        self.assertTrue(all({"id", "url", "title", "content_text"} <= set(item) for item in feed["items"]))

    def test_addresses_are_those_the_client_used(self):
        text = self.server.text("/feed.atom?q=battery", headers={"Host": "news.example", "X-Forwarded-Proto": "https"})
        self.assertIn('href="https://news.example/search?q=battery"', text)
        self.assertNotIn("evil", self.server.text("/feed.atom?q=battery", headers={"Host": 'evil.example"><x'}))

    def test_browsers_can_add_the_search(self):
        description = xml.etree.ElementTree.fromstring(self.server.text("/opensearch.xml"))
        templates = [each.get("template") for each in description if each.tag.endswith("Url")]
        self.assertIn(f"http://127.0.0.1:{self.server.port}/search?q={{searchTerms}}", templates)


class HostileTest(unittest.TestCase):
    def test_what_an_article_holds_stays_text(self):
        with tempfile.TemporaryDirectory() as folder:
            article = pathlib.Path(folder, "a.md")
            article.write_text(HOSTILE)
            database = str(pathlib.Path(folder, "news.db"))
            self.assertEqual(index("--db", database, article), 0)
            with Server("--db", database) as server:
                for target in ("/", "/search?q=zebrafish&explain=true", "/charts?q=zebrafish", "/search?q=%3Cscript%3Ealert(5)%3C/script%3E",
                               "/search?topic=%22%3E%3Cscript%3E", "/search?since=%3Cb%3E"):
                    text = server.text(target)
                    page = Outline(text)
                    self.assertEqual(page.errors, [])
                    self.assertEqual([each.get("src") for each in page.all("script")], ["/page.js"])
                    self.assertEqual(page.all("img") + page.all("b") + page.all("i"), [])
                    self.assertNotIn("\u202e", text)
                for target in ("/feed.atom", "/feed.rss", "/opensearch.xml"):
                    root = xml.etree.ElementTree.fromstring(server.text(target))
                    self.assertFalse([each for each in root.iter() if each.tag.endswith("script")])


class RunningTest(SampleCase):
    def test_a_commit_is_seen_and_no_answer_is_mixed(self):
        articles = pathlib.Path(self.folder, "more")
        articles.mkdir()
        database = str(pathlib.Path(self.folder, "growing.db"))
        name = "---\ntitle: Quokka number {0}\nwebUrl: https://quokka.example/{0}\ntopics: [Quokka]\n---\n"
        (articles / "0.md").write_text(name.format(0))
        self.assertEqual(index("--db", database, articles), 0)
        with Server("--db", database, "--refresh", 0.05) as server:
            stop, wrong = threading.Event(), []

            def read():
                while not stop.is_set():
                    status, answer = server.json("/api/v1/search?q=quokka&limit=100&facet=topic")
                    if status == 503:
                        continue
                    counts = {answer["total"]["value"], len(answer["hits"]), answer["facets"][0]["values"][0]["count"]}
                    if len(counts) != 1:
                        wrong.append(answer)

            readers = [threading.Thread(target=read) for _ in range(8)]
            for each in readers:
                each.start()
            for number in range(1, 13):
                (articles / f"{number}.md").write_text(name.format(number))
                self.assertEqual(index("--db", database, articles), 0)
            deadline = time.monotonic() + 10
            # One searcher may have met the last commit before the service looked for it; once it is announced, all see it.
            while "newsrank_index_articles 13\n" not in server.text("/metrics") and time.monotonic() < deadline:
                time.sleep(0.05)
            stop.set()
            for each in readers:
                each.join()
            self.assertEqual(wrong, [])
            self.assertEqual(server.json("/api/v1/stats")[1]["articles"], 13)
            self.assertRegex(server.text("/metrics"), r"newsrank_refreshes_total [1-9]")

    def test_below_a_path(self):
        with Server("--db", self.database, "--base-path", "/news/") as server:
            for target in ("/news/", "/news/search?q=battery", "/news/api/v1/stats"):
                self.assertEqual(server.ask(target)[0], 200)
            status, headers, _ = server.ask("/news")
            self.assertEqual((status, headers["location"]), (308, "/news/"))
            self.assertEqual((server.ask("/search?q=battery")[0], server.ask("/newsx")[0]), (404, 404))
            page = Outline(server.text("/news/search?q=battery"))
            own = [each.get("href") for each in page.all("a") + page.all("link")] + [each.get("action") for each in page.all("form")]
            self.assertEqual([each for each in own if each and each.startswith("/") and not each.startswith("/news/")], [])
            self.assertEqual(server.json("/news/api/v1/openapi.json")[1]["servers"][0]["url"], "/news/api/v1")

    def test_a_token_protects_all_but_the_health(self):
        token = pathlib.Path(self.folder, "token")
        token.write_text("correct-horse-battery-staple\n")
        with Server("--db", self.database, "--token-file", token) as server:
            self.assertEqual((server.ask("/")[0], server.ask("/api/v1/stats")[0], server.ask("/healthz")[0]), (401, 401, 200))
            self.assertIn("Basic", server.ask("/")[1]["www-authenticate"])
            self.assertEqual(server.ask("/api/v1/stats", headers={"Authorization": "Bearer correct-horse-battery-staple"})[0], 200)
            self.assertEqual(server.ask("/", headers={"Authorization": "Basic YW55Ym9keTpjb3JyZWN0LWhvcnNlLWJhdHRlcnktc3RhcGxl"})[0], 200)
            self.assertEqual(server.ask("/", headers={"Authorization": "Bearer wrong"})[0], 401)

    def test_a_socket_of_systemd_is_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as listening:
            command = f'exec 3<&{listening.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" --no-config --db "$1"'
            process = subprocess.Popen(["bash", "-c", command, SERVE, self.database], pass_fds=[listening.fileno()], stdout=subprocess.PIPE)
            self.addCleanup(process.stdout.close)
            # A client that comes before the server does waits.
            with urllib.request.urlopen(f"http://127.0.0.1:{listening.getsockname()[1]}/healthz", timeout=30) as reply:
                self.assertEqual(reply.read(), b"ok\n")
            process.terminate()
            self.assertEqual(process.wait(timeout=30), 0)

    def test_it_ends_gracefully_and_logs(self):
        server = Server("--db", self.database, "--access-log", "json", "--cors", "https://pages.example")
        self.assertEqual(server.ask("/healthz?%22quoted%22")[1]["access-control-allow-origin"], "https://pages.example")
        self.assertEqual(server.stop(), 0)
        line = json.loads(server.output.splitlines()[1])
        self.assertEqual((line["method"], line["target"], line["status"]), ("GET", "/healthz?%22quoted%22", 200))

    def test_many_connections_at_a_time_are_turned_away(self):
        with Server("--db", self.database, "--connections", 2) as server:
            held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(80)]
            time.sleep(0.3)
            answers = []
            for each in held:
                each.settimeout(0.2)
                try:
                    answers.append(each.recv(4096))
                except (socket.timeout, ConnectionResetError):
                    pass
            for each in held:
                each.close()
            refused = [each for each in answers if b" 503 " in each]
            self.assertTrue(refused)
            self.assertIn(b"Retry-After: 1", refused[0])
            time.sleep(0.3)
            self.assertEqual(server.text("/healthz"), "ok\n")

    def test_wrong_use_says_what_is_wrong(self):
        for arguments, code, said in ((["--db", "/nowhere.db"], 4, "/nowhere.db"), (["--listen", "nowhere:x"], 2, "--listen"), (["--base-path", "a b"], 2, "--base-path"),
                                      (["--threads", "0"], 2, "--threads"), (["--access-log", "xml"], 2, "--access-log"), (["--token-file", "/nowhere"], 2, "/nowhere"),
                                      (["--prot", "1"], 2, "--prot")):
            done = subprocess.run([SERVE, "--no-config", "--db", self.database, *arguments] if "--db" not in arguments else [SERVE, "--no-config", *arguments],
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, said in done.stderr), (code, True), done.stderr)
        self.assertEqual(subprocess.run([SERVE, "--help"], capture_output=True, timeout=60).returncode, 0)


if __name__ == "__main__":
    unittest.main(verbosity=1)
