// SPDX-License-Identifier: GPL-2.0-or-later
#include "plain_xapian.hpp"

namespace newsrank::bench {

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
  return cost_of_writing<PlainXapianWriter>(seed, count, path);
}

}  // namespace newsrank::bench
