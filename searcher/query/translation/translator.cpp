// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/translator.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/filters.hpp"
#include "query/translation/part.hpp"
#include "query/translation/text_translator.hpp"
#include "query/translation/text_units.hpp"
#include "query/translation/wildcard.hpp"

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

// What the children of a bag come to.
struct BagParts {
  std::vector<RunnableQuery> should;
  std::vector<TellingWord> telling;  // of these
  std::vector<RunnableQuery> must;
  std::vector<XQuery> filters;
  std::vector<XQuery> excluded;
  bool unrestricting = false;  // a filter that lets everything through was among them

  bool empty() const { return should.empty() && must.empty() && filters.empty() && excluded.empty() && !unrestricting; }
  // The alternatives, if they are all that has to match.
  bool of_alternatives() const { return must.empty() && !should.empty(); }
  // Takes what is in it; `alternatives` if they are all that has to match, which were taken before.
  RunnableQuery take(std::optional<RunnableQuery> alternatives);
};

RunnableQuery BagParts::take(std::optional<RunnableQuery> alternatives) {
  const bool of_both = !must.empty() && !should.empty();
  const bool of_none = must.empty() && !alternatives;
  RunnableQuery words;
  if (alternatives) {
    words = std::move(*alternatives);
  } else if (!must.empty()) {
    words = combined(TermQuery::Matching::all, std::move(must));
  }
  if (!of_both && filters.empty() && excluded.empty() && !of_none) return words;
  XQuery match = of_none ? all_documents() : engine_matches(words);
  if (of_both) {
    match = XQuery(XQuery::OP_AND_MAYBE, match, engine_matches(combined(TermQuery::Matching::any, std::move(should))));
  }
  if (!filters.empty()) {
    const XQuery filter = combine(XQuery::OP_AND, filters);
    match = of_none ? filter : XQuery(XQuery::OP_FILTER, match, filter);
  }
  if (!excluded.empty()) match = XQuery(XQuery::OP_AND_NOT, match, combine(XQuery::OP_OR, excluded));
  return match;
}

bool speaks_of_removed(const Query& node) {
  return (node.kind == QueryKind::value && node.field == "removed") ||
         std::any_of(node.children.begin(), node.children.end(), speaks_of_removed);
}

// Alternatives only: whatever holds one of them matches.
bool is_plain_bag(const Query& node) {
  const auto is_text = [](const Query& leaf) {
    return leaf.field.empty() && leaf.occur == Occur::should &&
           (leaf.kind == QueryKind::word || leaf.kind == QueryKind::phrase);
  };
  return is_text(node) ||
         (node.kind == QueryKind::bag && std::all_of(node.children.begin(), node.children.end(), is_text));
}

bool has_small_letter(const Query& node) {
  const bool is_text = node.kind == QueryKind::word || node.kind == QueryKind::phrase;
  return (is_text && std::any_of(node.text.begin(), node.text.end(), [](char c) { return c >= 'a' && c <= 'z'; })) ||
         std::any_of(node.children.begin(), node.children.end(), has_small_letter);
}

// A word that was said before says nothing more.
void drop_repeated(std::vector<const Query*>& words) {
  std::vector<const Query*> kept;
  for (const Query* word : words) {
    const auto same = [word](const Query* other) {
      return other->kind == QueryKind::word && other->text == word->text && other->field == word->field &&
             other->occur == word->occur && other->boost == word->boost;
    };
    if (word->kind != QueryKind::word || std::none_of(kept.begin(), kept.end(), same)) kept.push_back(word);
  }
  words = std::move(kept);
}

class Translator {
 public:
  Translator(Analyzer& analyzer, const TermSource& terms, const TranslatorOptions& options)
      : analyzer_(analyzer),
        database_(terms),
        fields_(terms.fields()),
        options_(options),
        text_(analyzer, terms, options, diagnostics_) {}

  TranslatedQuery run(const Query& tree);

 private:
  std::optional<Part> translate(const Query& node);
  std::optional<Part> leaf_or_group(const Query& node);
  std::optional<Part> bag(const Query& node);
  void add_to_bag(const Query& child, Part&& part, BagParts& parts, Part& result);
  RunnableQuery alternatives(BagParts& parts);
  bool names_time(const Query& node);
  void demand_word(Part& part);
  std::optional<Part> every(const Query& node);
  std::optional<Part> any(const Query& node);
  std::optional<Part> excluded(const Query& node);
  std::optional<Part> without(const Query& node);
  void remark_common_words(const Query& tree);

  Analyzer& analyzer_;
  const TermSource& database_;
  const FieldTable& fields_;
  const TranslatorOptions& options_;
  std::vector<QueryDiagnostic> diagnostics_;
  TextTranslator text_;
  std::vector<Token> tokens_;     // scratch space
  const Query* typed_ = nullptr;  // the bag of words that an article must hold a part of
  TranslatedQuery result_;
};

