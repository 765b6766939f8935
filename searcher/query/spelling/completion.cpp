// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/completion.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/engine_run.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/field_names.hpp"
#include "query/translation/known_values.hpp"
#include "query/translation/runnable_query.hpp"
#include "query/translation/text_units.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxBytes = 256;
constexpr std::size_t kMaxContext = 6;           // words before the last one
constexpr std::size_t kMaxTerms = 1'000;         // looked at for a prefix; where there are more, articles tell
constexpr std::size_t kMaxWords = 24;            // that a prefix stands for, the most frequent
constexpr Xapian::doccount kSample = 50;         // articles whose words are counted
constexpr Xapian::doccount kTitleSample = 200;   // articles whose quality is compared
constexpr std::size_t kMaxTermsOfArticle = 500;  // looked at for a next word
constexpr std::size_t kMinNextWord = 3;          // bytes

using Ranked = std::vector<std::pair<double, std::string>>;

void keep_best(Ranked& ranked, std::size_t count) {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(count, ranked.size()));
  std::partial_sort(ranked.begin(), ranked.begin() + kept, ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  ranked.resize(static_cast<std::size_t>(kept));
}

std::string_view last_bytes(std::string_view text) {
  if (text.size() <= kMaxBytes) return text;
  text.remove_prefix(text.size() - kMaxBytes);
  return text.substr(std::min(text.find_first_of(" \t\n"), text.size()));
}

class Completer {
 public:
  Completer(const IndexReader& index, Analyzer& analyzer, std::size_t limit)
      : index_(index), database_(index.database()), analyzer_(analyzer), limit_(limit) {}

  Completions run(std::string_view text);

 private:
  void read(std::string_view text);
  void sample_words(const std::string& prefix, Ranked& found) const;
  std::vector<std::string> words_with(const std::string& prefix, std::size_t count) const;
  Xapian::Query with_context(std::string_view stem_prefix) const;
  Ranked next_words();
  void count_words(Xapian::docid document, std::unordered_map<std::string, double>& counts) const;
  std::vector<std::string> queries();
  std::vector<TitleCompletion> titles() const;
  std::vector<std::string> topics();

  const IndexReader& index_;
  const Xapian::Database& database_;
  Analyzer& analyzer_;
  std::size_t limit_;

  std::string head_;                  // the text before the last word, with its words finished
  std::vector<std::string> typed_;    // folded words, as typed
  std::vector<std::string> stems_;    // of the words before the last one that say something
  std::string prefix_;                // the last word, folded; empty: a next word is wanted
  std::vector<std::string> endings_;  // words that begin with prefix_
};

// Words that are frequent with a short prefix are found in a sample of the articles, too.
void Completer::sample_words(const std::string& prefix, Ranked& found) const {
  const Xapian::docid last = database_.get_lastdocid();
  const Xapian::docid step = std::max<Xapian::docid>(1, last / kSample);
  std::set<std::string> words;
  for (Xapian::docid document = 1; document <= last && document / step <= kSample; document += step) {
    // A number that was given up has no words: its posting list of all articles steps over it.
    auto posting = database_.postlist_begin("");
    posting.skip_to(document);
    if (posting == database_.postlist_end("") || *posting != document) continue;
    auto term = database_.termlist_begin(document);
    const auto end = database_.termlist_end(document);
    for (term.skip_to(prefix); term != end && (*term).compare(0, prefix.size(), prefix) == 0; ++term) {
      words.insert(*term);
    }
  }
  for (const std::string& word : words) found.emplace_back(static_cast<double>(database_.get_termfreq(word)), word);
}

std::vector<std::string> Completer::words_with(const std::string& prefix, std::size_t count) const {
  Ranked found;
  const auto end = database_.allterms_end(prefix);
  auto term = database_.allterms_begin(prefix);
  for (; term != end && found.size() < kMaxTerms; ++term) {
    found.emplace_back(static_cast<double>(term.get_termfreq()), *term);
  }
  if (term != end) sample_words(prefix, found);
  keep_best(found, found.size());
  std::vector<std::string> words;
  for (auto& [frequency, word] : found) {
    if (words.size() == count) break;
    if (words.empty() || words.back() != word) words.push_back(std::move(word));
  }
  return words;
}

