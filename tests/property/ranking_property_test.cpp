// SPDX-License-Identifier: GPL-2.0-or-later
// The exact ranking equals brute force over every match, for random collections, weights, pages, filters and orders.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "by_hand.hpp"
#include "index/index_reader.hpp"
#include "newsrank/query.hpp"
#include "newsrank/searcher.hpp"
#include "query/translation/translator.hpp"
#include "random_collection.hpp"
#include "ranking/exact_ranking.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::RankingProfile;
using newsrank::SortOrder;
using newsrank::test::draw_collection;
using newsrank::test::draw_profile;
using newsrank::test::kWords;
using newsrank::test::write_index;

constexpr std::int64_t kNow = 10 * 86'400;
// Making an index costs far more than searching it.
constexpr int kQueriesPerCollection = 25;

std::vector<std::string> draw_words() {
  const auto drawn = *rc::gen::suchThat(rc::gen::resize(4, rc::gen::container<std::set<std::string>>(rc::gen::map(
                                                               rc::gen::inRange<std::size_t>(0, kWords.size()),
                                                               [](std::size_t i) { return std::string(kWords[i]); }))),
                                        [](const auto& set) { return !set.empty(); });
  return {drawn.begin(), drawn.end()};
}

bool same(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::abs(a);
}

double key_of(const Article& article, SortOrder sort) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  switch (sort) {
    case SortOrder::relevance:
      break;
    case SortOrder::date:
      return article.published_at ? static_cast<double>(*article.published_at) : kNone;
    case SortOrder::quality:
      return article.quality.value_or(kNone);
    case SortOrder::heat:
      return article.heat.value_or(kNone);
  }
  return 0;
}

struct Filter {
  const char* text;
  bool (*lets_through)(const Article&);
};
constexpr std::array<Filter, 4> kFilters{{
    {"", [](const Article&) { return true; }},
    {" topic:alpha", [](const Article& article) { return article.topics.front() == "alpha"; }},
    {" quality:25..75",
     [](const Article& article) { return article.quality && *article.quality >= 25 && *article.quality <= 75; }},
    {" topic:beta quality:>=50",
     [](const Article& article) {
       return article.topics.front() == "beta" && article.quality && *article.quality >= 50;
     }},
}};

// A drawn collection, in one index and dealt out to two.
class Collection {
 public:
  Collection()
      : declared_(newsrank::test::draw_declarations()),
        articles_(draw_collection(declared_)),
        analyzer_(newsrank::Analyzer::create()) {
    for (const Article& article : articles_) by_id_[article.id] = &article;
    std::array<std::vector<Article>, 2> halves;
    for (const Article& article : articles_) halves[*rc::gen::inRange<std::size_t>(0, 2)].push_back(article);
    write_index(folder_.file("whole"), articles_, declared_);
    write_index(folder_.file("a"), halves[0], declared_);
    write_index(folder_.file("b"), halves[1], declared_);
  }

  std::vector<std::string> whole() const { return {folder_.file("whole")}; }
  std::vector<std::string> halves() const { return {folder_.file("a"), folder_.file("b")}; }
  const Article& article(const std::string& id) const { return *by_id_.at(id); }

  std::vector<newsrank::test::ByHandHit> by_hand(const std::vector<std::string>& words, const RankingProfile& profile,
                                                 const Filter& filter = kFilters[0],
                                                 SortOrder sort = SortOrder::relevance) {
    auto hits = newsrank::test::ByHandRanking(articles_, *analyzer_, declared_).rank(words, profile, kNow);
    std::erase_if(hits, [&](const auto& hit) { return !filter.lets_through(article(hit.id)); });
    // Other orders than that of relevance want every word.
    if (sort != SortOrder::relevance) {
      std::erase_if(hits, [](const auto& hit) {
        return !std::all_of(hit.holds.begin(), hit.holds.end(), [](bool holds) { return holds; });
      });
    }
    std::stable_sort(hits.begin(), hits.end(), [&](const auto& a, const auto& b) {
      return key_of(article(a.id), sort) > key_of(article(b.id), sort);
    });
    return hits;
  }

