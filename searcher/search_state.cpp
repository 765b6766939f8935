#include "search_state.hpp"

#include <utility>

namespace newsrank::detail {

SearchState::SearchState(IndexReader index, Analyzer analyzer)
    : index_(std::move(index)), analyzer_(std::move(analyzer)) {}

const Vocabulary& SearchState::vocabulary() {
  if (!words_) words_ = std::make_unique<const Vocabulary>(index_.database());
  return *words_;
}

const SynonymTable* SearchState::table_of(const std::shared_ptr<const Synonyms>& synonyms) {
  if (!synonyms) return nullptr;
  if (synonyms != synonyms_) {
    synonym_table_ = std::make_unique<const SynonymTable>(*synonyms, analyzer_);
    synonyms_ = synonyms;
  }
  return synonym_table_.get();
}

void SearchState::use(IndexReader reopened) {
  index_ = std::move(reopened);
  words_.reset();
}

}  // namespace newsrank::detail