// An article of that time need not write it.
bool Translator::names_time(const Query& node) {
  const auto& time = result_.evidence.time;
  if (!time || node.kind != QueryKind::word || !node.field.empty()) return false;
  const auto units = text_units(analyzer_, node.text, tokens_);
  return units.size() == 1 && names(*time, units.front().parts.front().text);
}

void Translator::add_to_bag(const Query& child, Part&& part, BagParts& parts, Part& result) {
  if (child.occur == Occur::must_not) {
    parts.excluded.push_back(part.matches());
  } else if (part.all) {
    parts.unrestricting = true;
  } else if (part.filter) {
    parts.filters.push_back(part.matches());
  } else {
    if (child.occur != Occur::must) {
      if (part.telling.empty()) part.telling.push_back({part.matches(), names_time(child) ? 0 : part.articles});
      std::move(part.telling.begin(), part.telling.end(), std::back_inserter(parts.telling));
    }
    (child.occur == Occur::must ? parts.must : parts.should).push_back(std::move(part.query));
    take_clauses(result, std::move(part));
  }
}

// What is found by the words of a bag, if none is required.
RunnableQuery Translator::alternatives(BagParts& parts) {
  RunnableQuery words = combined(TermQuery::Matching::any, std::move(parts.should));
  // Of a group one word suffices: then the terms are not the words.
  const TermQuery* terms = terms_of(words);
  if (terms != nullptr && terms->words.size() != parts.telling.size()) words = engine_matches(words);
  const DemandMade made = make_demand(words, parts.telling, options_.demand, database_.get_doccount());
  result_.demanding = made != DemandMade::none;
  result_.both = made == DemandMade::both;
  result_.several = parts.telling.size() > 1;
  result_.both_of_all = result_.both && parts.telling.size() == 2;
  if (result_.several) result_.all_words = holding_all(parts.telling);
  return words;
}

// Of one word further ones of feedback are no alternatives.
void Translator::demand_word(Part& part) {
  const auto made =
      make_demand(part.query, {{part.matches(), part.articles}}, options_.demand, database_.get_doccount());
  result_.demanding = made != DemandMade::none;
}

std::optional<Part> Translator::bag(const Query& node) {
  // Stop words say nothing beside other words; alone they are all there is to go by.
  const bool only_stop_words = std::all_of(node.children.begin(), node.children.end(), [&](const Query& child) {
    return child.occur == Occur::must_not || child.kind == QueryKind::value || child.kind == QueryKind::range ||
           text_.is_stop_word(child);
  });
  Part result;
  std::vector<const Query*> children;
  for (const Query& child : node.children) {
    if (only_stop_words || child.occur == Occur::must_not || !text_.is_stop_word(child)) children.push_back(&child);
  }
  drop_repeated(children);
  BagParts parts;
  for (std::size_t i = 0; i < children.size(); ++i) {
    std::optional<Part> part;
    if (const std::size_t run = text_.synonym_run(children, i); run > 0) {
      if (part = text_.run_with_synonyms(children, i, run); part) {
        add_to_bag(*children[i], std::move(*part), parts, result);
        i += run - 1;
        continue;
      }
    }
    if (i + 1 < children.size()) part = text_.joined_pair(*children[i], *children[i + 1]);
    if (part) {
      add_to_bag(*children[i++], std::move(*part), parts, result);
    } else if (part = children[i]->occur == Occur::must_not ? excluded(*children[i]) : translate(*children[i]); part) {
      add_to_bag(*children[i], std::move(*part), parts, result);
    }
  }
  if (parts.empty()) return std::nullopt;
  result.filter = parts.should.empty() && parts.must.empty();
  result.all = result.filter && parts.filters.empty() && parts.excluded.empty();
  std::optional<RunnableQuery> words;
  if (parts.of_alternatives())
    words = &node == typed_ ? alternatives(parts) : combined(TermQuery::Matching::any, std::move(parts.should));
  result.query = parts.take(std::move(words));
  return result;
}

std::optional<Part> Translator::every(const Query& node) {
  Query as_bag = node;
  for (Query& child : as_bag.children) child.occur = Occur::must;
  return bag(as_bag);
}

std::optional<Part> Translator::any(const Query& node) {
  std::vector<Part> parts;
  for (const Query& child : node.children) {
    if (auto part = translate(child)) parts.push_back(std::move(*part));
  }
  if (parts.empty()) return std::nullopt;
  Part result;
  result.filter = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.filter; });
  std::vector<RunnableQuery> alternatives;
  for (Part& part : parts) {
    // Beside words a filter lets its articles in without a score.
    if (part.filter && !result.filter) scale(part.query, 0);
    result.articles += part.articles;
    alternatives.push_back(std::move(part.query));
    take_clauses(result, std::move(part));
  }
  result.query = combined(TermQuery::Matching::any, std::move(alternatives));
  return result;
}

std::optional<Part> Translator::excluded(const Query& node) {
  const bool before = text_.set_excluding(true);
  auto part = translate(node);
  text_.set_excluding(before);
  return part;
}