  std::vector<std::uint64_t> masses(const std::vector<std::string>& words) {
    newsrank::test::ByHandRanking ranking(articles_, *analyzer_, declared_);
    std::vector<std::uint64_t> masses;
    for (const std::string& word : words) masses.push_back(ranking.mass_of(word));
    return masses;
  }

  double median_quality() const {
    std::vector<double> known;
    for (const Article& article : articles_) {
      if (article.quality) known.push_back(*article.quality);
    }
    std::sort(known.begin(), known.end());
    return known.empty() ? 0 : known[(known.size() + 1) / 2 - 1];
  }

 private:
  const newsrank::test::TempDir folder_;
  const std::vector<newsrank::FieldDeclaration> declared_;
  const std::vector<Article> articles_;
  std::map<std::string, const Article*> by_id_;
  newsrank::Result<newsrank::Analyzer> analyzer_;
};

// By what is sorted by, then score, then quality, then date, then identity.
bool in_order(const newsrank::Hit& a, const newsrank::Hit& b, SortOrder sort, double neutral) {
  const double key_a = key_of(a.article, sort);
  const double key_b = key_of(b.article, sort);
  if (key_a != key_b) return key_a > key_b;
  if (a.score != b.score) return a.score > b.score;
  const double quality_a = a.article.quality.value_or(neutral);
  const double quality_b = b.article.quality.value_or(neutral);
  if (quality_a != quality_b) return quality_a > quality_b;
  if (a.article.published_at != b.article.published_at) return a.article.published_at > b.article.published_at;
  return a.article.id < b.article.id;
}

void check_page(const newsrank::SearchResponse& response, const newsrank::SearchRequest& request,
                const std::vector<newsrank::test::ByHandHit>& expected, const Collection& collection) {
  RC_ASSERT(response.total.value == expected.size());
  RC_ASSERT(response.total.exact);
  const std::size_t first = std::min(request.offset, expected.size());
  RC_ASSERT(response.hits.size() == std::min(request.limit, expected.size() - first));
  std::map<std::string, double> score_of;
  for (const auto& hit : expected) score_of[hit.id] = hit.score;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < response.hits.size(); ++i) {
    const auto& hit = response.hits[i];
    RC_ASSERT(hit.rank == first + i + 1);
    RC_ASSERT(seen.insert(hit.article.id).second);
    // Articles whose scores differ by rounding only may change places with each other.
    RC_ASSERT(score_of.contains(hit.article.id));
    RC_ASSERT(same(hit.score, score_of.at(hit.article.id)));
    RC_ASSERT(same(hit.score, expected[first + i].score));
    RC_ASSERT(key_of(hit.article, request.sort) == key_of(collection.article(expected[first + i].id), request.sort));
    if (i > 0) RC_ASSERT(in_order(response.hits[i - 1], hit, request.sort, collection.median_quality()));
  }
}

}  // namespace

RC_BOOST_PROP(pages_of_results_are_those_of_brute_force, ()) {
  Collection collection;
  auto whole = newsrank::Searcher::open(collection.whole());
  auto halves = newsrank::Searcher::open(collection.halves());
  RC_ASSERT(whole.has_value());
  RC_ASSERT(halves.has_value());
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    const auto query = draw_words();
    const Filter filter = kFilters[*rc::gen::inRange<std::size_t>(0, kFilters.size())];
    newsrank::SearchRequest request;
    request.group_stories = false;
    for (const std::string& word : query) request.text += word + " ";
    request.text += filter.text;
    request.profile = draw_profile();
    request.now = kNow;
    request.sort = *rc::gen::element(SortOrder::relevance, SortOrder::relevance, SortOrder::date, SortOrder::quality,
                                     SortOrder::heat);
    request.limit = *rc::gen::inRange<std::size_t>(1, 12);
    // Up to page 50.
    request.offset = request.limit * *rc::gen::element<std::size_t>(0, 0, 1, 2, 5, 10, 49);
    const auto expected = collection.by_hand(query, *request.profile, filter, request.sort);
    for (auto* searcher : {&*whole, &*halves}) {
      const auto response = searcher->search(request);
      RC_ASSERT(response.has_value());
      check_page(*response, request, expected, collection);
    }
  }
}

