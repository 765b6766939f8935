// SPDX-License-Identifier: GPL-2.0-or-later
// Stories are a function of the articles alone: after any history of changes they are those of the definition, and
// those of an index that is loaded at once.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <numeric>
#include <tuple>

#include "analysis/story_signature.hpp"
#include "index/article_column.hpp"
#include "index/identity.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index/stored_versions.hpp"
#include "results/stories/same_story.hpp"
#include "storage/index_store.hpp"
#include "storage/stories/story_update.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;

using State = std::map<int, Article>;                  // by number
using Stories = std::map<std::string, std::uint64_t>;  // names, by identifier; of articles with copies

// Few texts with small edits, so that chains of near copies come up; crowds where there are few bases and many titles.
Article draw_article(int number, int bases, int titles) {
  const std::string base = "w" + std::to_string(*rc::gen::inRange(0, bases));
  Article article;
  article.id = article.url = "https://news.example/" + std::to_string(number);
  const std::string title = titles == 0 ? base : "t" + std::to_string(*rc::gen::inRange(0, titles));
  article.title = "storm " + title + " " + title + "a " + title + "b " + title + "c";
  article.excerpt = "river";
  for (const char suffix : std::string("cdefghijklm")) article.excerpt += " " + base + suffix;
  for (int edit = *rc::gen::inRange(0, 7); edit > 0; --edit) {
    std::string& text = *rc::gen::arbitrary<bool>() ? article.title : article.excerpt;
    text += " e" + std::to_string(*rc::gen::inRange(0, 4));
  }
  article.provider.domain = "p" + std::to_string(*rc::gen::inRange(0, 3)) + ".example";
  if (*rc::gen::inRange(0, 5) > 0) article.published_at = *rc::gen::inRange(0, 40) * 86'400;
  return article;
}

// Each article is compared with those that share a key and stand near it in the order of dates; the rest is joining.
Stories by_definition(const State& state) {
  struct Each {
    std::string id;
    detail::StoryText text;
    detail::StorySignature signature;
    auto place() const { return std::tuple(!text.published_at, text.published_at.value_or(0), signature.identity); }
  };
  Analyzer analyzer = *Analyzer::create();
  std::vector<Each> all;
  for (const auto& [number, article] : state) {
    auto text = detail::story_text(article, analyzer);
    const auto signature = detail::unpack_signature(detail::story_signature(identity_hash(article.id), text));
    all.push_back({article.id, std::move(text), signature});
  }
  std::sort(all.begin(), all.end(), [](const Each& a, const Each& b) { return a.place() < b.place(); });
  std::map<std::uint32_t, std::vector<std::size_t>> holders;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::uint32_t key : all[i].signature.all()) holders[key].push_back(i);
  }
  std::vector<std::size_t> story(all.size());
  std::iota(story.begin(), story.end(), std::size_t{0});
  for (const auto& [key, members] : holders) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < std::min(members.size(), i + 1 + detail::kNeighbours); ++j) {
        if (!detail::is_same_story(all[members[i]].text, all[members[j]].text)) continue;
        // Copies: std::replace() takes references, and changes what they refer to on its way.
        const std::size_t old_story = story[members[j]];
        const std::size_t new_story = story[members[i]];
        std::replace(story.begin(), story.end(), old_story, new_story);
      }
    }
  }
  Stories stories;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::uint64_t name = all[i].signature.identity;
    std::size_t size = 0;
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (story[j] != story[i]) continue;
      name = std::min(name, all[j].signature.identity);
      ++size;
    }
    if (size > 1) stories[all[i].id] = name;
  }
  return stories;
}

