// SPDX-License-Identifier: GPL-2.0-or-later
// Stories: every ranked article is shown once, pages continue each other, and the order of indexing is no matter.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <set>
#include <utility>

#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;

// Few texts with small edits under many addresses, so that chains of near copies come up.
std::vector<Article> draw_collection() {
  const auto count = *rc::gen::inRange<std::size_t>(1, 150);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string base = "w" + std::to_string(*rc::gen::inRange(0, 12));
    Article article;
    article.id = article.url = "https://news.example/" + std::to_string(i);
    article.title = "storm " + base + " " + base + "a " + base + "b";
    article.excerpt = "river";
    for (const char suffix : std::string("cdefghijkl")) article.excerpt += " " + base + suffix;
    for (int edit = *rc::gen::inRange(0, 6); edit > 0; --edit) {
      std::string& text = *rc::gen::arbitrary<bool>() ? article.title : article.excerpt;
      text += " e" + std::to_string(*rc::gen::inRange(0, 4));
    }
    article.provider.domain = "p" + std::to_string(*rc::gen::inRange(0, 3)) + ".example";
    if (*rc::gen::inRange(0, 5) > 0) article.quality = *rc::gen::inRange(0, 4) * 25;
    if (*rc::gen::inRange(0, 5) > 0) article.published_at = *rc::gen::inRange(0, 12) * 86'400;
    articles.push_back(article);
  }
  return articles;
}

struct Shown {
  std::string id;
  std::vector<std::string> copies;
  bool operator==(const Shown&) const = default;
};

class Collection {
 public:
  explicit Collection(const std::vector<Article>& articles) {
    auto writer = IndexWriter::open(folder_.path() + "/index");
    RC_ASSERT(writer.has_value());
    for (const Article& article : articles) RC_ASSERT(writer->put(article).has_value());
    RC_ASSERT(writer->commit().has_value());
    auto searcher = Searcher::open({folder_.path() + "/index"});
    RC_ASSERT(searcher.has_value());
    searcher_ = std::move(*searcher);
  }

  std::vector<Shown> search(std::size_t offset, std::size_t limit, SortOrder sort, bool grouped = true) {
    SearchRequest request;
    request.text = "storm river";
    request.offset = offset;
    request.limit = limit;
    request.sort = sort;
    request.require_any = true;
    request.group_stories = grouped;
    const auto response = searcher_->search(request);
    RC_ASSERT(response.has_value());
    std::vector<Shown> shown;
    for (const Hit& hit : response->hits) {
      shown.push_back({hit.article.id, {}});
      for (const StoryCopy& copy : hit.copies) shown.back().copies.push_back(copy.id);
    }
    return shown;
  }

 private:
  test::TempDir folder_;
  std::optional<Searcher> searcher_;
};

constexpr std::size_t kAll = 1000;

}  // namespace

RC_BOOST_PROP(every_ranked_article_is_shown_once_and_pages_continue_each_other, ()) {
  auto articles = draw_collection();
  const auto sort = *rc::gen::element(SortOrder::relevance, SortOrder::date, SortOrder::quality);
  Collection collection(articles);
  const auto stories = collection.search(0, kAll, sort);
  const auto ranked = collection.search(0, kAll, sort, false);
  std::vector<std::string> order;
  for (const Shown& hit : ranked) order.push_back(hit.id);
  const auto rank_of = [&](const std::string& id) { return std::find(order.begin(), order.end(), id) - order.begin(); };
  std::set<std::string> seen;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    RC_ASSERT(seen.insert(stories[i].id).second);
    if (i > 0) RC_ASSERT(rank_of(stories[i - 1].id) < rank_of(stories[i].id));
    for (const std::string& copy : stories[i].copies) {
      RC_ASSERT(seen.insert(copy).second);
      RC_ASSERT(rank_of(stories[i].id) < rank_of(copy));
    }
  }
  RC_ASSERT(seen == std::set<std::string>(order.begin(), order.end()));

  const auto size = *rc::gen::inRange<std::size_t>(1, 12);
  std::size_t next = 0;
  for (std::size_t offset = 0; offset < stories.size() + size; offset += size) {
    const auto page = collection.search(offset, size, sort);
    RC_ASSERT(page.size() == std::min(size, stories.size() - std::min(offset, stories.size())));
    for (const Shown& hit : page) RC_ASSERT(hit.id == stories[next++].id);
  }
  RC_ASSERT(next == stories.size());

  std::reverse(articles.begin(), articles.end());
  RC_ASSERT(Collection(articles).search(0, kAll, sort) == stories);
}
