// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/completion.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text/ascii.hpp"
#include "index/engine_run.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/spelling/frequent_terms.hpp"
#include "query/spelling/shown_word.hpp"
#include "query/spelling/unfinished.hpp"
#include "query/spelling/unfinished_context.hpp"
#include "query/spelling/value_completion.hpp"
#include "query/translation/known_values.hpp"
#include "query/translation/runnable_query.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxBytes = 256;
constexpr std::size_t kMaxContext = 6;  // words that topics and titles hold
constexpr std::size_t kMaxNextWords = 40;
constexpr std::size_t kMinNextWord = 3;  // bytes
constexpr std::size_t kSpareWords = 16;  // beyond those wanted: stop words and other forms of a word are left out
constexpr std::size_t kSparePhrases = 5;
constexpr std::size_t kMaxTitleWords = 100;
constexpr Xapian::doccount kTitles = 500;  // whose quality is compared
constexpr Xapian::doccount kTitlesOfServers = 200;
constexpr std::size_t kWitnesses = 2;  // articles that are asked how a word is written

std::string_view last_bytes(std::string_view text) {
  if (text.size() <= kMaxBytes) return text;
  text.remove_prefix(text.size() - kMaxBytes);
  return text.substr(std::min(text.find_first_of(" \t\n"), text.size()));
}

