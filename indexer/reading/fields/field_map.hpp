// SPDX-License-Identifier: GPL-2.0-or-later
// FieldMap: the field map that a run reads by, the built-in one or one that somebody changed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/schema.hpp"
#include "reading/fields/field_names.hpp"

namespace newsrank {

// What a configuration says of a field of the index's own; what it leaves out stays as it was, or is the default.
struct OwnFieldChange {
  std::optional<FieldDeclaration> declaration{};   // without a name
  std::optional<std::vector<std::string>> keys{};  // of files, the best first
};

// What an article's quality is made from.
struct QualityRule {
  // A number field of the index's own; empty: the keys of the quality.
  std::string field{};
  // What becomes 0 and what 100, the greater of them first or last; nothing: the number is the quality.
  std::optional<std::pair<double, double>> range{};

  double operator()(double number) const;
};

// Never changed while it is read by; threads may share it.
class FieldMap {
 public:
  // With the own field that all indexes of files have unless somebody says otherwise: the author.
  FieldMap();

  // The one of field_names.hpp.
  static const FieldMap& built_in();

  // Gives a member these keys, the best first, in place of those it has; a key of another member moves. `member` is
  // named as member_of() names it, or draft or slug. Error: invalid_argument.
  Result<void> set(std::string_view member, const std::vector<std::string>& keys);

  // Whether files have such a member, or an own field is declared.
  bool knows(std::string_view member) const;

  // Declares an own field, or changes one. Error: invalid_argument.
  Result<void> set_own(std::string_view name, const OwnFieldChange& change);

  // Makes the quality from a number field of the index's own of that name, or from a key of files. To be called when
  // all is declared. Error: invalid_argument.
  Result<void> set_quality(const std::string& from, std::optional<std::pair<double, double>> range);
  const QualityRule& quality() const { return quality_; }

  // Reads no own fields: the index has none.
  void leave_own() { own_.clear(); }

  // The own fields; whether somebody declared them.
  const std::vector<FieldDeclaration>& own() const { return own_; }
  bool declares() const { return declares_; }

  // The number of a name in order of preference, compared without case, `-` and `_`.
  std::optional<std::size_t> find(std::string_view name) const;
  ArticleKey key(std::size_t number) const { return changed() ? names_[number].key : field_name(number).key; }
  // Which of own() a name of the key `own` fills.
  std::size_t own_number(std::size_t number) const { return changed() ? names_[number].own : 0; }

  // All that differs from the built-in map, as text; empty: nothing does.
  const std::string& changes() const { return changes_; }

 private:
  struct Name {
    std::string plain;
    ArticleKey key;
    std::size_t own = 0;
  };

  bool changed() const { return !changes_.empty(); }
  Result<void> set_keys(std::string_view member, const Name& meant, const std::vector<std::string>& keys);

  std::vector<Name> names_;          // in order of preference; empty: the built-in ones
  std::vector<std::size_t> sorted_;  // their numbers by name
  std::string changes_;
  std::vector<FieldDeclaration> own_;
  bool declares_ = false;
  QualityRule quality_;
};

}  // namespace newsrank
