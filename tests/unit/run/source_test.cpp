// SPDX-License-Identifier: GPL-2.0-or-later
// Discovery of files.
#include "sources/source.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "temp_dir.hpp"

namespace fs = std::filesystem;

namespace {

struct Folder {
  void file(const std::string& name) const {
    fs::create_directories(fs::path(root + '/' + name).parent_path());
    std::ofstream(root + '/' + name) << "x";
  }

  // Paths without the folder.
  std::vector<std::string> below(const std::vector<std::string>& paths) const {
    std::vector<std::string> names;
    for (const std::string& path : paths) names.push_back(path.substr(root.size()));
    return names;
  }
  std::vector<std::string> files(const newsrank::Sources& sources) const {
    std::vector<std::string> paths;
    for (const auto& file : sources.files) paths.push_back(file.path);
    return below(paths);
  }
  std::vector<std::string> problems(const newsrank::Sources& sources) const {
    std::vector<std::string> texts;
    for (const auto& problem : sources.problems) texts.push_back(problem.path + ": " + problem.reason);
    return below(texts);
  }

  newsrank::test::TempDir dir;
  const std::string root = dir.path();
};

using Names = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(source, Folder)

BOOST_AUTO_TEST_CASE(finds_article_files_in_order) {
  for (const char* name : {"b.md", "a.MARKDOWN", "sub/c.yml", "sub/deep/d.Yaml", "A.md", "n\xff\n.md", "note.pdf", "md",
                           ".hidden.md", ".git/x.md"}) {
    file(name);
  }
  const auto sources = newsrank::discover_sources({root + "//"});
  BOOST_TEST(
      files(sources) == (Names{"/A.md", "/a.MARKDOWN", "/b.md", "/n\xff\n.md", "/sub/c.yml", "/sub/deep/d.Yaml"}),
      boost::test_tools::per_element());
  BOOST_TEST(sources.problems.empty());
  BOOST_TEST(!sources.standard_input);
  BOOST_TEST(sources.files[0].size == 1U);
  BOOST_TEST(sources.files[0].modified_ns > 0);
  BOOST_TEST(sources.files[0].inode != 0U);
}

BOOST_AUTO_TEST_CASE(takes_what_is_named_whatever_its_name) {
  file("note.txt");
  file(".hidden/x.md");
  const auto sources = newsrank::discover_sources({root + "/note.txt", "-", root + "/.hidden"});
  BOOST_TEST(files(sources) == (Names{"/.hidden/x.md", "/note.txt"}), boost::test_tools::per_element());
  BOOST_TEST(sources.standard_input);
}

BOOST_AUTO_TEST_CASE(takes_a_file_once) {
  file("sub/a.md");
  fs::create_symlink("sub", root + "/link");
  fs::create_symlink("sub/a.md", root + "/z.md");
  const auto sources = newsrank::discover_sources({root, root + "/sub", root + "/sub/a.md"});
  BOOST_TEST(sources.files.size() == 1U);
  BOOST_TEST(sources.problems.empty());
}

BOOST_AUTO_TEST_CASE(tells_what_it_cannot_take) {
  file("sub/a.md");
  fs::create_symlink("..", root + "/sub/loop");
  fs::create_symlink("nowhere", root + "/dangling.md");
  fs::create_symlink("self.md", root + "/self.md");
  BOOST_REQUIRE(mkfifo((root + "/pipe.md").c_str(), 0600) == 0);
  const auto sources = newsrank::discover_sources({root, root + "/missing"});
  BOOST_TEST(files(sources) == Names{"/sub/a.md"}, boost::test_tools::per_element());
  BOOST_TEST(
      problems(sources) == (Names{"/dangling.md: No such file or directory", "/missing: No such file or directory",
                                  "/pipe.md: neither a file nor a folder", "/self.md: a symbolic link to itself",
                                  "/sub/loop: a link to a folder it is in"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
