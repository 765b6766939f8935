// SPDX-License-Identifier: GPL-2.0-or-later
// DocumentBuilder: from an article to the engine's document, by the schema and the analyzer.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "index/identity.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {

// Of one document, about: the engine takes some 400 bytes of memory for each. The longest articles of our collections
// have 20,000.
inline constexpr Xapian::termcount kMaxTerms = 200'000;

struct BuiltDocument {
  Xapian::Document document;
  std::string identity_term;      // one of its terms, by which it is found
  std::uint64_t text_tokens = 0;  // words of its texts: the sum of the wdf of its unprefixed terms
  bool cut = false;               // it has more terms or topics than are kept: the rest cannot be found
};

// The text tokens of a document that is stored.
std::uint64_t count_text_tokens(const Xapian::Document& document);

// Threads: keeps scratch memory; one for each thread.
class DocumentBuilder {
 public:
  // `fields`: with those of the index's own; null: it has none.
  explicit DocumentBuilder(Analyzer analyzer, FieldTablePtr fields = nullptr)
      : analyzer_(std::move(analyzer)), fields_(std::move(fields)) {}

  // The document of the article whose records are `versions`, the winner first. Error: invalid_argument for none, or a
  // winner that decode_article refuses.
  Result<BuiltDocument> build(const IdentityHash& identity, std::span<const std::string_view> versions);

  // The same, where versions.front() is known to be the record of `winner`.
  BuiltDocument build(const IdentityHash& identity, const Article& winner, std::span<const std::string_view> versions);

 private:
  struct TextField {
    std::string_view prefix;
    std::uint32_t weight;
    bool is_title = false;
  };

  // Adds the terms of one text, its positions from `first`; answers the position after its last.
  std::uint32_t add_text(const TextField& field, std::string_view text, std::uint32_t first);
  bool is_full() const { return built_.document.termlist_count() >= kMaxTerms; }
  void add_token(const TextField& field, std::string_view text, const Token& token, std::uint32_t first);
  void add_texts(const IdentityHash& identity, const Article& article);
  void add_values(const Article& article);
  void add_site(std::string_view address);
  // Calls visit(field, values) for what the article has in fields of the index's own.
  template <typename Visit>
  void for_each_own(const Article& article, Visit visit) const;
  void add_own_values(const Field& field, const std::vector<FieldValue>& values);
  void add_value(const Field& field, const std::string& text);
  void add_value(const Field& field, const std::vector<std::string>& texts);
  void add_value(const Field& field, bool flag);
  void add_value(const Field& field, const std::optional<bool>& flag);
  void add_value(const Field& field, const std::optional<double>& number);
  void add_value(const Field& field, const std::optional<std::int64_t>& moment);
  void add_value(const Field& field, const std::vector<ArticleField>& own);
  void add_list(const Field& field, std::vector<std::string_view> values);
  void add_keyword(const Field& field, std::string_view value);
  void add_slot(const Field& field, const std::string& value);

  void add_term(std::string_view prefix, std::string_view text, std::uint32_t wdf);
  void add_position(std::string_view prefix, std::string_view text, std::uint32_t position);

  Analyzer analyzer_;
  FieldTablePtr fields_;
  BuiltDocument built_;
  std::vector<Token> tokens_;
  std::vector<Token> title_tokens_;
  std::string term_;
};

}  // namespace newsrank::detail
