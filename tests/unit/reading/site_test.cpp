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
  if (kind == SiteKind::hugo || kind == SiteKind::zola) made.content = "content";
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
  PageNaming eastern = dated;
  eastern.written_date = "2024-03-04T23:30:00-09:00";
  Site sections = make_site(SiteKind::hugo);
  sections.section_permalinks["posts"] = "/:year/:month/:day/:slug/";
  Site names = make_site(SiteKind::hugo);
  names.section_permalinks["posts"] = "/:monthname/:slugorcontentbasename/";
  Site languages = make_site(SiteKind::hugo);
  languages.language = "en";
  languages.languages = {"en", "de", "pt-br"};
  languages.language_folders["content/french"] = "fr";
  Site collections = make_site(SiteKind::jekyll);
  collections.collections = {{"recipes", "/food/:name/"}, {"notes", ""}};
  collections.pageless = {"staff"};
  collections.included = {"_pages"};
  const std::vector<std::tuple<Site, std::string, PageNaming, std::string>> table{
      {make_site(SiteKind::hugo), "content/posts/Warm Rain.md", dated, "/posts/warm-rain/"},
      {make_site(SiteKind::hugo), "content/posts/warm.md", slugged, "/posts/rain/"},
      {make_site(SiteKind::hugo), "content/posts/warm/index.md", dated, "/posts/warm/"},
      {make_site(SiteKind::hugo), "content/posts/_index.md", dated, "/posts/"},
      {make_site(SiteKind::hugo), "content/_index.md", dated, "/"},
      {make_site(SiteKind::hugo), "content/posts/What's New? v1.2.md", dated, "/posts/whats-new-v1.2/"},
      {make_site(SiteKind::hugo), "content/My Posts/Ünder_score.md", dated, "/my-posts/ünder_score/"},
      {sections, "content/posts/warm.md", dated, "/2024/03/05/warm-rain-again/"},
      {sections, "content/posts/warm.md", slugged, "/2024/03/05/rain/"},
      {sections, "content/posts/warm.md", eastern, "/2024/03/04/warm-rain-again/"},
      {names, "content/posts/warm/index.md", dated, "/March/warm/"},
      {languages, "content/posts/warm.en.md", dated, "/posts/warm/"},
      {languages, "content/posts/warm.de.md", dated, "/de/posts/warm/"},
      {languages, "content/posts/warm/index.pt-br.md", dated, "/pt-br/posts/warm/"},
      {languages, "content/posts/v1.2.md", dated, "/posts/v1.2/"},
      {languages, "content/french/posts/warm.md", dated, "/fr/posts/warm/"},
      {sections, "content/other/warm.md", dated, "/other/warm/"},
      {make_site(SiteKind::zola), "content/blog/2024-03-05-warm.md", dated, "/blog/warm/"},
      {make_site(SiteKind::jekyll), "_posts/2024-03-05-warm-rain.md", dated, "/2024/03/05/warm-rain.html"},
      {make_site(SiteKind::jekyll), "_posts/2024-03-05-warm-rain.md", sorted,
       "/big%20news/weather/2024/03/05/warm-rain.html"},
      {make_site(SiteKind::jekyll), "cities/west/_posts/2024-03-05-warm.md", dated,
       "/cities/west/2024/03/05/warm.html"},
      {make_site(SiteKind::jekyll, "pretty"), "_posts/2024-03-05-warm.md", dated, "/2024/03/05/warm/"},
      {make_site(SiteKind::jekyll, "/:year/:i_month/:title"), "_posts/2024-03-05-warm.md", dated, "/2024/3/warm"},
      {make_site(SiteKind::jekyll), "_posts/2024-03-05-Warm_Rain.md", dated, "/2024/03/05/Warm_Rain.html"},
      {make_site(SiteKind::jekyll, "/:slug/:short_month"), "_posts/2024-03-05-Warm.Rain.md", dated, "/warm-rain/MAR"},
      {collections, "_recipes/Pea Soup.md", dated, "/food/pea-soup/"},
      {collections, "_notes/a/b.md", dated, "/notes/a/b.html"},
      {collections, "_pages/about.md", dated, "/_pages/about.html"},
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

BOOST_AUTO_TEST_CASE(what_makes_no_page_has_no_address) {
  Site jekyll = make_site(SiteKind::jekyll);
  jekyll.collections = {{"notes", ""}};
  jekyll.pageless = {"staff"};
  jekyll.included = {"_pages"};
  jekyll.excluded = {"old/", "*.txt", "README.md"};
  BOOST_TEST(newsrank::page_address(jekyll, "_staff/a.md", {}).empty());
  BOOST_TEST(newsrank::page_address(jekyll, "_drafts/a.md", {}).empty());
  BOOST_TEST(newsrank::is_draft_place(jekyll, "_drafts/a.md"));
  BOOST_TEST(!newsrank::is_draft_place(jekyll, "_posts/my_drafts/a.md"));
  Site hugo = make_site(SiteKind::hugo);
  hugo.language_folders["more/de"] = "de";
  const std::vector<std::tuple<Site, std::string, bool>> table{
      {jekyll, "_posts", true},     {jekyll, "a/_posts/b.md", true},
      {jekyll, "_layouts", false},  {jekyll, "_notes", true},
      {jekyll, "_staff", true},     {jekyll, "_other", false},
      {jekyll, "_pages", true},     {jekyll, "old", false},
      {jekyll, "old/a.md", false},  {jekyll, "a.txt", false},
      {jekyll, "README.md", false}, {jekyll, "older.md", true},
      {hugo, "content", true},      {hugo, "content/a.md", true},
      {hugo, "README.md", false},   {hugo, "data", false},
      {hugo, "more", true},         {hugo, "more/de/a.md", true},
      {hugo, "more/fr", false}};
  for (const auto& [generator, path, expected] : table) {
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST(newsrank::is_page_place(generator, path) == expected);
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