// `title` of "title:sal".
bool is_field_name(std::string_view text, const Token& token) {
  return token.end < text.size() && text[token.end] == ':' && resolve_field(token.text).field != nullptr;
}

void Completer::read(std::string_view text) {
  std::vector<Token> tokens;
  analyzer_.analyze(text, tokens);
  std::erase_if(tokens, [](const Token& token) { return token.kind != TokenKind::word; });
  std::size_t done = 0;  // bytes of `text` that are in head_
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (is_field_name(text, token)) continue;
    typed_.push_back(token.text);
    if (i + 1 == tokens.size() && token.end == text.size()) {
      head_ += text.substr(done, token.begin - done);
      prefix_ = token.text;
      return;
    }
    const bool known = database_.term_exists(token.text);
    if (!known) {
      if (auto finished = words_with(token.text, 1); !finished.empty()) {
        head_ += text.substr(done, token.begin - done);
        head_ += finished.front();
        done = token.end;
        token.stem = analyzer_.stem(finished.front());
      }
    }
    if (!analyzer_.is_stop_word(token.text)) stems_.push_back(token.stem);
  }
  head_ += text.substr(done);
}

Xapian::Query Completer::with_context(std::string_view stem_prefix) const {
  std::vector<Xapian::Query> words;
  for (const std::string& stem : stems_) words.emplace_back(prefixed_term(stem_prefix, stem));
  return words.empty() ? Xapian::Query::MatchAll : Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
}

// The exact words of an article stand together behind the prefixed terms, which begin with capitals.
void Completer::count_words(Xapian::docid document, std::unordered_map<std::string, double>& counts) const {
  const std::string start = prefix_.empty() ? "[" : prefix_;
  auto term = database_.termlist_begin(document);
  const auto end = database_.termlist_end(document);
  term.skip_to(start);
  for (std::size_t count = 0; term != end && count < kMaxTermsOfArticle; ++term, ++count) {
    const std::string word = *term;
    if (!prefix_.empty() && word.compare(0, prefix_.size(), prefix_) != 0) break;
    if (prefix_.empty() && word.size() < kMinNextWord) continue;
    ++counts[word];
  }
}

// Frequent together with the words before; a next word of which nothing is typed is not just frequent everywhere.
Ranked Completer::next_words() {
  Xapian::Query query = with_context(kStemPrefix);
  if (!prefix_.empty()) {
    query = Xapian::Query(Xapian::Query::OP_AND, query,
                          Xapian::Query(Xapian::Query::OP_OR, endings_.begin(), endings_.end()));
  }
  Xapian::Enquire enquire(database_);
  set_unweighted(enquire, index_, query);
  const Xapian::MSet sample = enquire.get_mset(0, kSample);
  std::unordered_map<std::string, double> counts;
  for (auto match = sample.begin(); match != sample.end(); ++match) count_words(*match, counts);
  Ranked ranked;
  for (const auto& [word, count] : counts) ranked.emplace_back(count, word);
  keep_best(ranked, kMaxWords);
  if (!prefix_.empty()) return ranked;
  const double articles = static_cast<double>(database_.get_doccount());
  for (auto& [score, word] : ranked) {
    score *= std::log(1 + articles / static_cast<double>(std::max(1U, database_.get_termfreq(word))));
  }
  keep_best(ranked, ranked.size());
  return ranked;
}

