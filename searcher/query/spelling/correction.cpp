// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/correction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/spelling/likely_word.hpp"
#include "query/spelling/written_word.hpp"
#include "query/syntax/diagnostics.hpp"
#include "query/syntax/parser.hpp"
#include "query/translation/phrase.hpp"
#include "query/translation/splitting.hpp"
#include "query/translation/synonym_table.hpp"
#include "query/translation/text_units.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxLookups = 16;
constexpr std::size_t kMaxRemarks = 32;

// One word of the query.
struct WordInQuery {
  Query* node = nullptr;
  Token token;  // its offsets are those in the node's text
  bool known = false;
  bool elsewhere = false;  // articles have it, but not in the field
  bool company = false;    // says something about the words beside it
  bool alone = false;      // no part of a compound, and without signs
  bool has_synonyms = false;
};

// What becomes of one that is not known.
struct Finding {
  const WordInQuery* word = nullptr;
  std::optional<std::size_t> place{};  // in the query text
  std::optional<LikelyWord> likely{};
  bool replaced = false;
};

class Corrector {
 public:
  Corrector(Analyzer& analyzer, const TermSource& database, const CorrectionOptions& options)
      : analyzer_(analyzer), database_(database), options_(options) {}

  CorrectedQuery run(const Query& tree, std::string_view text, const VocabularySource& vocabulary);

 private:
  void collect(Query& node);
  void collect_words(Query& node);
  bool exists(const Token& token) const;
  bool is_otherwise_known(const TextUnit& unit) const;
  bool is_in_field(const Query& node, const TextUnit& unit) const;
  void find_known();
  std::vector<Finding> findings(std::string_view text, const VocabularySource& vocabulary);
  std::optional<LikelyWord> likely(const WordInQuery& word, const Vocabulary& vocabulary) const;

  Analyzer& analyzer_;
  const TermSource& database_;
  const CorrectionOptions& options_;
  std::vector<Token> tokens_;
  std::vector<WordInQuery> words_;
};

bool Corrector::exists(const Token& token) const {
  return !token.text.empty() &&
         (database_.term_exists(prefixed_term(kStemPrefix, token.stem)) || database_.term_exists(token.text));
}

// By another spelling, or in pieces.
bool Corrector::is_otherwise_known(const TextUnit& unit) const {
  const auto stem_exists = [&](const std::string& stem) {
    return database_.term_exists(prefixed_term(kStemPrefix, stem));
  };
  return std::any_of(unit.others.begin(), unit.others.end(), stem_exists) ||
         (!unit.grams.empty() && std::all_of(unit.grams.begin(), unit.grams.end(), stem_exists));
}

// The words of phrases are looked for as they are written.
bool Corrector::is_in_field(const Query& node, const TextUnit& unit) const {
  if (node.field.empty()) return true;
  const Field& field = *options_.fields->find(node.field);
  if (node.kind == QueryKind::phrase) {
    return std::any_of(unit.parts.begin(), unit.parts.end(), [&](const Token& part) {
      return database_.term_exists(prefixed_term(field.prefix, part.text));
    });
  }
  Xapian::Enquire enquire(database_.database());
  // Without weights the engine may take the list of all documents for that of a term, see index/engine_run.hpp.
  enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));
  enquire.set_query(field_filter(database_, analyzer_, unit, field));
  return !enquire.get_mset(0, 1).empty();
}

