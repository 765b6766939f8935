// SPDX-License-Identifier: GPL-2.0-or-later
// MarkFinder: where a query's words and phrases stand in a text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "query/translation/text_form.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {

// A place in a text that a clause matches.
struct Occurrence {
  std::size_t begin = 0;  // bytes, on character boundaries
  std::size_t end = 0;
  std::size_t clause = 0;  // by its number
  bool quoted = false;     // of a phrase that the user wrote

  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

// The clauses are read when it is made; it keeps pointers to their forms. Threads: one at a time, as the analyzer.
class MarkFinder {
 public:
  MarkFinder(const std::vector<Clause>& clauses, Analyzer& analyzer);

  // In order of their place. They may overlap. `field` is the text's.
  std::vector<Occurrence> find(std::string_view text, std::string_view field);

 private:
  struct WordForm {
    const TextForm* form;
    std::size_t clause;
  };
  struct Place {
    std::uint32_t position;
    std::size_t token;
  };
  using Lookup = std::unordered_map<std::string_view, std::vector<WordForm>>;
  using Places = std::vector<Place>;

  void read(const TextForm& form, std::size_t clause);
  void add_words(const Lookup& lookup, const std::string& word, const Token& token, std::string_view field);
  void collect_places();
  void add_phrases(const WordForm& phrase);
  void add_near(const WordForm& near);
  void add_run(const std::vector<Place>& run, const WordForm& phrase);
  const Places* places_of(const std::string& word) const;

  Analyzer& analyzer_;
  Lookup stems_;
  Lookup exacts_;
  std::vector<WordForm> phrases_;
  std::unordered_map<std::string_view, Places> places_;  // of the words of phrases, in the text that is read
  std::vector<Token> tokens_;
  std::vector<Occurrence> found_;
};

}  // namespace newsrank::detail