std::vector<std::string> Completer::queries() {
  std::vector<std::string> words;
  if (stems_.empty()) {
    words = endings_;
  } else {
    for (auto& [score, word] : next_words()) words.push_back(std::move(word));
    if (words.empty()) words = endings_;
  }
  std::vector<std::string> result;
  std::set<std::string> seen;
  if (prefix_.empty()) seen.insert(stems_.begin(), stems_.end());
  for (const std::string& word : words) {
    if (result.size() == limit_) break;
    if (analyzer_.is_stop_word(word) || !seen.insert(analyzer_.stem(word)).second) continue;
    const bool blank = !head_.empty() && prefix_.empty() && head_.back() != ' ' && head_.back() != ':';
    result.push_back(head_ + (blank ? " " : "") + word);
  }
  return result;
}

std::vector<TitleCompletion> Completer::titles() const {
  Xapian::Query query = with_context(kTitleStemPrefix);
  if (!prefix_.empty()) {
    std::vector<std::string> words;
    for (const std::string& word : endings_) words.push_back(prefixed_term(find_field("title")->prefix, word));
    if (words.empty()) return {};
    query =
        Xapian::Query(Xapian::Query::OP_AND, query, Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end()));
  }
  Xapian::Enquire enquire(database_);
  set_unweighted(enquire, index_, without(query, removed_terms(database_)));
  std::vector<std::pair<float, Xapian::docid>> found;
  const Xapian::MSet sample = enquire.get_mset(0, kTitleSample);
  for (auto match = sample.begin(); match != sample.end(); ++match) {
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

bool holds_words(std::string_view topic, const std::vector<std::string>& typed) {
  return std::all_of(typed.begin(), typed.end(), [&](const std::string& word) {
    for (std::size_t at = topic.find(word); at != std::string_view::npos; at = topic.find(word, at + 1)) {
      if (at == 0 || topic[at - 1] == ' ' || topic[at - 1] == '-' || topic[at - 1] == '/') return true;
    }
    return false;
  });
}

// The topics of articles that have the words in some topic.
std::vector<std::string> Completer::topics() {
  const Field& field = *find_field("topic");
  const std::string prefix(field.prefix);
  std::vector<Xapian::Query> wanted;
  for (const std::string& word : typed_) {
    if (wanted.size() == kMaxContext) return {};
    const auto terms = words_with(prefixed_term(kTopicTextPrefix, word), kMaxWords);
    if (terms.empty()) return {};
    wanted.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  Xapian::Enquire enquire(database_);
  set_unweighted(enquire, index_, Xapian::Query(Xapian::Query::OP_AND, wanted.begin(), wanted.end()));
  const Xapian::MSet sample = enquire.get_mset(0, kSample);
  std::set<std::string> names;
  for (auto match = sample.begin(); match != sample.end(); ++match) {
    auto term = database_.termlist_begin(*match);
    const auto end = database_.termlist_end(*match);
    for (term.skip_to(prefix); term != end && (*term).compare(0, prefix.size(), prefix) == 0; ++term) {
      const std::string name = *term;
      if (holds_words(std::string_view(name).substr(prefix.size()), typed_)) names.insert(name);
    }
  }
  Ranked found;
  for (const std::string& name : names) found.emplace_back(static_cast<double>(database_.get_termfreq(name)), name);
  keep_best(found, limit_);
  std::vector<std::string> result;
  for (const auto& [frequency, term] : found) {
    result.push_back(written_value(database_, analyzer_, field, term.substr(prefix.size())));
  }
  return result;
}

Completions Completer::run(std::string_view text) {
  read(last_bytes(text));
  if (typed_.empty()) return {};
  if (stems_.size() > kMaxContext) stems_.erase(stems_.begin(), stems_.end() - kMaxContext);
  if (!prefix_.empty()) endings_ = words_with(prefix_, kMaxWords);
  Completions completions;
  if (!prefix_.empty() ? !endings_.empty() : !stems_.empty()) completions.queries = queries();
  completions.topics = topics();
  completions.titles = titles();
  return completions;
}

}  // namespace

Completions complete(const IndexReader& index, Analyzer& analyzer, std::string_view text, std::size_t limit) {
  return Completer(index, analyzer, limit).run(text);
}

}  // namespace newsrank::detail
