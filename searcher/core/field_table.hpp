// SPDX-License-Identifier: GPL-2.0-or-later
// FieldTable: all fields of an index, those of every article and its own.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {

// The field at `number` of the declarations has terms and slots that follow from its number. Immutable; the fields are
// valid as long as the table.
class FieldTable {
 public:
  // The fields of every article, without own ones.
  static const FieldTable& built_in();

  // With own ones. Error: invalid_argument, which names the declaration.
  static Result<std::shared_ptr<const FieldTable>> make(std::vector<FieldDeclaration> declared);

  FieldTable(const FieldTable&) = delete;
  FieldTable& operator=(const FieldTable&) = delete;

  const std::vector<FieldDeclaration>& declared() const { return declared_; }
  // The own fields, in the order of the declarations.
  std::span<const Field> own() const { return own_; }
  // The field of that name, or null; the second looks at own ones alone.
  const Field* find(std::string_view name) const;
  const Field* find_own(std::string_view name) const;
  // The declaration of an own field.
  const FieldDeclaration& declaration_of(const Field& own) const {
    return declared_[static_cast<std::size_t>(&own - own_.data())];
  }
  // Whether an own field is not given back.
  bool hides_some() const { return hides_some_; }

  // Calls visit(field) for all, own ones last.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const Field& field : fields()) visit(field);
    for (const Field& field : own_) visit(field);
  }

 private:
  explicit FieldTable(std::vector<FieldDeclaration> declared);

  std::vector<FieldDeclaration> declared_;
  std::vector<Field> own_;  // with names of declared_
  bool hides_some_ = false;
};

using FieldTablePtr = std::shared_ptr<const FieldTable>;

// "text", "keyword", "number", "date", "flag", of other kinds nothing; and back.
std::string_view kind_name(FieldKind kind);
std::optional<FieldKind> kind_named(std::string_view name);

// The declarations as a text of one line each, as the metadata of an index keep it; empty: none. And back: nothing if
// it is damaged.
std::string format_declarations(std::span<const FieldDeclaration> declared);
std::optional<std::vector<FieldDeclaration>> parse_declarations(std::string_view text);

// The declarations of two indexes that are searched as one: the longer of the two lists, where that begins with the
// other. Error: schema_mismatch, which names the first field that differs.
Result<std::vector<FieldDeclaration>> united(const std::vector<FieldDeclaration>& first,
                                             const std::vector<FieldDeclaration>& second);

}  // namespace newsrank::detail
