// TextTranslator: words, phrases and wildcards of a query to the engine's queries with their score clauses.
#pragma once

#include <xapian.h>

#include <optional>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "query/part.hpp"
#include "query/text_units.hpp"

namespace newsrank::detail {

// The references must outlive it. Absent results could not be used and left a diagnostic. Threads: one at a time.
class TextTranslator {
 public:
  TextTranslator(Analyzer& analyzer, const Xapian::Database& database, const TranslatorOptions& options,
                 std::vector<QueryDiagnostic>& diagnostics)
      : analyzer_(analyzer), database_(database), options_(options), diagnostics_(diagnostics) {}

  // How many words the whole query has; long queries get title clauses.
  void set_query_words(std::size_t words) { query_words_ = words; }

  // Whether a word in capitals means more than its lower-case form (IT, WHO): it does where others are not in capitals.
  void set_mixed_case(bool mixed) { mixed_case_ = mixed; }

  std::optional<Part> word(const Query& node);
  std::optional<Part> phrase(const Query& node);
  std::optional<Part> wildcard(const Query& node);

  // Two neighbouring words of a bag that the collection also knows as one (multi cloud, multicloud) may stand joined.
  std::optional<Part> joined_pair(const Query& left, const Query& right);

  // In long queries: optional clauses for the words of `node` in titles. Of stop words they are all that counts.
  void add_title_clauses(const Query& node, Part& part);

  // Whether a word without field consists of stop words.
  bool is_stop_word(const Query& node);

 private:
  Part unit(const TextUnit& unit, std::string_view field);
  Part simple_unit(const Token& token);
  Xapian::Query written_apart_form(const Token& token);
  Part compound_unit(const TextUnit& unit);
  void add_title_clause(const Token& token, Part& part);
  void add_boosters(const Token& exact, bool with_exact, Part& part);

  Analyzer& analyzer_;
  const Xapian::Database& database_;
  const TranslatorOptions& options_;
  std::vector<QueryDiagnostic>& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t query_words_ = 0;
  bool mixed_case_ = false;
};

}  // namespace newsrank::detail
