#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of newsrank-serve in Chromium.

Environment: as serving.py; NEWSRANK_SCREENSHOTS, where pictures are written.
"""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import urllib.parse

SKIPPED = 77
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
try:
    from selenium import webdriver
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    CHROMIUM = None
if not (CHROMIUM and DRIVER):
    print("skipped: the packages chromium, chromium-driver and python3-selenium are not installed")
    sys.exit(SKIPPED)

from programs import SampleCase, index
from serving import Server

PICTURES = pathlib.Path(os.environ["NEWSRANK_SCREENSHOTS"])
# Reading takes tags out of titles; what looks like the end of an attribute or of an address stays.
HOSTILE = """---
title: "3 < 5 & \\"zebrafish\\" onmouseover=\\"document.title='caught'\\" '>"
excerpt: "<svg onload=\\"document.title='caught'\\"> zebrafish &amp;lt;script&amp;gt;document.title='caught'&amp;lt;/script&amp;gt;"
webUrl: "https://evil.example/?a='\\"><script>document.title='caught'</script>"
topics: ["<u>Fish</u>", "\\" autofocus onfocus=\\"document.title='caught'"]
publishedDateTime: 2024-05-05T10:00:00Z
---
"""
# Contrast that is measured by hand where axe-core cannot be had.
UNREADABLE = """
const luminance = (text) => {
  const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (; element; element = element.parentElement) {
    const colour = getComputedStyle(element).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
return [...document.querySelectorAll("body *")].filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((each) => !each.closest("svg, .hidden, .skip") && each.getClientRects().length)
  .map((each) => {
    const [a, b] = [luminance(getComputedStyle(each).color), luminance(ground(each))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), each.outerHTML.slice(0, 90)];
  }).filter(([ratio]) => ratio < 4.5);
"""


def start_browser(*, scripts=True, dark=False, size=(1280, 900)):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = tempfile.mkdtemp()
    for each in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--window-size={size[0]},{size[1]}", f"--user-data-dir={profile}"):
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    browser = webdriver.Chrome(service=Service(DRIVER), options=options)
    if dark:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False})
    return browser, profile


def fetch_axe():
    """The source of axe-core from npm; None where that cannot be had."""
    folder = PICTURES.parent / "axe"
    script = folder / "package" / "axe.min.js"
    if not script.is_file() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(subprocess.SubprocessError, OSError, tarfile.TarError):
            done = subprocess.run(["npm", "pack", "--silent", "axe-core@4.10.2"], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
            with tarfile.open(folder / done.stdout.strip()) as archive:
                text = archive.extractfile("package/axe.min.js").read()
            script.parent.mkdir(exist_ok=True)
            script.write_bytes(text)
    return script.read_text(encoding="utf-8") if script.is_file() else None


class BrowserCase(SampleCase):
    look = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        article = cls.folder / "hostile.md"
        article.write_text(HOSTILE)
        assert index("--db", cls.database, os.environ["NEWSRANK_SAMPLE"], article) == 0
        cls.server = Server("--db", cls.database)
        cls.addClassCleanup(cls.server.stop)
        cls.browser, profile = start_browser(**cls.look)
        cls.addClassCleanup(shutil.rmtree, profile, ignore_errors=True)
        cls.addClassCleanup(cls.browser.quit)
        PICTURES.mkdir(parents=True, exist_ok=True)

    def open(self, target):
        self.browser.get(f"http://127.0.0.1:{self.server.port}{target}")

    def tearDown(self):
        errors = [each for each in self.browser.get_log("browser") if each["level"] == "SEVERE"]
        self.assertEqual(errors, [], "the console is silent")
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = urllib.parse.urlsplit(message["params"]["request"]["url"])
                self.assertTrue(url.scheme in ("data", "chrome", "about", "blob") or url.netloc == f"127.0.0.1:{self.server.port}", url)

    def wait(self, condition, what=""):
        return WebDriverWait(self.browser, 30, ignored_exceptions=[StaleElementReferenceException]).until(lambda _: condition(), what)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def titles(self):
        return self.browser.execute_script("return [...document.querySelectorAll('.hit h3')].map((each) => each.textContent)")

    def parameters(self):
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.browser.current_url).query)

    def focused(self):
        return self.browser.execute_script("return document.activeElement.textContent || document.activeElement.id")

    def picture(self, name):
        self.browser.save_screenshot(str(PICTURES / f"{name}.png"))


class ScriptTest(BrowserCase):
    def test_typing_finds(self):
        self.open("/")
        self.find("#q").send_keys("salt battery")
        self.wait(lambda: self.titles()[:1] == ["Tidewater Grid switches on the region’s largest salt battery"])
        self.assertEqual(self.parameters(), {"q": ["salt battery"]})
        self.assertIn("articles found", self.find("#announcement").get_attribute("textContent"))
        self.assertEqual(self.find("#q").get_attribute("value"), "salt battery")
        self.wait(lambda: self.all("#completions option"))

    def test_history_is_of_searches_not_of_letters(self):
        self.open("/search?q=moon")
        before = self.titles()
        box = self.find("#q")
        box.clear()
        for letter in "cloud":
            box.send_keys(letter)
        self.wait(lambda: self.parameters() == {"q": ["cloud"]} and self.titles() != before)
        self.browser.back()
        self.wait(lambda: self.titles() == before)
        self.assertEqual(self.find("#q").get_attribute("value"), "moon")

    def test_keys(self):
        self.open("/search?q=salt+battery")
        body = self.find("body")
        body.send_keys("/")
        self.assertEqual(self.focused(), "q")
        self.find("#q").send_keys(Keys.ESCAPE)
        self.find("body").send_keys(Keys.ARROW_DOWN)
        self.assertEqual(self.focused(), self.titles()[0])
        self.browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
        self.assertEqual(self.focused(), self.titles()[1])
        self.browser.switch_to.active_element.send_keys(Keys.ARROW_UP)
        self.browser.switch_to.active_element.send_keys(Keys.ARROW_UP)
        self.assertEqual(self.focused(), "q")
        self.find("#q").send_keys(Keys.ESCAPE)
        self.find("body").send_keys("?")
        self.assertTrue(self.find("dialog").is_displayed())
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertFalse(self.find("dialog").is_displayed())

    def test_facets_narrow_several_at_once(self):
        self.open("/search?q=battery")
        self.find('.facet[data-field="topic"] li:nth-child(1) a').click()
        self.wait(lambda: len(self.parameters().get("topic", [])) == 1)
        self.wait(lambda: self.all('.facet[data-field="topic"] a[aria-current]'))
        first = self.find('.facet[data-field="topic"] a[aria-current] .name').text
        self.wait(lambda: first in self.focused())
        self.find('.facet[data-field="topic"] li:nth-child(2) a').click()
        self.wait(lambda: len(self.parameters().get("topic", [])) == 2)
        self.wait(lambda: len(self.all('.facet[data-field="topic"] a[aria-current]')) == 2)
        self.find('.facet[data-field="topic"] a[aria-current]').click()
        self.wait(lambda: len(self.parameters().get("topic", [])) == 1)

    def test_the_timeline_is_dragged_over(self):
        self.open("/search?q=*")
        bars = self.all("#over-time svg a")
        ActionChains(self.browser).move_to_element(bars[10]).click_and_hold().move_to_element(bars[14]).move_to_element(bars[20]).release().perform()
        self.wait(lambda: "since" in self.parameters())
        chosen = self.parameters()
        self.assertLess(chosen["since"], chosen["until"])
        months = (int(chosen["until"][0][:4]) - int(chosen["since"][0][:4])) * 12 + int(chosen["until"][0][5:7]) - int(chosen["since"][0][5:7])
        self.assertEqual(months, 10)

    def test_a_stacked_timeline_is_dragged_over(self):
        self.open("/search?q=*")
        next(each for each in self.all("#over-time .sorts a") if each.text == "provider").click()
        self.wait(lambda: self.all("#over-time .legend li"))
        self.assertEqual(self.all("#over-time .legend li")[-1].text, "others")
        bars = self.all("#over-time svg a")
        ActionChains(self.browser).move_to_element(bars[10]).click_and_hold().move_to_element(bars[14]).release().perform()
        self.wait(lambda: "since" in self.parameters())
        self.assertEqual(self.parameters()["by"], ["provider"])
        self.wait(lambda: len(self.all("#over-time svg a")) != len(bars))
        self.picture("light-stacked")

    def test_a_bar_is_clicked(self):
        self.open("/search?q=*")
        ActionChains(self.browser).move_to_element(self.all("#over-time svg a")[10]).click().perform()
        self.wait(lambda: "since" in self.parameters())
        self.assertEqual(self.parameters()["since"][0][:7], self.parameters()["until"][0][:7])

    def test_long_lists_are_searched(self):
        self.open("/search?q=*&more=topic")
        field = self.find('.facet[data-field="topic"] input')
        field.send_keys("energy")
        shown = [each.text for each in self.all('.facet[data-field="topic"] li') if each.is_displayed()]
        self.assertEqual([each.split("\n")[0] for each in shown], ["Energy Storage", "Energy"])

    def test_why_here(self):
        self.open("/search?q=salt+battery")
        self.find(".hit .actions a:nth-child(2)").click()
        self.wait(lambda: self.all(".why"))
        self.assertIn("The result above has more", self.all(".why")[1].text)

    def test_a_hostile_article_is_text(self):
        self.open("/search?q=zebrafish&explain=true")
        self.assertEqual(self.titles()[0], "3 < 5 & \"zebrafish\" onmouseover=\"document.title='caught'\" '>")
        self.assertEqual(self.browser.execute_script("return document.querySelectorAll('[onmouseover], [onfocus], main script, main svg[onload]').length"), 0)
        link = self.find(".hit h3 a")
        self.assertTrue(link.get_attribute("href").startswith("https://evil.example/"))
        ActionChains(self.browser).move_to_element(link).perform()
        self.assertIn("zebrafish", self.browser.title)
        self.find("#q").send_keys(" fish")
        self.wait(lambda: self.parameters() == {"q": ["zebrafish fish"], "explain": ["true"]} or self.parameters() == {"q": ["zebrafish fish"]})
        self.assertNotEqual(self.browser.title, "caught")


class AccessTest(BrowserCase):
    PAGES = {"start": "/", "results": "/search?q=salt+battery&topic=Energy+Storage&explain=true", "charts": "/charts?q=ai", "help": "/help",
             "mistake": "/search?q=titel%3Abattery+batery"}

    def check(self, name):
        axe = fetch_axe()
        self.assertEqual(self.browser.execute_script(UNREADABLE), [], name)
        if axe is None:
            print("axe-core cannot be had; contrast alone was checked")
            return
        self.browser.execute_script(axe)
        found = self.browser.execute_async_script(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(arguments[0])")
        self.assertEqual([(each["id"], each["nodes"][0]["html"]) for each in found["violations"]], [], name)

    def test_pages_are_accessible(self):
        for name, target in self.PAGES.items():
            self.open(target)
            self.check(name)
            self.picture(f"light-{name}")

    def test_they_can_be_walked_by_tab(self):
        self.open("/search?q=salt+battery")
        seen = []
        for _ in range(12):
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            seen.append(self.focused())
        self.assertEqual(seen[0], "To the results")
        self.assertIn("q", seen)
        self.assertEqual(len(seen), len(set(seen)))


class DarkTest(AccessTest):
    look = {"dark": True}

    def test_pages_are_accessible(self):
        for name, target in self.PAGES.items():
            self.open(target)
            self.assertLess(sum(map(int, self.find("body").value_of_css_property("background-color")[5:].split(",")[:3])), 150)
            self.check(name)
            self.picture(f"dark-{name}")


class NarrowTest(AccessTest):
    look = {"size": (320, 700)}

    def test_pages_are_accessible(self):
        for name, target in self.PAGES.items():
            self.open(target)
            wide = self.browser.execute_script("return document.documentElement.scrollWidth")
            self.assertLessEqual(wide, 320, name)
            self.check(name)
            self.picture(f"narrow-{name}")


class PlainTest(BrowserCase):
    look = {"scripts": False}

    def titles(self):
        return [each.text for each in self.all(".hit h3")]

    def test_search_and_narrow_without_scripts(self):
        self.open("/")
        self.find("#q").send_keys("salt battery")
        self.find("form.search button").click()
        self.wait(lambda: "/search" in self.browser.current_url and self.titles())
        self.assertEqual(self.titles()[0], "Tidewater Grid switches on the region’s largest salt battery")
        self.find('.facet[data-field="topic"] li a').click()
        self.assertEqual(self.parameters(), {"q": ["salt battery"], "topic": ["Energy Storage"]})
        self.find("#over-time svg a:has(.series-0)").click()
        self.assertIn("since", self.parameters())
        self.find(".chosen a").click()
        self.assertNotIn("since", self.parameters())
        self.find("form.search button").click()
        kept = self.parameters()
        self.assertEqual((kept["q"], kept["topic"]), (["salt battery"], ["Energy Storage"]))


if __name__ == "__main__":
    unittest.main(verbosity=1)