// An address, or a part of one.
bool is_address(std::string_view word) {
  constexpr std::size_t kLongestName = 40;
  return word.find('/') != std::string_view::npos || word.size() > kLongestName;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The word behind what was typed of it, which stays as it was typed where only the case differs.
std::string finished(std::string_view typed, const std::string& word) {
  const bool lower = word == lower_ascii(word);
  if (!lower || !is_ascii(typed) || !word.starts_with(lower_ascii(typed))) return word;
  return std::string(typed) + word.substr(typed.size());
}

class Completer {
 public:
  Completer(const IndexReader& index, Analyzer& analyzer, std::size_t limit)
      : index_(index), database_(index.database()), analyzer_(analyzer), limit_(limit) {}

  Completions run(std::string_view text);

 private:
  bool split(std::string_view text);
  void split_phrase();
  void split_word();
  void understand();
  std::string term_of(const std::string& word) const;
  void complete_field(Completions& completions);
  std::vector<std::string> queries();
  std::vector<CountedTerm> next_words(const FrequentTerms& terms) const;
  bool is_found(const std::string& query);
  std::vector<TitleCompletion> titles() const;
  Xapian::Query in_titles() const;
  std::vector<std::string> topics();

  const MatchingDocuments* within() const { return context_.within ? &*context_.within : nullptr; }

  const IndexReader& index_;
  const Xapian::Database& database_;
  Analyzer& analyzer_;
  std::size_t limit_;

  Unfinished end_;
  std::string condition_;           // what has to match, too
  std::size_t only_condition_ = 0;  // bytes at its end that are not in the text
  std::string tail_;                // what the text has between it and the word that is completed
  std::string typed_;               // of that word; empty: a next one is wanted
  std::string prefix_;              // the same, folded
  UnfinishedContext context_;
};

// A word's term in the field that it is to be found in.
std::string Completer::term_of(const std::string& word) const {
  return end_.field == nullptr ? word : prefixed_term(end_.field->prefix, word);
}

// Whether there is something to complete.
bool Completer::split(std::string_view text) {
  end_ = unfinished_end(text, index_.fields());
  if (end_.field != nullptr && end_.field->kind != FieldKind::text) {
    condition_ = end_.before;
    return has_values(*end_.field);
  }
  condition_ = std::string(end_.before);
  tail_ = std::string(end_.lead);
  typed_ = end_.typed;
  if (end_.quoted) split_phrase();
  split_word();
  return true;
}

// The last word of a phrase is unfinished; those before it have to stand as they do.
void Completer::split_phrase() {
  const std::size_t blank = typed_.find_last_of(" \t");
  if (blank == std::string::npos) return;
  const std::string rest = typed_.substr(0, blank + 1);
  typed_.erase(0, rest.size());
  tail_ += rest;
  const std::size_t sign = end_.lead.find_first_not_of("+-");
  const std::string phrase = std::string(end_.lead.substr(sign)) + rest + '"';
  condition_ += phrase;
  only_condition_ = phrase.size();
}

// A piece with signs may be the beginning of a name (`c+`, `.ne`, `multi-cl`); otherwise its last word is unfinished,
// unless a sign ends it.
void Completer::split_word() {
  if (typed_.empty()) return;
  prefix_ = analyzer_.fold(typed_);
  const std::string term = prefix_.empty() ? "" : term_of(prefix_);
  if (!term.empty() && database_.allterms_begin(term) != database_.allterms_end(term)) return;
  std::vector<Token> tokens;
  analyzer_.analyze(typed_, tokens);
  std::erase_if(tokens, [](const Token& token) { return token.kind != TokenKind::word; });
  const bool unfinished = !tokens.empty() && tokens.back().end == typed_.size();
  const std::size_t done = unfinished ? tokens.back().begin : typed_.size();
  if (done > 0 && !end_.quoted) {
    condition_ += std::exchange(tail_, "") + typed_.substr(0, done);
  } else {
    tail_ += typed_.substr(0, done);
  }
  typed_.erase(0, done);
  prefix_ = unfinished ? tokens.back().text : "";
}

void Completer::understand() {
  const bool of_removed = end_.field != nullptr && end_.field->name == "removed";
  context_ = understand_context(index_, analyzer_, condition_, {end_.alternative, of_removed});
}

void Completer::complete_field(Completions& completions) {
  std::string_view lead = end_.lead;
  if (end_.quoted) lead = lead.substr(0, lead.rfind(':') + 1);
  completions.values =
      complete_value(index_, analyzer_, FrequentTerms(index_, within()), *end_.field, end_.typed, limit_);
  for (const std::string& value : completions.values)
    completions.queries.push_back(context_.text + std::string(lead) + value_in_query(value, end_.quoted));
}

// Often together with the words before, and not just frequent everywhere.
std::vector<CountedTerm> Completer::next_words(const FrequentTerms& terms) const {
  if (!context_.within || context_.stems.empty()) return {};
  // Exact words stand together behind the prefixes of terms, which are capitals.
  const std::string first = term_of("[");
  std::string end = end_.field == nullptr ? "" : std::string(end_.field->prefix);
  if (!end.empty()) ++end.back();
  auto words = terms.in_sample(first, end);
  std::erase_if(words, [&](const CountedTerm& word) { return word.term.size() < first.size() - 1 + kMinNextWord; });
  keep_most_frequent(words, kMaxNextWords + limit_);
  const double articles = static_cast<double>(database_.get_doccount());
  for (CountedTerm& word : words)
    word.count *= std::log(1 + articles / static_cast<double>(std::max(1U, database_.get_termfreq(word.term))));
  keep_most_frequent(words, words.size());
  return words;
}

bool Completer::is_found(const std::string& query) {
  Xapian::Enquire enquire(database_);
  set_unweighted(enquire, index_, matches_of_text(index_, analyzer_, query, false));
  return !enquire.get_mset(0, 1).empty();
}

std::vector<std::string> Completer::queries() {
  const FrequentTerms terms(index_, within());
  const auto words =
      prefix_.empty() ? next_words(terms) : terms.with_prefix(term_of(prefix_), limit_ + kSpareWords, {});
  const std::string head = context_.text.substr(0, context_.text.size() - only_condition_) + tail_;
  const bool blank = !head.empty() && prefix_.empty() && tail_.empty() && head.back() != ' ' && head.back() != '(';
  const std::size_t prefix = term_of("[").size() - 1;
  std::set<std::string> seen;
  for (const std::string& word : context_.words) seen.insert(analyzer_.stem(word));
  std::vector<std::string> result;
  std::size_t phrases = limit_ + kSparePhrases;
  for (const CountedTerm& each : words) {
    if (result.size() == limit_) break;
    const std::string word = each.term.substr(prefix);
    if (is_address(word) || analyzer_.is_stop_word(word) || !seen.insert(analyzer_.stem(word)).second) continue;
    const bool plain = is_plain_word(index_, word);
    const auto shown = plain ? word : shown_word(index_, analyzer_, word, terms.documents_with(each.term, kWitnesses));
    if (!shown) continue;
    std::string query = head + (blank ? " " : "") + finished(typed_, *shown);
    // Words of a phrase have to stand as it says.
    if (end_.quoted && (phrases == 0 || (--phrases, !is_found(query + '"')))) continue;
    result.push_back(std::move(query));
  }
  return result;
}

// The articles whose titles hold the words.
Xapian::Query Completer::in_titles() const {
  std::vector<Xapian::Query> words;
  for (const std::string& stem : context_.stems) {
    if (words.size() == kMaxContext) break;
    words.emplace_back(prefixed_term(kTitleStemPrefix, stem));
  }
  if (!prefix_.empty()) {
    const std::string prefix = prefixed_term(find_field("title")->prefix, prefix_);
    std::vector<Xapian::Query> endings;
    for (const CountedTerm& term : FrequentTerms(index_, nullptr).with_prefix(prefix, kMaxTitleWords, {}))
      endings.emplace_back(term.term);
    if (endings.empty()) return {};
    words.push_back(combine(Xapian::Query::OP_OR, endings));
  }
  if (words.empty()) return {};
  return without(combine(Xapian::Query::OP_AND, words), removed_terms(database_));
}

std::vector<TitleCompletion> Completer::titles() const {
  const Xapian::Query query = in_titles();
  if (query.empty()) return {};
  Xapian::Enquire enquire(database_);
  set_unweighted(enquire, index_, query);
  std::vector<std::pair<float, Xapian::docid>> found;
  const Xapian::MSet matches = enquire.get_mset(0, index_.has_remote() ? kTitlesOfServers : kTitles);
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    if (index_.is_duplicate(*match)) continue;
    const float quality = index_.quality(*match);
    found.emplace_back(std::isnan(quality) ? -1.0F : quality, *match);
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::vector<TitleCompletion> result;
  std::set<std::string> seen;
  for (const auto& [quality, document] : found) {
    if (result.size() == limit_) break;
    const auto article = index_.article(document);
    if (article && seen.insert(article->title).second) result.push_back({article->title, article->id});
  }
  return result;
}

// Those of which words begin as the words that were typed.
std::vector<std::string> Completer::topics() {
  const Field& field = *find_field("topic");
  std::vector<std::string> words = context_.words;
  if (!prefix_.empty()) words.push_back(prefix_);
  if (words.empty() || words.size() > kMaxContext) return {};
  for (const std::string& word : words) {
    const std::string term = prefixed_term(kTopicTextPrefix, word);
    if (database_.allterms_begin(term) == database_.allterms_end(term)) return {};
  }
  const std::string prefix(field.prefix);
  std::vector<std::string> result;
  for (const CountedTerm& term :
       FrequentTerms(index_, nullptr).with_prefix(prefix, limit_, [&](const std::string& topic) {
         return holds_words(std::string_view(topic).substr(prefix.size()), words);
       }))
    result.push_back(written_value(database_, analyzer_, field, term.term.substr(prefix.size())));
  return result;
}

Completions Completer::run(std::string_view text) {
  Completions completions;
  if (!split(last_bytes(text))) return completions;
  understand();
  if (end_.field != nullptr && end_.field->kind != FieldKind::text) {
    complete_field(completions);
    return completions;
  }
  if (prefix_.empty() && context_.words.empty()) return completions;
  completions.queries = queries();
  completions.topics = topics();
  completions.titles = titles();
  return completions;
}

}  // namespace

Completions complete(const IndexReader& index, Analyzer& analyzer, std::string_view text, std::size_t limit) {
  return Completer(index, analyzer, limit).run(text);
}

}  // namespace newsrank::detail
