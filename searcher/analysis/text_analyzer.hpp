// SPDX-License-Identifier: GPL-2.0-or-later
// TextAnalyzer: segmenter, compounds, folding and stemmer put together; the inside of newsrank::Analyzer.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/compound_grouper.hpp"
#include "analysis/folding.hpp"
#include "analysis/script_grams.hpp"
#include "analysis/segmenter.hpp"
#include "analysis/stemmer.hpp"
#include "analysis/token_writer.hpp"
#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

// `path` full sends ASCII through ICU too, for tests and measurements. Not movable: its parts know each other.
class TextAnalyzer {
 public:
  // `language` is a name from kLanguages.
  explicit TextAnalyzer(std::string_view language, AnalysisPath path = AnalysisPath::automatic)
      : folder_(path), stemmer_(language, path), segmenter_(path), writer_(folder_, stemmer_), grouper_(writer_) {}
  TextAnalyzer(const TextAnalyzer&) = delete;
  TextAnalyzer& operator=(const TextAnalyzer&) = delete;

  void analyze(std::string_view text, std::vector<Token>& tokens) {
    writer_.start(text, tokens);
    grouper_.start(text);
    segmenter_.segment(text, grouper_);
    grouper_.finish();
    writer_.finish();
    if (writer_.unspaced()) add_script_grams(text, folder_, tokens);
  }

  const Folder& folder() const { return folder_; }
  Stemmer& stemmer() { return stemmer_; }

 private:
  Folder folder_;
  Stemmer stemmer_;
  Segmenter segmenter_;
  TokenWriter writer_;
  CompoundGrouper grouper_;
};

}  // namespace newsrank::detail
