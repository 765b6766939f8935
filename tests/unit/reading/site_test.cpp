// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses of the pages of site generators, and dates as people write them.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <tuple>

#include "reading/fields/date_text.hpp"
#include "reading/sites/site.hpp"
#include "sources/site_config.hpp"
#include "temp_dir.hpp"

using newsrank::PageNaming;
using newsrank::Site;
using newsrank::SiteKind;

namespace {

Site make_site(SiteKind kind, const std::string& permalink = "") {
  Site made;
  made.kind = kind;
  made.base_url = "https://a.example/base";
  made.permalink = permalink;
  return made;
}

void write_file(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path) << text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sites)

BOOST_AUTO_TEST_CASE(pages_have_the_addresses_their_generator_gives_them) {
  PageNaming dated;
  dated.title = "Warm Rain, Again!";
  dated.published_at = 1709627400;  // 2024-03-05
  PageNaming slugged = dated;
  slugged.slug = "rain";
  PageNaming sorted = dated;
  sorted.categories = {"Big News", "weather"};
  PageNaming placed = dated;
  placed.path = "/elsewhere/:year/:title/";
  PageNaming templated = dated;
  templated.path = "/{{ page.x }}/";
  Site sections = make_site(SiteKind::hugo);
  sections.section_permalinks["posts"] = "/:year/:month/:slug/";
  const std::vector<std::tuple<Site, std::string, PageNaming, std::string>> table{
      {make_site(SiteKind::hugo), "content/posts/Warm Rain.md", dated, "/posts/warm-rain/"},
      {make_site(SiteKind::hugo), "content/posts/warm.md", slugged, "/posts/rain/"},
      {make_site(SiteKind::hugo), "content/posts/warm/index.md", dated, "/posts/warm/"},
      {make_site(SiteKind::hugo), "content/posts/_index.md", dated, "/posts/"},
      {make_site(SiteKind::hugo), "content/_index.md", dated, "/"},
      {sections, "content/posts/warm.md", dated, "/2024/03/warm/"},
      {sections, "content/other/warm.md", dated, "/other/warm/"},
      {make_site(SiteKind::zola), "content/blog/2024-03-05-warm.md", dated, "/blog/warm/"},
      {make_site(SiteKind::jekyll), "_posts/2024-03-05-warm-rain.md", dated, "/2024/03/05/warm-rain.html"},
      {make_site(SiteKind::jekyll), "_posts/2024-03-05-warm-rain.md", sorted,
       "/big-news/weather/2024/03/05/warm-rain.html"},
      {make_site(SiteKind::jekyll), "cities/west/_posts/2024-03-05-warm.md", dated,
       "/cities/west/2024/03/05/warm.html"},
      {make_site(SiteKind::jekyll, "pretty"), "_posts/2024-03-05-warm.md", dated, "/2024/03/05/warm/"},
      {make_site(SiteKind::jekyll, "/:year/:i_month/:title"), "_posts/2024-03-05-warm.md", dated, "/2024/3/warm"},
      {make_site(SiteKind::jekyll), "about.md", dated, "/about.html"},
      {make_site(SiteKind::jekyll, "pretty"), "docs/about.md", dated, "/docs/about/"},
      {make_site(SiteKind::jekyll), "index.md", dated, "/"},
      {make_site(SiteKind::plain), "notes/Warm.md", dated, "/notes/Warm/"},
      {make_site(SiteKind::plain), "notes/index.html", dated, "/notes/"},
      {make_site(SiteKind::plain), "a.md", placed, "/elsewhere/2024/a/"},
      {make_site(SiteKind::plain), "a.md", templated, "/a/"},
  };
  for (const auto& [generator, path, naming, expected] : table) {
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST(newsrank::page_address(generator, path, naming) == "https://a.example/base" + expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(sites_are_found_by_their_configuration) {
  const newsrank::test::TempDir folder;
  const std::string root = folder.path();
  write_file(root + "/hugo/hugo.toml",
             "baseURL = 'https://h.example/'\ndefaultContentLanguage = 'de'\n[permalinks]\nposts = '/:year/:slug/'\n");
  write_file(root + "/jekyll/_config.yml", "url: https://j.example\nbaseurl: /b\npermalink: pretty\nlang: fr\n");
  write_file(root + "/zola/config.toml", "base_url = \"https://z.example\"\ndefault_language = \"pt\"\n");
  write_file(root + "/none/config.toml", "[server]\nport = 1\n");
  newsrank::SiteFinder finder("");
  const auto find = [&](const std::string& path, const std::string& source) {
    return finder.site_of(root + path, root + source);
  };
  const auto hugo = find("/hugo/content/posts/a.md", "/hugo/content");
  BOOST_REQUIRE(hugo);
  BOOST_TEST(hugo->base_url == "https://h.example");
  BOOST_TEST(hugo->language == "de");
  BOOST_TEST(hugo->folder == root + "/hugo");
  BOOST_TEST(hugo->section_permalinks.at("posts") == "/:year/:slug/");
  const auto jekyll = find("/jekyll/_posts/a.md", "");
  BOOST_REQUIRE(jekyll);
  BOOST_CHECK(jekyll->kind == SiteKind::jekyll);
  BOOST_TEST(jekyll->base_url == "https://j.example/b");
  const auto zola = find("/zola/content/a.md", "/zola");
  BOOST_REQUIRE(zola);
  BOOST_CHECK(zola->kind == SiteKind::zola);
  BOOST_TEST(zola->language == "pt");
  BOOST_TEST(!find("/none/a.md", "/none"));
  newsrank::SiteFinder given("https://given.example/x/");
  BOOST_TEST(given.site_of(root + "/none/sub/a.md", root + "/none")->base_url == "https://given.example/x");
  BOOST_TEST(given.site_of(root + "/none/sub/a.md", root + "/none")->folder == root + "/none");
  BOOST_TEST(given.site_of(root + "/hugo/content/a.md", root + "/hugo")->base_url == "https://given.example/x");
}

BOOST_AUTO_TEST_CASE(dates_are_read_in_the_forms_people_write) {
  constexpr std::int64_t kMoment = 1709627400;  // 2024-03-05T08:30:00Z
  for (const char* text :
       {"2024-03-05T08:30:00Z", "2024-03-05 08:30:00 UTC", "2024-03-05 08:30:00 +0000", "2024-03-05 03:30:00 -5",
        "2024-03-05 03:30:00 -0500", "2024-03-05 8:30", "2024-3-5 8:30", "20240305T083000Z", "2024/03/05 08:30",
        "Tue, 05 Mar 2024 08:30:00 GMT", "5 Mar 2024 09:30:00 +0100", "Tue, 05 Mar 24 03:30:00 EST",
        "2024-03-05 08:30:00 +0000 UTC", "2024-03-05T08:30:00.123Z", "2024-03-05T8:30:00+00:00"}) {
    BOOST_TEST(newsrank::read_date(text).value_or(0) == kMoment, text);
  }
  for (const char* text : {"2024-3-1", "2024-03", "March 1, 2024", "1 March 2024"}) {
    BOOST_TEST(newsrank::read_date(text).value_or(0) == 1709251200, text);
  }
  for (const char* text :
       {"", "last Tuesday", "2024", "2024-13-01", "2024-02-30", "12-03-05", "2024-03-05 x", "5 Foo 2024",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2024-03-05-06", "T", "1T", "2024-03-05 :"}) {
    BOOST_TEST(!newsrank::read_date(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
