// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/correction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/diagnostics.hpp"
#include "query/translation/splitting.hpp"
#include "query/translation/text_units.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxCorrections = 16;

// One word of the query.
struct QueryWord {
  Query* node = nullptr;
  Token token;  // its offsets are those in the node's text
  bool known = false;
  bool context = false;  // says something about the words beside it
};

class Corrector {
 public:
  Corrector(Analyzer& analyzer, const Xapian::Database& database) : analyzer_(analyzer), database_(database) {}

  CorrectedQuery run(const Query& tree, std::string_view text, const VocabularySource& vocabulary);

 private:
  void collect(Query& node);
  void collect_words(Query& node);
  bool exists(const Token& token) const;
  bool is_known(const TextUnit& unit) const;
  void find_known();
  std::vector<std::string> context() const;

  Analyzer& analyzer_;
  const Xapian::Database& database_;
  std::vector<Token> tokens_;
  std::vector<QueryWord> words_;
};

bool Corrector::exists(const Token& token) const {
  return !token.text.empty() &&
         (database_.term_exists(prefixed_term(kStemPrefix, token.stem)) || database_.term_exists(token.text));
}

bool Corrector::is_known(const TextUnit& unit) const {
  return exists(unit.whole) || exists(unit.joined);
}

void Corrector::collect_words(Query& node) {
  for (TextUnit& unit : text_units(analyzer_, node.text, tokens_)) {
    const bool compound_known = is_known(unit);
    for (Token& part : unit.parts) {
      const bool known = compound_known || exists(part);
      const bool context = exists(part) && !analyzer_.is_stop_word(part.text);
      words_.push_back({&node, std::move(part), known, context});
    }
  }
}

void Corrector::collect(Query& node) {
  if (node.occur == Occur::must_not) return;
  if (node.kind == QueryKind::word || node.kind == QueryKind::phrase) return collect_words(node);
  const auto end = node.kind == QueryKind::and_not ? node.children.begin() + 1 : node.children.end();
  for (auto child = node.children.begin(); child != end; ++child) collect(*child);
}

// A word may be known only together with the next one, or as two.
void Corrector::find_known() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (i + 1 < words_.size() && !(words_[i].known && words_[i + 1].known) &&
        database_.term_exists(words_[i].token.text + words_[i + 1].token.text)) {
      words_[i].known = words_[i + 1].known = true;
    }
    if (!words_[i].known) words_[i].known = !written_apart(database_, analyzer_, words_[i].token).empty();
  }
}

std::vector<std::string> Corrector::context() const {
  std::vector<std::string> terms;
  for (const QueryWord& word : words_) {
    if (word.context) terms.push_back(prefixed_term(kStemPrefix, word.token.stem));
  }
  return terms;
}

// Where a stretch of the node's text stands in the query text; nothing if escapes make them differ.
std::optional<std::size_t> place_of(const Query& node, const Token& token, std::string_view text) {
  if (node.begin > node.end || node.end > text.size()) return std::nullopt;
  const auto at = text.substr(node.begin, node.end - node.begin).find(node.text);
  if (at == std::string_view::npos) return std::nullopt;
  return node.begin + at + token.begin;
}

CorrectedQuery Corrector::run(const Query& tree, std::string_view text, const VocabularySource& vocabulary) {
  CorrectedQuery result{tree, std::string(text), {}};
  collect(result.tree);
  find_known();
  if (std::all_of(words_.begin(), words_.end(), [](const QueryWord& word) { return word.known; })) return result;
  const std::vector<std::string> context = this->context();
  std::vector<std::pair<QueryWord*, std::string>> corrections;
  for (QueryWord& word : words_) {
    if (word.known || corrections.size() == kMaxCorrections) continue;
    if (auto correction = vocabulary().correct(word.token.text, database_, context)) {
      corrections.emplace_back(&word, std::move(correction->word));
    }
  }
  bool placed = true;
  for (const auto& [word, corrected] : corrections) {
    const Token& token = word->token;
    const auto place = place_of(*word->node, token, text);
    placed = placed && place;
    const std::string written = word->node->text.substr(token.begin, token.end - token.begin);
    result.words.push_back(
        {written, corrected, place.value_or(word->node->begin), place ? *place + written.size() : word->node->end});
  }
  // From the back, so that the places before stay right.
  for (std::size_t i = corrections.size(); i-- > 0;) {
    const Token& token = corrections[i].first->token;
    const CorrectedWord& word = result.words[i];
    corrections[i].first->node->text.replace(token.begin, token.end - token.begin, word.corrected);
    if (placed) result.text.replace(word.begin, word.end - word.begin, word.corrected);
  }
  if (!placed) result.text = format_query(result.tree);
  return result;
}

}  // namespace

CorrectedQuery correct_query(const Query& tree, std::string_view text, Analyzer& analyzer,
                             const Xapian::Database& database, const VocabularySource& vocabulary) {
  return Corrector(analyzer, database).run(tree, text, vocabulary);
}

std::vector<QueryDiagnostic> correction_remarks(const CorrectedQuery& corrected, bool replaced) {
  std::vector<QueryDiagnostic> remarks;
  for (const CorrectedWord& word : corrected.words) {
    const std::string missing = fmt::format("no article has {}", in_quotes(word.written));
    if (replaced) {
      remarks.push_back({DiagnosticSeverity::note, "corrected",
                         fmt::format("{}; searched for {}", missing, in_quotes(word.corrected)), "", word.begin,
                         word.end});
    } else {
      remarks.push_back({DiagnosticSeverity::note, "did_you_mean", missing,
                         fmt::format("did you mean {}?", word.corrected), word.begin, word.end});
    }
  }
  return remarks;
}

}  // namespace newsrank::detail