void Corrector::collect_words(Query& node) {
  for (TextUnit& unit : text_units(analyzer_, node.text, tokens_)) {
    const bool whole = unit.parts.size() == 1 && unit.whole.text.empty() && unit.joined.text.empty();
    const bool unit_known = exists(unit.whole) || exists(unit.joined) || is_otherwise_known(unit);
    const bool in_field = is_in_field(node, unit);
    for (Token& part : unit.parts) {
      WordInQuery word;
      word.node = &node;
      const bool part_exists = exists(part);
      const bool stop_word = analyzer_.is_stop_word(part.text);
      word.known = unit_known || part_exists || (stop_word && node.kind == QueryKind::word);
      word.elsewhere = part_exists && !in_field && !stop_word;
      word.company = part_exists && !stop_word;
      word.has_synonyms = options_.synonyms != nullptr && options_.synonyms->find({unit}, analyzer_) != nullptr;
      word.alone = whole && stands_alone(node.text, part.begin, part.end);
      word.token = std::move(part);
      words_.push_back(std::move(word));
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
    if (!words_[i].known)
      words_[i].known = !written_apart(database_, analyzer_, words_[i].token, *options_.fields).empty();
  }
}

std::optional<LikelyWord> Corrector::likely(const WordInQuery& word, const Vocabulary& vocabulary) const {
  std::vector<std::string> company;
  for (const WordInQuery& other : words_) {
    if (other.company && other.known) company.push_back(prefixed_term(kStemPrefix, other.token.stem));
  }
  const Field* field = word.node->field.empty() ? nullptr : options_.fields->find(word.node->field);
  return likely_word(vocabulary, database_.database(), word.token.text, company, [&](const std::string& meant) {
    return !analyzer_.is_stop_word(meant) &&
           (field == nullptr || database_.term_exists(prefixed_term(field->prefix, meant)));
  });
}

// Where a stretch of the node's text stands in the query text; nothing if escapes make them differ.
std::optional<std::size_t> place_of(const Query& node, const Token& token, std::string_view text) {
  if (node.begin > node.end || node.end > text.size()) return std::nullopt;
  const auto at = text.substr(node.begin, node.end - node.begin).find(node.text);
  if (at == std::string_view::npos) return std::nullopt;
  return node.begin + at + token.begin;
}

std::vector<Finding> Corrector::findings(std::string_view text, const VocabularySource& vocabulary) {
  std::vector<Finding> found;
  std::size_t lookups = 0;
  for (const WordInQuery& word : words_) {
    if (word.known && !word.elsewhere) continue;
    Finding finding{&word, place_of(*word.node, word.token, text)};
    if (!word.known && !word.has_synonyms && lookups++ < kMaxLookups) {
      if (const Vocabulary* const words = vocabulary()) finding.likely = likely(word, *words);
    }
    finding.replaced = options_.replace && finding.likely && finding.likely->sure && word.alone &&
                       is_in_small_letters(word.node->text, word.token.begin, word.token.end);
    found.push_back(std::move(finding));
  }
  return found;
}

UnknownWord describe(const Finding& finding) {
  const Token& token = finding.word->token;
  const Query& node = *finding.word->node;
  UnknownWord word;
  word.written = node.text.substr(token.begin, token.end - token.begin);
  word.field = node.field;
  if (finding.likely) word.meant = finding.likely->word;
  word.replaced = finding.replaced;
  word.begin = finding.place.value_or(node.begin);
  word.end = finding.place ? *finding.place + word.written.size() : node.end;
  return word;
}

CorrectedQuery Corrector::run(const Query& tree, std::string_view text, const VocabularySource& vocabulary) {
  CorrectedQuery result{tree, {}, {}};
  collect(result.tree);
  find_known();
  const std::vector<Finding> found = findings(text, vocabulary);
  for (const Finding& finding : found) result.words.push_back(describe(finding));
  const bool any_replaced = std::any_of(found.begin(), found.end(), [](const Finding& each) { return each.replaced; });
  bool any = false;
  bool placed = true;
  result.suggestion = text;
  // From the back, so that the places before stay right.
  for (auto finding = found.rbegin(); finding != found.rend(); ++finding) {
    if (!finding->likely || finding->replaced != any_replaced) continue;
    const Token& token = finding->word->token;
    const std::size_t length = token.end - token.begin;
    any = true;
    placed = placed && finding->place;
    if (placed) result.suggestion.replace(*finding->place, length, finding->likely->word);
    finding->word->node->text.replace(token.begin, length, finding->likely->word);
  }
  if (!any) result.suggestion.clear();
  if (any && !placed) result.suggestion = format_tree(result.tree, *options_.fields);
  if (!any_replaced) result.tree = tree;
  return result;
}

std::string missing_text(const UnknownWord& word) {
  const std::string what = fmt::format("no article has {}", in_quotes(word.written));
  return word.field.empty() ? what : fmt::format("{} in its {}", what, word.field);
}

}  // namespace

CorrectedQuery correct_query(const Query& tree, std::string_view text, Analyzer& analyzer, const TermSource& database,
                             const VocabularySource& vocabulary, const CorrectionOptions& options) {
  return Corrector(analyzer, database, options).run(tree, text, vocabulary);
}

std::vector<QueryDiagnostic> correction_remarks(const std::vector<UnknownWord>& words) {
  std::vector<QueryDiagnostic> remarks;
  for (const UnknownWord& word : words) {
    if (remarks.size() == kMaxRemarks) break;
    QueryDiagnostic remark{DiagnosticSeverity::note, "unknown_word", missing_text(word), "", word.begin, word.end};
    if (word.replaced) {
      remark.code = "corrected";
      remark.message += fmt::format("; searched for {}", in_quotes(word.meant));
    } else if (!word.meant.empty()) {
      remark.code = "did_you_mean";
      remark.hint = fmt::format("did you mean {}?", word.meant);
    }
    remarks.push_back(std::move(remark));
  }
  return remarks;
}

}  // namespace newsrank::detail