// With next to no candidates in the first answer, only the bound tells whether it suffices.
RC_BOOST_PROP(few_candidates_give_the_same_ranking, ()) {
  Collection collection;
  auto index = newsrank::detail::IndexReader::open(collection.halves());
  RC_ASSERT(index.has_value());
  auto analyzer = newsrank::Analyzer::create();
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    const auto query = draw_words();
    newsrank::detail::RankingRequest request;
    request.profile = draw_profile();
    request.profile.exact_weight = 0;
    request.profile.coverage_weight = request.profile.whole_title_weight = request.profile.neighbour_weight = 0;
    request.now = kNow;
    std::vector<Xapian::Query> stems;
    for (const std::string& word : query) stems.emplace_back(std::string("Z").append(analyzer->stem(word)));
    request.query = Xapian::Query(Xapian::Query::OP_OR, stems.begin(), stems.end());
    const auto expected = collection.by_hand(query, request.profile);
    for (const std::size_t margin : {0U, 1U, 3U}) {
      for (const std::size_t wanted : {1U, 2U, 5U, 13U}) {
        request.margin = margin;
        request.wanted = wanted;
        const auto ranking = newsrank::detail::rank_exactly(*index, request);
        RC_ASSERT(ranking.documents.size() == std::min(wanted, expected.size()));
        std::set<Xapian::docid> seen;
        for (std::size_t rank = 0; rank < ranking.documents.size(); ++rank) {
          RC_ASSERT(seen.insert(ranking.documents[rank].document).second);
          RC_ASSERT(same(ranking.documents[rank].score, expected[rank].score));
        }
      }
    }
  }
}

Xapian::Query draw_stems(newsrank::Analyzer& analyzer) {
  std::vector<Xapian::Query> stems;
  for (int left = *rc::gen::inRange(1, 4); left > 0; --left) {
    const std::string word = *rc::gen::inRange(0, 3) == 0 ? draw_words().front() : newsrank::test::draw_family_word();
    stems.emplace_back(*rc::gen::element(0.1, 0.5, 1.0, 2.0), Xapian::Query("Z" + analyzer.stem(word)));
  }
  return {Xapian::Query::OP_OR, stems.begin(), stems.end()};
}

// Words of which some only raise scores.
Xapian::Query draw_bag(newsrank::Analyzer& analyzer) {
  return {Xapian::Query::OP_AND_MAYBE, draw_stems(analyzer), draw_stems(analyzer)};
}

Xapian::Query draw_phrase(newsrank::Analyzer& analyzer, const Xapian::Database& database) {
  const std::string phrase = '"' + draw_words().front() + ' ' + draw_words().front() + '"';
  return newsrank::detail::engine_query(newsrank::detail::translate(newsrank::parse_query(phrase).query, analyzer,
                                                                    newsrank::detail::TermSource(database), {})
                                            .query);
}

// However few are wanted or counted, no article is lost. (The engine itself may lose one, see exact_ranking.hpp.)
RC_BOOST_PROP(the_engine_ranks_alike_whatever_is_wanted, ()) {
  Collection collection;
  auto index = newsrank::detail::IndexReader::open(collection.halves());
  RC_ASSERT(index.has_value());
  auto analyzer = newsrank::Analyzer::create();
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    newsrank::detail::RankingRequest request;
    request.profile = draw_profile();
    request.now = kNow;
    const bool phrase = *rc::gen::inRange(0, 3) == 0;
    request.query = phrase ? draw_phrase(*analyzer, index->database()) : draw_bag(*analyzer);
    request.wanted = index->database().get_doccount();
    const auto all = newsrank::detail::rank_exactly(*index, request);
    request.margin = 0;
    request.wanted = *rc::gen::inRange<std::size_t>(1, 20);
    for (const Xapian::doccount count_up_to : {0U, 3U, 1000U}) {
      request.count_up_to = count_up_to;
      const auto ranking = newsrank::detail::rank_exactly(*index, request);
      if (phrase && all.total < count_up_to) RC_ASSERT(ranking.passes == 1U);
      RC_ASSERT(ranking.total == all.total);
      RC_ASSERT(ranking.total_exact);
      RC_ASSERT(ranking.documents.size() == std::min(request.wanted, all.documents.size()));
      for (std::size_t rank = 0; rank < ranking.documents.size(); ++rank) {
        RC_ASSERT(ranking.documents[rank].document == all.documents[rank].document);
        RC_ASSERT(ranking.documents[rank].score == all.documents[rank].score);
      }
    }
  }
}

