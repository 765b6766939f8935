// The exact ranking equals brute force over every match, for random collections, weights and pages.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "by_hand.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::RankingProfile;

constexpr std::array<const char*, 12> kWords{"storm", "river", "engine",  "engines", "market", "markets",
                                             "cloud", "light", "lighter", "budget",  "quiet",  "signal"};

rc::Gen<std::string> words(std::size_t most) {
  return rc::gen::map(rc::gen::resize(static_cast<int>(most), rc::gen::container<std::vector<std::size_t>>(
                                                                  rc::gen::inRange<std::size_t>(0, kWords.size()))),
                      [](const std::vector<std::size_t>& picks) {
                        std::string text;
                        for (const std::size_t pick : picks)
                          text += std::string(text.empty() ? "" : " ") + kWords[pick];
                        return text;
                      });
}

std::vector<Article> draw_collection() {
  const auto count = *rc::gen::inRange<std::size_t>(1, 120);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    Article article;
    article.id = article.url = "https://news.example/" + std::to_string(i);
    article.title = "x " + *words(4);
    article.excerpt = *words(8);
    // Few values, so that ties are common.
    if (*rc::gen::inRange(0, 5) > 0) article.quality = *rc::gen::inRange(0, 4) * 25;
    if (*rc::gen::inRange(0, 5) > 0) article.published_at = *rc::gen::inRange(0, 3) * 86'400;
    articles.push_back(article);
  }
  return articles;
}

RankingProfile draw_profile() {
  RankingProfile profile;
  profile.k1 = *rc::gen::element(0.6, 1.2, 2.0);
  profile.b = *rc::gen::element(0.0, 0.5, 0.75);
  profile.quality_weight = *rc::gen::element(0.0, 0.2, 1.0, 10.0);
  profile.exact_weight = *rc::gen::element(0.0, 0.2);
  profile.title_weight = 0;
  return profile;
}

bool same(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::abs(a);
}

double median_quality(const std::vector<Article>& articles) {
  std::vector<double> known;
  for (const Article& article : articles) {
    if (article.quality) known.push_back(*article.quality);
  }
  std::sort(known.begin(), known.end());
  return known.empty() ? 0 : known[(known.size() + 1) / 2 - 1];
}

// By score, then quality, then date, then identity.
bool in_order(const newsrank::Hit& a, const newsrank::Hit& b, const std::vector<Article>& articles) {
  if (a.score != b.score) return a.score > b.score;
  const double neutral = median_quality(articles);
  const double quality_a = a.article.quality.value_or(neutral);
  const double quality_b = b.article.quality.value_or(neutral);
  if (quality_a != quality_b) return quality_a > quality_b;
  if (a.article.published_at != b.article.published_at) return a.article.published_at > b.article.published_at;
  return a.article.id < b.article.id;
}

}  // namespace

RC_BOOST_PROP(pages_of_results_are_those_of_brute_force, ()) {
  const auto articles = draw_collection();
  const newsrank::test::TempDir folder;
  auto writer = newsrank::IndexWriter::open(folder.path() + "/index");
  RC_ASSERT(writer.has_value());
  for (const Article& article : articles) RC_ASSERT(writer->put(article).has_value());
  RC_ASSERT(writer->commit().has_value());
  auto searcher = newsrank::Searcher::open({folder.path() + "/index"});
  RC_ASSERT(searcher.has_value());
  auto analyzer = newsrank::Analyzer::create();

  const auto query = *rc::gen::suchThat(rc::gen::resize(4, rc::gen::container<std::set<std::string>>(rc::gen::map(
                                                               rc::gen::inRange<std::size_t>(0, kWords.size()),
                                                               [](std::size_t i) { return std::string(kWords[i]); }))),
                                        [](const auto& set) { return !set.empty(); });
  newsrank::SearchRequest request;
  for (const std::string& word : query) request.text += word + " ";
  request.profile = draw_profile();
  request.group_stories = false;
  request.limit = *rc::gen::inRange<std::size_t>(1, 20);
  request.offset = *rc::gen::inRange<std::size_t>(0, 40);
  const auto expected =
      newsrank::test::ByHandRanking(articles, *analyzer).rank({query.begin(), query.end()}, *request.profile);
  const auto response = searcher->search(request);
  RC_ASSERT(response.has_value());
  RC_ASSERT(response->total.value == expected.size());
  RC_ASSERT(response->total.exact);
  const std::size_t first = std::min(request.offset, expected.size());
  RC_ASSERT(response->hits.size() == std::min(request.limit, expected.size() - first));
  std::map<std::string, double> score_of;
  for (const auto& hit : expected) score_of[hit.id] = hit.score;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < response->hits.size(); ++i) {
    const auto& hit = response->hits[i];
    RC_ASSERT(hit.rank == first + i + 1);
    RC_ASSERT(seen.insert(hit.article.id).second);
    // Articles whose scores differ by rounding only may change places with each other.
    RC_ASSERT(same(hit.score, score_of.at(hit.article.id)));
    RC_ASSERT(same(hit.score, expected[first + i].score));
    if (i > 0) RC_ASSERT(in_order(response->hits[i - 1], hit, articles));
  }
}
