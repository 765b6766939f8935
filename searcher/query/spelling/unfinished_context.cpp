// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/unfinished_context.hpp"

#include <algorithm>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/query.hpp"
#include "newsrank/schema.hpp"
#include "query/spelling/frequent_terms.hpp"
#include "query/syntax/parser.hpp"
#include "query/translation/runnable_query.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxExpansions = 100;  // of a pattern

ParsedQuery parsed(std::string_view text, const FieldTable& fields) {
  ParseOptions options;
  options.require_all = true;
  return read_query(text, options, fields);
}

class ContextReader {
 public:
  ContextReader(const IndexReader& index, Analyzer& analyzer, std::string_view text)
      : index_(index), analyzer_(analyzer), searched_(text) {
    context_.text = text;
  }

  UnfinishedContext run(const ContextOptions& options) {
    visit(parsed(context_.text, index_.fields()).query);
    if (options.alternative) searched_.clear();
    const Xapian::Query query = matches_of_text(index_, analyzer_, searched_, options.with_removed);
    if (query.get_type() != Xapian::Query::LEAF_MATCH_ALL) context_.within = MatchingDocuments::of(index_, query);
    return std::move(context_);
  }

 private:
  // From the last leaf to the first, so that places before it stay.
  void visit(const Query& node) {
    for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
      const bool excluded =
          child->occur == Occur::must_not || (node.kind == QueryKind::and_not && &*child != &node.children.front());
      if (!excluded) visit(*child);
    }
    if (node.kind == QueryKind::word || node.kind == QueryKind::phrase) read_leaf(node);
  }

  void read_leaf(const Query& leaf) {
    std::vector<Token> tokens;
    analyzer_.analyze(leaf.text, tokens);
    std::erase_if(tokens, [](const Token& token) { return token.kind != TokenKind::word; });
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
      context_.words.insert(context_.words.begin(), token->text);
      const bool known = index_.database().term_exists(prefixed_term(kStemPrefix, token->stem));
      if (!known && leaf.kind == QueryKind::word && tokens.size() == 1) finish(leaf, *token);
      if (!analyzer_.is_stop_word(token->text) && (known || index_.database().term_exists(token->text)))
        context_.stems.insert(context_.stems.begin(), token->stem);
    }
  }

  void finish(const Query& leaf, Token& token) {
    const std::size_t at = context_.text.find(leaf.text, leaf.begin);
    if (at == std::string::npos || at + leaf.text.size() > leaf.end) return;
    std::string word;
    if (leaf.field.empty() && token.begin == 0 && token.end == leaf.text.size()) {
      const auto finished = FrequentTerms(index_, nullptr).with_prefix(token.text, 1, {});
      if (!finished.empty()) word = finished.front().term;
    }
    searched_.replace(at, leaf.text.size(), word);
    if (word.empty()) return;
    context_.text.replace(at, leaf.text.size(), word);
    token.text = word;
    token.stem = analyzer_.stem(word);
  }

  const IndexReader& index_;
  Analyzer& analyzer_;
  std::string searched_;  // the text without what no article has
  UnfinishedContext context_;
};

}  // namespace

UnfinishedContext understand_context(const IndexReader& index, Analyzer& analyzer, std::string_view text,
                                     const ContextOptions& options) {
  return ContextReader(index, analyzer, text).run(options);
}

Xapian::Query matches_of_text(const IndexReader& index, Analyzer& analyzer, std::string_view text, bool with_removed) {
  Xapian::Query query = all_documents();
  if (const Query tree = parsed(text, index.fields()).query; tree.kind != QueryKind::nothing) {
    TranslatorOptions options;
    options.max_expansions = kMaxExpansions;
    const TranslatedQuery translated = translate(tree, analyzer, index.terms(), options);
    if (!translated.empty) query = engine_matches(translated.query);
    with_removed = with_removed || translated.with_removed;
  }
  return with_removed ? query : without(query, removed_terms(index.database()));
}

}  // namespace newsrank::detail
