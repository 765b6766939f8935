// SPDX-License-Identifier: GPL-2.0-or-later
// FieldMap: the field map that a run reads by, the built-in one or one that somebody changed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "reading/fields/field_names.hpp"

namespace newsrank {

// Never changed while it is read by; threads may share it.
class FieldMap {
 public:
  // The one of field_names.hpp.
  static const FieldMap& built_in();

  // Gives a member these keys, the best first, in place of those it has; a key of another member moves. `member` is
  // named as member_of() names it, or draft or slug. Error: invalid_argument.
  Result<void> set(std::string_view member, const std::vector<std::string>& keys);

  // The number of a name in order of preference, compared without case, `-` and `_`.
  std::optional<std::size_t> find(std::string_view name) const;
  ArticleKey key(std::size_t number) const { return changed() ? names_[number].key : field_name(number).key; }

  // All that differs from the built-in map, as text; empty: nothing does.
  const std::string& changes() const { return changes_; }

 private:
  struct Name {
    std::string plain;
    ArticleKey key;
  };

  bool changed() const { return !changes_.empty(); }

  std::vector<Name> names_;          // in order of preference; empty: the built-in ones
  std::vector<std::size_t> sorted_;  // their numbers by name
  std::string changes_;
};

}  // namespace newsrank
