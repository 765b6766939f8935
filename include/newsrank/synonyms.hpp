// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Synonyms: words that stand for each other in queries. No re-indexing is needed to change them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// A search for `from` also finds `to`. Each is a word, or several that are a phrase.
struct SynonymRule {
  std::string from;             ///< what a query says
  std::vector<std::string> to;  ///< what it finds as well

  /// Memberwise.
  friend bool operator==(const SynonymRule&, const SynonymRule&) = default;
};

/// A checked list of rules. Plain value; const use is thread-safe.
class NEWSRANK_EXPORT Synonyms {
 public:
  /// From YAML text, a list of groups whose members find each other, `[car, automobile]`, and of one-way rules,
  /// `{from: tv, to: [television]}`. Errors: invalid_argument with line and column for broken YAML, other shapes and
  /// empty entries; for more than 1 MiB of text, 10,000 rules, 32 entries in one group or rule, 200 bytes in an entry.
  static Result<Synonyms> parse(std::string_view yaml);

  /// From rules. Errors: invalid_argument for empty entries and lists, and beyond the limits of parse().
  static Result<Synonyms> make(std::vector<SynonymRule> rules);

  /// The rules of a group whose members find each other, one for each member.
  static std::vector<SynonymRule> group(const std::vector<std::string>& members);

  /// A group of n entries is n rules.
  const std::vector<SynonymRule>& rules() const { return rules_; }

 private:
  std::vector<SynonymRule> rules_;
};

}  // namespace newsrank