std::optional<Part> Translator::without(const Query& node) {
  auto result = translate(node.children.front());
  std::vector<XQuery> excluded;
  for (auto child = node.children.begin() + 1; child != node.children.end(); ++child) {
    if (const auto part = this->excluded(*child)) excluded.push_back(part->matches());
  }
  if (!result || excluded.empty()) return result;
  result->query = XQuery(XQuery::OP_AND_NOT, result->matches(), combine(XQuery::OP_OR, excluded));
  result->all = false;
  return result;
}

std::optional<Part> Translator::leaf_or_group(const Query& node) {
  switch (node.kind) {
    case QueryKind::nothing:
      return std::nullopt;
    case QueryKind::all:
      return match_all_part();
    case QueryKind::word:
      return text_.word(node);
    case QueryKind::phrase:
      return text_.phrase(node);
    case QueryKind::wildcard:
      return text_.wildcard(node);
    case QueryKind::value:
      if (database_.guesses()) return match_all_part();
      return value_filter(node, *fields_.find(node.field), analyzer_, database_.database(), diagnostics_);
    case QueryKind::range:
      return range_filter(node, *fields_.find(node.field));
    case QueryKind::bag:
      return bag(node);
    case QueryKind::all_of:
      return every(node);
    case QueryKind::any_of:
      return any(node);
    case QueryKind::and_not:
      return without(node);
  }
  return std::nullopt;
}

std::optional<Part> Translator::translate(const Query& node) {
  auto part = leaf_or_group(node);
  if (part && node.boost != 1.0 && !part->filter) {
    scale(part->query, node.boost);
    for (Clause& clause : part->required) scale(clause, node.boost);
    for (Clause& clause : part->boosters) scale(clause, node.boost);
  }
  return part;
}

// What is searched for: words, phrases and patterns that are not excluded.
void add_sought(const Query& node, std::vector<const Query*>& sought) {
  if (node.occur == Occur::must_not) return;
  if (node.kind == QueryKind::word || node.kind == QueryKind::phrase || node.kind == QueryKind::wildcard)
    sought.push_back(&node);
  const std::size_t used = node.kind == QueryKind::and_not ? 1 : node.children.size();
  for (std::size_t i = 0; i < used; ++i) add_sought(node.children[i], sought);
}

void Translator::remark_common_words(const Query& tree) {
  std::vector<const Query*> sought;
  add_sought(tree, sought);
  if (sought.empty()) return;
  if (!std::all_of(sought.begin(), sought.end(), [&](const Query* node) { return text_.is_common(*node); })) return;
  QueryDiagnostic common =
      remark(*sought.front(), DiagnosticSeverity::warning, "only_stop_words",
             "the query holds only words that nearly every article has", "add a telling word, or quote a phrase");
  common.end = sought.back()->end;
  diagnostics_.push_back(std::move(common));
}

TranslatedQuery Translator::run(const Query& tree) {
  text_.set_mixed_case(has_small_letter(tree));
  const bool merge = count_patterns(tree) > 1;
  const Query merged = merge ? with_patterns_merged(tree) : Query();
  text_.set_patterns(count_patterns(merged));
  const Query& used = merge ? merged : tree;
  typed_ = used.kind == QueryKind::and_not ? &used.children.front() : &used;
  TranslatedQuery& result = result_;
  result.evidence = evidence_of(tree, analyzer_, database_);
  auto part = translate(used);
  if (part && !part->filter && typed_->kind == QueryKind::word) demand_word(*part);
  remark_common_words(tree);
  result.diagnostics = std::move(diagnostics_);
  if (!part) {
    result.empty = true;
    return std::move(result);
  }
  result.scores = !part->filter;
  result.query = std::move(part->query);
  if (terms_of(result.query) == nullptr && !part->boosters.empty()) {
    std::vector<XQuery> boosters;
    for (const Clause& clause : part->boosters) boosters.push_back(clause.query);
    result.query = XQuery(XQuery::OP_AND_MAYBE, engine_query(result.query), combine(XQuery::OP_OR, boosters));
  }
  result.clauses = std::move(part->required);
  std::move(part->boosters.begin(), part->boosters.end(), std::back_inserter(result.clauses));

  result.with_removed = speaks_of_removed(tree);
  result.widenable = result.scores && is_plain_bag(tree);
  if (!result.scores) result.evidence = {};
  return std::move(result);
}

}  // namespace

std::vector<std::string> removed_terms(const TermSource& terms) {
  const std::string removed = prefixed_term(find_field("removed")->prefix, "true");
  if (!terms.term_exists(removed)) return {};
  return {removed};
}

TranslatedQuery translate(const Query& tree, Analyzer& analyzer, const TermSource& terms,
                          const TranslatorOptions& options) {
  return Translator(analyzer, terms, options).run(tree);
}

}  // namespace newsrank::detail
