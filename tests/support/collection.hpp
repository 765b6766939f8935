// SPDX-License-Identifier: GPL-2.0-or-later
// Collection: a few articles in an index of their own, and what queries find among them.
#pragma once

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

namespace newsrank::test {

// Articles by a name, which is their address too.
class Collection {
 public:
  explicit Collection(const std::vector<Article>& articles, const std::string& language = "english") {
    WriterOptions options;
    options.analyzer.language = language;
    auto writer = newsrank::IndexWriter::open(dir_.file("db"), options);
    BOOST_REQUIRE(writer);
    for (Article article : articles) {
      article.url = "https://example.org/" + article.url;
      if (article.published_at == std::nullopt) article.published_at = 0;
      BOOST_REQUIRE(writer->put(article));
    }
    BOOST_REQUIRE(writer->commit());
    auto searcher = newsrank::Searcher::open({dir_.file("db")});
    BOOST_REQUIRE(searcher);
    searcher_ = std::make_unique<newsrank::Searcher>(std::move(*searcher));
  }

  newsrank::SearchResponse search(SearchRequest request) {
    request.now = 1'700'000'000;
    request.quality_weight = request.quality_weight.value_or(0);
    auto response = searcher_->search(request);
    if (!response) return {};
    return std::move(*response);
  }

  newsrank::SearchResponse search(const std::string& text) {
    SearchRequest request;
    request.text = text;
    return search(request);
  }

  newsrank::Searcher& searcher() { return *searcher_; }

 private:
  TempDir dir_;
  std::unique_ptr<newsrank::Searcher> searcher_;
};

inline Article article(const std::string& name, const std::string& title, const std::string& excerpt = {}) {
  Article result;
  result.url = name;
  result.title = title;
  result.excerpt = excerpt;
  return result;
}

inline std::vector<std::string> names(const newsrank::SearchResponse& response, bool sorted) {
  std::vector<std::string> result;
  for (const auto& hit : response.hits) result.push_back(hit.article.url.substr(hit.article.url.rfind('/') + 1));
  if (sorted) std::sort(result.begin(), result.end());
  return result;
}

inline std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

struct SearchCase {
  std::string_view query;
  std::string_view expected;  // names; in order if `ordered`
  bool ordered = false;
};

inline void check(Collection& collection, const std::vector<SearchCase>& cases) {
  for (const SearchCase& each : cases) {
    BOOST_TEST_CONTEXT("query: " << each.query) {
      BOOST_TEST(joined(names(collection.search(std::string(each.query)), !each.ordered)) == each.expected);
    }
  }
}

}  // namespace newsrank::test
