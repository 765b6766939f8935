// SPDX-License-Identifier: GPL-2.0-or-later
// TextTranslator: words, phrases and wildcards of a query to the engine's queries with their score clauses.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "query/translation/part.hpp"
#include "query/translation/synonym_table.hpp"
#include "query/translation/text_units.hpp"

namespace newsrank::detail {

// The references must outlive it. Absent results could not be used and left a diagnostic. Threads: one at a time.
class TextTranslator {
 public:
  TextTranslator(Analyzer& analyzer, const TermSource& terms, const TranslatorOptions& options,
                 std::vector<QueryDiagnostic>& diagnostics)
      : analyzer_(analyzer), terms_(terms), database_(terms), options_(options), diagnostics_(diagnostics) {}

  // How many wildcards the whole query has.
  void set_patterns(std::size_t patterns) { patterns_ = patterns; }

  // Whether a word in capitals means more than its lower-case form (IT, WHO): it does where others are not in capitals.
  void set_mixed_case(bool mixed) { mixed_case_ = mixed; }

  // Within what a query excludes, synonyms do not apply: -tv does not exclude television.
  bool set_excluding(bool excluding) { return std::exchange(excluding_, excluding); }

  std::optional<Part> word(const Query& node);
  std::optional<Part> phrase(const Query& node);
  std::optional<Part> wildcard(const Query& node);

  // Two neighbouring words of a bag that the collection also knows as one (multi cloud, multicloud) may stand joined.
  std::optional<Part> joined_pair(const Query& left, const Query& right);

  // How many of the nodes from `first` on are an entry of the synonyms together; 0 if fewer than two are.
  std::size_t synonym_run(const std::vector<const Query*>& nodes, std::size_t first);
  // Such a run: its words, or one of its synonyms.
  std::optional<Part> run_with_synonyms(const std::vector<const Query*>& nodes, std::size_t first, std::size_t count);

  // Whether a word without field consists of stop words.
  bool is_common(const Query& node);
  // Whether a bag leaves such a word out beside others.
  bool is_stop_word(const Query& node) { return options_.drop_stop_words && is_common(node); }

 private:
  Part unit(const TextUnit& unit, std::string_view field);
  Part unit_as_written(const TextUnit& unit, std::string_view field);
  Part simple_unit(const TextUnit& unit, const std::vector<std::string>& synonym_stems = {});
  Part capital_word(const TextUnit& unit);
  std::vector<std::string> stems_of(const TextUnit& unit, const std::string& stem,
                                    const std::vector<std::string>& synonym_stems) const;
  bool means_capitals(const TextUnit& unit) const;
  void add_boosters(const TextUnit& unit, const Token& token, bool one_stem, Part& part);
  void add_capital_form(const Token& token, Part& part);
  // What the word is found by besides its forms, and weighs then.
  void add_phrases(FormedQuery&& found, double articles, double factor, QueryWord& word) const;
  FormedQuery all_grams(const TextUnit& unit, double& articles) const;
  FormedQuery written_apart_form(const Token& token);
  Part compound_unit(const TextUnit& unit);
  FormedQuery synonym(const std::string& text, std::string_view field);
  void add_synonyms(const std::vector<std::string>& texts, std::string_view field, const Xapian::Query& unless,
                    Part& part);
  std::vector<std::string> single_stems(std::vector<std::string>& texts);
  void add_word_synonyms(const Query& node, const std::vector<TextUnit>& units, Part& part);
  void add_exact_form(const Token& exact, Part& part);
  double rarest(const std::vector<std::string>& words) const;
  WeightedTerm as_term(const std::string& term) const;
  WeightedTerm as_term(const Clause& clause) const;  // of a single term
  TermQuery as_terms(const Part& part, const std::vector<std::string>& terms) const;
  Xapian::Query any_of(const std::vector<std::string>& terms) const;
  double articles_of_any(const std::vector<std::string>& terms) const;

  Analyzer& analyzer_;
  const TermSource& terms_;
  const TermSource& database_;
  const TranslatorOptions& options_;
  std::vector<QueryDiagnostic>& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t patterns_ = 0;
  bool mixed_case_ = false;
  bool excluding_ = false;
  bool as_written_ = false;
};

}  // namespace newsrank::detail