// The cosine of the sets of both titles' words, of which none is a stop word.
double similarity(const Article& a, const Article& b, newsrank::Analyzer& analyzer) {
  std::array<std::set<std::string>, 2> stems;
  std::vector<newsrank::Token> tokens;
  for (std::size_t i = 0; i < 2; ++i) {
    analyzer.analyze((i == 0 ? a : b).title, tokens);
    for (const auto& token : tokens) stems[i].insert(token.stem);
  }
  std::size_t both = 0;
  for (const std::string& stem : stems[0]) both += stems[1].count(stem);
  return static_cast<double>(both) / std::sqrt(static_cast<double>(stems[0].size() * stems[1].size()));
}

// By the rule: of the first 40 each passes those before it that are near, worse and of a similar title.
std::vector<std::string> near_equals_by_hand(std::vector<newsrank::Hit> hits, double share, double neutral,
                                             newsrank::Analyzer& analyzer) {
  const auto is_better = [&](const Article& a, const Article& b) {
    const auto quality_a = static_cast<float>(a.quality.value_or(neutral));
    const auto quality_b = static_cast<float>(b.quality.value_or(neutral));
    return quality_a != quality_b ? quality_a > quality_b : a.published_at > b.published_at;
  };
  for (std::size_t i = 1; i < std::min<std::size_t>(hits.size(), 40); ++i) {
    for (std::size_t at = i; at > 0; --at) {
      const auto& before = hits[at - 1];
      if (hits[at].score < before.score * (1 - share) || !is_better(hits[at].article, before.article)) break;
      if (similarity(hits[at].article, before.article, analyzer) < 0.6) break;
      std::swap(hits[at], hits[at - 1]);
    }
  }
  std::vector<std::string> ids;
  for (const auto& hit : hits) ids.push_back(hit.article.id);
  return ids;
}

RC_BOOST_PROP(near_equals_are_in_the_order_of_quality_on_every_page, ()) {
  Collection collection;
  auto whole = newsrank::Searcher::open(collection.whole());
  auto halves = newsrank::Searcher::open(collection.halves());
  auto analyzer = newsrank::Analyzer::create();
  RC_ASSERT(whole && halves && analyzer);
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    newsrank::SearchRequest request;
    request.group_stories = false;
    for (const std::string& word : draw_words()) request.text += word + " ";
    request.profile = draw_profile();
    request.now = kNow;
    request.limit = 70;
    const auto plain = whole->search(request);
    RC_ASSERT(plain.has_value());
    request.profile->near_share = *rc::gen::element(0.05, 0.15, 0.5);
    const auto expected =
        near_equals_by_hand(plain->hits, request.profile->near_share, collection.median_quality(), *analyzer);
    request.limit = *rc::gen::inRange<std::size_t>(1, 30);
    for (auto* searcher : {&*whole, &*halves}) {
      for (request.offset = 0; request.offset < expected.size(); request.offset += request.limit) {
        const auto page = searcher->search(request);
        RC_ASSERT(page.has_value());
        for (std::size_t at = 0; at < page->hits.size() && request.offset + at < expected.size(); ++at)
          RC_ASSERT(page->hits[at].article.id == expected[request.offset + at]);
      }
    }
  }
}