Stories stored_stories(const std::string& path, unsigned shards) {
  Stories stories;
  for (unsigned shard = 0; shard < shards; ++shard) {
    const Xapian::Database database(detail::shard_path(path, 1, shard));
    const auto column =
        detail::ArticleColumn::open(detail::column_path(path, 1, shard, detail::read_metadata(database)->commit),
                                    detail::read_metadata(database)->commit, database.get_uuid());
    RC_ASSERT(column.has_value());
    for (Xapian::docid document = 1; document <= database.get_lastdocid(); ++document) {
      const std::uint64_t name = column->at(document).story;
      if (name == 0) continue;
      const Xapian::Document stored = database.get_document(document);
      RC_ASSERT(stored.get_value(kStoryNameSlot) == detail::story_value(name));
      stories[decode_article(*detail::winner(stored.get_data()))->id] = name;
    }
  }
  return stories;
}

}  // namespace

RC_BOOST_PROP(stories_are_those_of_the_articles_after_any_history, ()) {
  const test::TempDir folder;
  const unsigned shards = *rc::gen::inRange(1U, 4U);
  const int bases = *rc::gen::element(1, 2, 6, 12);
  const int titles = *rc::gen::element(0, 0, 15, 40);
  const int most = *rc::gen::element(10, 40, 120);
  State state;
  {
    auto store = IndexStore::open(folder.file("history"), {.shards = shards});
    RC_ASSERT(store.has_value());
    for (int commit = *rc::gen::inRange(1, 7); commit > 0; --commit) {
      for (int change = *rc::gen::element(1, 2, 10, 80, 150); change > 0; --change) {
        const int number = *rc::gen::inRange(0, most);
        if (*rc::gen::inRange(0, 3) == 0) {
          RC_ASSERT(store->remove(test::identity_of("https://news.example/" + std::to_string(number))).has_value());
          state.erase(number);
        } else {
          state[number] = draw_article(number, bases, titles);
          RC_ASSERT(test::put(*store, state[number]).has_value());
        }
      }
      RC_ASSERT(store->commit().has_value());
      if (store->article_count() > 0) RC_ASSERT(stored_stories(folder.file("history"), shards) == by_definition(state));
    }
  }
  auto fresh = IndexStore::open(folder.file("fresh"), {.shards = shards});
  RC_ASSERT(fresh.has_value());
  std::vector<BulkArticle> articles;
  for (const auto& [number, article] : state) articles.push_back(test::bulk_article(article));
  test::VectorSource source(articles, 3);
  RC_ASSERT(fresh->bulk_load(source, 2).has_value());
  RC_ASSERT(fresh->commit().has_value());
  RC_ASSERT(stored_stories(folder.file("fresh"), shards) == by_definition(state));
}

// Two copies that stand as far apart among articles with one standing phrase as is looked: another one between them
// parts them, until it is removed.
BOOST_AUTO_TEST_CASE(an_article_in_a_crowd_moves_who_is_compared) {
  const test::TempDir folder;
  auto store = *IndexStore::open(folder.file("index"));
  State state;
  const auto put = [&](int number, double hour, const std::string& title) {
    Article& article = state[number];
    article.id = article.url = "https://news.example/" + std::to_string(number);
    article.title = title;
    article.excerpt = "we tell you all that has happened today in our town and on the river";
    article.provider.domain = "p.example";
    article.published_at = static_cast<std::int64_t>(hour * 3600);
    BOOST_REQUIRE(test::put(store, article));
  };
  const auto check = [&](std::size_t copies) {
    BOOST_REQUIRE(store.commit());
    const Stories stories = stored_stories(folder.file("index"), 1);
    BOOST_TEST(stories.size() == copies);
    BOOST_TEST((stories == by_definition(state)));
  };
  const int last = static_cast<int>(detail::kNeighbours);
  for (int i = 0; i <= last; ++i) put(i, i, i == 0 || i == last ? "storm over bay" : "a" + std::to_string(i));
  check(2);
  put(last + 1, 0.5, "another");
  check(0);
  BOOST_REQUIRE(store.remove(test::identity_of(state[last + 1].id)));
  state.erase(last + 1);
  check(2);
}
