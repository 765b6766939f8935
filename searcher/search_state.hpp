// SearchState: what a searcher keeps between searches: the opened indexes, and what is made of them when first needed.
#pragma once

#include <memory>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/synonyms.hpp"
#include "query/synonym_table.hpp"
#include "query/vocabulary.hpp"

namespace newsrank::detail {

// Threads: one at a time. The functions that read from the engine throw Xapian::Error (callers guard).
class SearchState {
 public:
  SearchState(IndexReader index, Analyzer analyzer);

  const IndexReader& index() const { return index_; }
  Analyzer& analyzer() { return analyzer_; }

  // The words of the indexes.
  const Vocabulary& vocabulary();
  // The table of `synonyms`, kept for the next search with the same; null for null.
  const SynonymTable* table_of(const std::shared_ptr<const Synonyms>& synonyms);

  // Goes on with another snapshot of the same indexes.
  void use(IndexReader reopened);

 private:
  IndexReader index_;
  Analyzer analyzer_;
  std::unique_ptr<const Vocabulary> words_;  // of index_

  std::shared_ptr<const Synonyms> synonyms_;  // what synonym_table_ was made of
  std::unique_ptr<const SynonymTable> synonym_table_;
};

}  // namespace newsrank::detail