namespace {

using newsrank::test::ByHandHit;

// What is found and counted of the articles that hold any word, and the page with what fills it up.
struct Matches {
  std::size_t found = 0;
  std::size_t all_words = 0;
  std::map<std::string, bool> also;
  std::vector<ByHandHit> listed;
};

std::uint64_t held_by(const ByHandHit& hit, const std::vector<std::uint64_t>& masses) {
  std::uint64_t held = 0;
  for (std::size_t i = 0; i < masses.size(); ++i) held += hit.holds[i] ? masses[i] : 0;
  return held;
}

// Both of two words, unless fewer than three articles hold both; otherwise the share of their mass.
std::uint64_t least_mass(const std::vector<ByHandHit>& hits, const std::vector<std::uint64_t>& masses, double share) {
  std::uint64_t all = 0;
  for (const std::uint64_t mass : masses) all += mass;
  const auto holding = [&](const ByHandHit& hit) { return held_by(hit, masses) >= all; };
  const bool two = std::count_if(masses.begin(), masses.end(), [](std::uint64_t mass) { return mass > 0; }) == 2;
  if (two && std::count_if(hits.begin(), hits.end(), holding) >= 3) return all;
  return static_cast<std::uint64_t>(std::ceil(static_cast<double>(all) * share));
}

Matches matches_by_hand(const std::vector<ByHandHit>& hits, const std::vector<std::uint64_t>& masses, double share,
                        std::size_t limit, const std::function<double(const ByHandHit&)>& key) {
  Matches matches;
  const std::uint64_t least = least_mass(hits, masses, share);
  std::vector<ByHandHit> also;
  for (const ByHandHit& hit : hits) {
    const bool found = held_by(hit, masses) >= least;
    matches.also[hit.id] = !found;
    (found ? matches.listed : also).push_back(hit);
    if (!found) continue;
    ++matches.found;
    matches.all_words += std::find(hit.holds.begin(), hit.holds.end(), false) == hit.holds.end() ? 1 : 0;
  }
  also.resize(std::min(also.size(), limit - std::min(limit, matches.found)));
  for (const ByHandHit& hit : also) {
    const auto after = [&](const ByHandHit& other) {
      return key(other) < key(hit) ||
             (key(other) == key(hit) && other.score < hit.score && !same(other.score, hit.score));
    };
    matches.listed.insert(std::find_if(matches.listed.begin(), matches.listed.end(), after), hit);
  }
  return matches;
}

}  // namespace

RC_BOOST_PROP(what_is_found_and_what_fills_a_page_are_those_of_brute_force, ()) {
  Collection collection;
  auto whole = newsrank::Searcher::open(collection.whole());
  auto halves = newsrank::Searcher::open(collection.halves());
  RC_ASSERT(whole && halves);
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    const auto query = draw_words();
    const Filter filter = kFilters[*rc::gen::inRange<std::size_t>(0, kFilters.size())];
    newsrank::SearchRequest request;
    request.group_stories = false;
    for (const std::string& word : query) request.text += word + " ";
    request.text += filter.text;
    request.profile = draw_profile();
    request.profile->match_share = *rc::gen::element(0.3, 0.5, 0.9);
    request.now = kNow;
    request.sort = *rc::gen::element(SortOrder::relevance, SortOrder::relevance, SortOrder::date);
    request.limit = *rc::gen::inRange<std::size_t>(1, 30);
    request.facets = {{"provider"}};
    const auto key = [&](const ByHandHit& hit) { return key_of(collection.article(hit.id), request.sort); };
    const auto expected = matches_by_hand(collection.by_hand(query, *request.profile, filter, request.sort),
                                          collection.masses(query), request.profile->match_share, request.limit, key);
    for (auto* searcher : {&*whole, &*halves}) {
      const auto response = searcher->search(request);
      RC_ASSERT(response.has_value());
      RC_ASSERT(response->total.value == expected.found);
      RC_ASSERT(response->total.all_words == expected.all_words);
      RC_ASSERT(response->facets.front().articles == expected.found);
      RC_ASSERT(response->hits.size() == std::min(request.limit, expected.listed.size()));
      for (std::size_t at = 0; at < response->hits.size(); ++at) {
        const auto& hit = response->hits[at];
        RC_ASSERT(same(hit.score, expected.listed[at].score));
        RC_ASSERT(hit.also == expected.also.at(hit.article.id));
        RC_ASSERT(key(expected.listed[at]) == key_of(hit.article, request.sort));
      }
    }
  }
}
