// SPDX-License-Identifier: GPL-2.0-or-later
// Incremental = fresh: whatever happens to the files, an index that was brought up to date step by step holds what one
// made anew holds.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "answers.hpp"
#include "article_tree.hpp"
#include "index_dump.hpp"
#include "run/index_run.hpp"
#include "temp_dir.hpp"

using newsrank::IndexOptions;
using newsrank::RunReport;
using newsrank::test::article_document;
using newsrank::test::dump_answers;
using newsrank::test::dump_index;
using newsrank::test::Said;
using newsrank::test::TempDir;
using newsrank::test::write_file;

namespace {

const std::array<std::string, 7> kNames{"a.md",         "b.md",     "north/a.md",  "north/b.yml",
                                        "north/x/c.md", "south.md", "south/d.yaml"};

struct Step {
  enum class Kind { write, remove, rename, touch, run, run_north, dry_run };
  Kind kind = Kind::write;
  std::size_t file = 0;
  std::size_t other = 0;
  std::string content;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << fmt::format("kind {} {} {}\n{}", static_cast<int>(step.kind), kNames.at(step.file),
                            kNames.at(step.other), step.content);
}

rc::Gen<Said> any_said() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 6), rc::gen::inRange(0, 3)), [](const std::pair<int, int>& p) {
    return Said{p.first, p.second};
  });
}

// An article file with a related list; some are broken in part or as a whole.
rc::Gen<std::string> any_content() {
  return rc::gen::map(
      rc::gen::tuple(any_said(), rc::gen::container<std::vector<Said>>(any_said()), rc::gen::inRange(0, 12)),
      [](const std::tuple<Said, std::vector<Said>, int>& drawn) {
        auto related = std::get<1>(drawn);
        if (related.size() > 4) related.resize(4);
        std::string text = article_document(std::get<0>(drawn), related);
        if (std::get<2>(drawn) == 0) return std::string("no front matter\n");
        if (std::get<2>(drawn) == 1) text += "topics: {a: [}\n";
        if (std::get<2>(drawn) == 2 && !related.empty()) text += "  - title: 7\n";
        return text + "---\n";
      });
}

rc::Gen<Step> any_step() {
  using Kind = Step::Kind;
  const auto kind = rc::gen::weightedElement<Kind>({{8, Kind::write},
                                                    {3, Kind::remove},
                                                    {3, Kind::rename},
                                                    {1, Kind::touch},
                                                    {4, Kind::run},
                                                    {2, Kind::run_north},
                                                    {1, Kind::dry_run}});
  return rc::gen::build<Step>(rc::gen::set(&Step::kind, kind),
                              rc::gen::set(&Step::file, rc::gen::inRange<std::size_t>(0, kNames.size())),
                              rc::gen::set(&Step::other, rc::gen::inRange<std::size_t>(0, kNames.size())),
                              rc::gen::set(&Step::content, any_content()));
}

RunReport run(const TempDir& folder, const std::string& database, const std::string& source, unsigned shards,
              bool dry_run = false) {
  IndexOptions options;
  options.database = folder.file(database);
  options.sources = {folder.file(source)};
  options.jobs = 2;
  options.shards = shards;
  options.dry_run = dry_run;
  auto report = newsrank::run_index(options, {});
  if (!report) RC_FAIL(report.error().message);
  RC_ASSERT(report->files_seen ==
            report->files_read + report->files_unchanged + report->files_failed + report->files_left);
  RC_ASSERT(report->articles_total == report->articles_added + report->articles_changed + report->articles_unchanged);
  return *report;
}

void apply(const TempDir& folder, const Step& step, unsigned shards) {
  const std::string file = folder.file("tree/" + kNames.at(step.file));
  const std::string other = folder.file("tree/" + kNames.at(step.other));
  const bool exists = std::filesystem::exists(file);
  switch (step.kind) {
    case Step::Kind::write:
      return write_file(file, step.content);
    case Step::Kind::remove:
      std::filesystem::remove(file);
      return;
    case Step::Kind::rename:
      if (!exists) return;
      std::filesystem::create_directories(std::filesystem::path(other).parent_path());
      return std::filesystem::rename(file, other);
    case Step::Kind::touch:
      if (exists) std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now());
      return;
    case Step::Kind::run:
      run(folder, "grown.db", "tree", shards);
      return;
    case Step::Kind::run_north:
      if (std::filesystem::exists(folder.file("tree/north"))) run(folder, "grown.db", "tree/north", shards);
      return;
    case Step::Kind::dry_run:
      run(folder, "grown.db", "tree", shards, true);
      return;
  }
}

}  // namespace

RC_BOOST_PROP(an_index_grown_by_any_history_equals_a_fresh_one, ()) {
  const TempDir folder{TempDir::Place::memory};
  std::filesystem::create_directories(folder.file("tree"));
  const auto shards = *rc::gen::element(1U, 1U, 3U);
  for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) apply(folder, step, shards);

  const RunReport dry = run(folder, "grown.db", "tree", shards, true);
  const RunReport grown = run(folder, "grown.db", "tree", shards);
  RC_ASSERT(dry.articles_added == grown.articles_added);
  RC_ASSERT(dry.articles_changed == grown.articles_changed);
  RC_ASSERT(dry.articles_removed == grown.articles_removed);

  const RunReport fresh = run(folder, "fresh.db", "tree", shards);
  RC_ASSERT(fresh.articles_total == grown.articles_total);
  const auto expected = dump_index(folder.file("fresh.db"));
  RC_ASSERT(expected.size() == fresh.articles_total);
  RC_ASSERT(dump_index(folder.file("grown.db")) == expected);
  const std::vector<std::string> queries{"story told", "story 3", "\"in way 2\"", "mor* way",
                                         "title:stor* quality:10.."};
  RC_ASSERT(dump_answers(folder.file("grown.db"), queries) == dump_answers(folder.file("fresh.db"), queries));

  const RunReport again = run(folder, "grown.db", "tree", shards);
  RC_ASSERT(again.articles_unchanged == grown.articles_total);
  RC_ASSERT(again.articles_total == grown.articles_total);
  RC_ASSERT(again.files_removed == 0U);
}
