#include "plain_xapian.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "collection.hpp"
#include "stopwatch.hpp"

namespace newsrank::bench {
namespace {

constexpr std::uint64_t kArticlesAtOnce = 1000;

}  // namespace

PlainXapianWriter::PlainXapianWriter(const std::string& path) : database_(path, Xapian::DB_CREATE) {
  generator_.set_stemmer(Xapian::Stem("english"));
}

void PlainXapianWriter::add(const Article& article, const std::string& record) {
  Xapian::Document document;
  generator_.set_document(document);
  generator_.index_text(article.title, 1, "S");
  generator_.index_text(article.title);
  generator_.increase_termpos();
  generator_.index_text(article.excerpt);
  document.add_value(kPlainQualitySlot, Xapian::sortable_serialise(article.quality.value_or(0)));
  document.set_data(record);
  database_.add_document(document);
}

void PlainXapianWriter::finish() {
  database_.commit();
  database_.close();
}

WriteCost write_plain_xapian(std::uint64_t seed, std::uint64_t count, const std::string& path) {
  Stopwatch watch;
  watch.start();
  PlainXapianWriter writer(path);
  watch.stop();
  for (std::uint64_t first = 0; first < count; first += kArticlesAtOnce) {
    std::vector<std::pair<Article, std::string>> articles;
    for (std::uint64_t number = first; number < std::min(first + kArticlesAtOnce, count); ++number) {
      Article article = generate_article(seed, number);
      std::string record = encode_article(article);
      articles.emplace_back(std::move(article), std::move(record));
    }
    watch.start();
    for (const auto& [article, record] : articles) writer.add(article, record);
    watch.stop();
  }
  watch.start();
  writer.finish();
  watch.stop();
  return {watch.wall_seconds(), watch.cpu_seconds()};
}

}  // namespace newsrank::bench
