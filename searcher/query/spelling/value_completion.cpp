// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/value_completion.hpp"

#include <algorithm>
#include <set>

#include "core/text/ascii.hpp"
#include "core/text/characters.hpp"
#include "index/terms.hpp"
#include "query/translation/known_values.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kSpare = 20;  // values beyond those wanted, some of which are left out

std::string value_of(const Field& field, const std::string& term) {
  std::string value = term.substr(field.prefix.size());
  // The colon apart from the prefix, see prefixed_term().
  return prefixed_term(field.prefix, value) == term ? value : value.substr(1);
}

std::vector<std::string> values_of(const Field& field, const std::vector<CountedTerm>& terms) {
  std::vector<std::string> values;
  values.reserve(terms.size());
  for (const CountedTerm& term : terms) values.push_back(value_of(field, term.term));
  return values;
}

// Values of which another word than the first begins so.
std::vector<std::string> values_with_word(const FrequentTerms& terms, const Field& field, const std::string& folded,
                                          std::size_t wanted) {
  return values_of(field, terms.with_prefix(std::string(field.prefix), wanted, [&](const std::string& term) {
    const std::string value = value_of(field, term);
    return !value.starts_with(folded) && holds_words(value, {folded});
  }));
}

class DomainFilter {
 public:
  DomainFilter(const IndexReader& index, Analyzer& analyzer, const FrequentTerms& terms, const Field& field,
               const std::vector<std::string>& values)
      : index_(index), analyzer_(analyzer), terms_(terms), field_(field), offered_(values.begin(), values.end()) {}

  // Whether its provider's name is offered, too.
  bool leaves_out(const std::string& value) const {
    if (field_.name != "provider" || value.find('.') == std::string::npos) return false;
    const auto documents = terms_.documents_with(prefixed_term(field_.prefix, value), 1);
    if (documents.empty()) return false;
    const auto article = index_.article(documents.front());
    if (!article || analyzer_.fold(article->provider.domain) != value) return false;
    const std::string name = analyzer_.fold(article->provider.name);
    return name != value && offered_.contains(name);
  }

 private:
  const IndexReader& index_;
  Analyzer& analyzer_;
  const FrequentTerms& terms_;
  const Field& field_;
  std::set<std::string> offered_;
};

}  // namespace

bool has_values(const Field& field) {
  return field.kind == FieldKind::keyword || field.kind == FieldKind::flag;
}

std::vector<std::string> complete_value(const IndexReader& index, Analyzer& analyzer, const FrequentTerms& terms,
                                        const Field& field, std::string_view typed, std::size_t limit) {
  const std::string folded = analyzer.fold(trim(typed));
  const std::string prefix = folded.empty() ? std::string(field.prefix) : prefixed_term(field.prefix, folded);
  auto values = values_of(field, terms.with_prefix(prefix, limit + kSpare, {}));
  if (values.size() < limit && !folded.empty()) {
    auto more = values_with_word(terms, field, folded, limit + kSpare - values.size());
    values.insert(values.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  const DomainFilter domains(index, analyzer, terms, field, values);
  std::vector<std::string> result;
  for (const std::string& value : values) {
    if (result.size() == limit) break;
    if (!domains.leaves_out(value)) result.push_back(written_value(index.database(), analyzer, field, value));
  }
  return result;
}

std::string value_in_query(std::string_view value, bool quoted) {
  std::string safe;
  bool bare = !value.empty() && std::string_view("+-:/").find(value.front()) == std::string_view::npos;
  for_each_character(value, [&](char32_t c, std::string_view bytes) {
    if (c == U'\\' || is_double_quote(c)) safe += '\\';
    safe += bytes;
    bare = bare && !is_blank(c) && !is_double_quote(c) && c != kLeftSingleQuote &&
           std::u32string_view(U"\\^*?(),").find(c) == std::u32string_view::npos;
  });
  return bare && !quoted ? safe : '"' + safe + '"';
}

bool holds_words(std::string_view value, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    for (std::size_t at = value.find(word); at != std::string_view::npos; at = value.find(word, at + 1)) {
      if (at == 0 || value[at - 1] == ' ' || value[at - 1] == '-' || value[at - 1] == '/') return true;
    }
    return false;
  });
}

}  // namespace newsrank::detail
