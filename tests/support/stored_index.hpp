// Helpers for tests of stored indexes: putting articles, and an index as plain values that can be compared.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/terms.hpp"
#include "index_store.hpp"
#include "newsrank/article.hpp"

namespace newsrank::test {

inline IdentityHash identity_of(std::string_view url) {
  const std::string term = detail::identity_term(url);
  IdentityHash identity;
  for (std::size_t i = 1; i < term.size(); ++i) {
    std::uint64_t& half = i <= 8 ? identity.high : identity.low;
    half = half << 8 | static_cast<unsigned char>(term[i]);
  }
  return identity;
}

inline BulkArticle bulk_article(const Article& article) {
  return {identity_of(article.id), {encode_article(article)}};
}

// Hands out articles in order, at most `most` at a time.
class VectorSource : public BulkSource {
 public:
  explicit VectorSource(std::vector<BulkArticle> articles, std::size_t most = 1000)
      : articles_(std::move(articles)), most_(most) {}

  Result<std::vector<BulkArticle>> next_batch(std::size_t wanted) override {
    std::vector<BulkArticle> batch;
    while (next_ < articles_.size() && batch.size() < std::min(wanted, most_)) batch.push_back(articles_[next_++]);
    return batch;
  }

 private:
  std::vector<BulkArticle> articles_;
  std::size_t most_;
  std::size_t next_ = 0;
};

inline Result<void> put(IndexStore& store, const Article& article) {
  const std::string record = encode_article(article);
  const std::string_view version = record;
  return store.put(identity_of(article.id), {&version, 1});
}

// "term wdf:position,position" and "slot=value" and the data of one document.
inline std::vector<std::string> dump_document(const Xapian::Document& document) {
  std::vector<std::string> lines;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    std::string line = *term + ' ' + std::to_string(term.get_wdf());
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) {
      line += (line.find(':') == std::string::npos ? ':' : ',') + std::to_string(*position);
    }
    lines.push_back(std::move(line));
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    lines.push_back(std::to_string(value.get_valueno()) + '=' + *value);
  }
  lines.push_back(document.get_data());
  return lines;
}

// Every document of an index by its identity term, which is its first term beginning with Q.
inline std::map<std::string, std::vector<std::string>> dump_index(const std::string& path) {
  std::map<std::string, std::vector<std::string>> documents;
  const Xapian::Database database(path);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    auto term = document.termlist_begin();
    term.skip_to("Q");
    documents[*term] = dump_document(document);
  }
  return documents;
}

}  // namespace newsrank::test
