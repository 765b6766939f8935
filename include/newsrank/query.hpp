// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// The query language: from text to a syntax tree with diagnostics, and back. The grammar is in
/// searcher/query/README.md.
///
/// Parsing knows the schema's field names, but neither the analyzer nor an index: it is pure and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/export.hpp"
#include "newsrank/schema.hpp"

namespace newsrank {

/// What a node of the syntax tree stands for.
enum class QueryKind : std::uint8_t {
  nothing,   ///< matches no article (an empty query)
  all,       ///< matches every article: `*`
  word,      ///< `text`, in `field` if that is not empty; one blank-separated piece, which the analyzer may cut into
             ///< several tokens
  phrase,    ///< `text` as consecutive words, or within `slop` extra words in any order if slop > 0
  wildcard,  ///< `text` with `*` (any characters) and `?` (one); a pattern that ends in its only `*` is a prefix search
  value,     ///< `text` is a value of the keyword, flag or identity field `field`; does not score
  range,     ///< number or date field `field` within `range`; does not score
  bag,       ///< implicit group: children with their `occur`
  all_of,    ///< a AND b
  any_of,    ///< a OR b; also lists field:(a, b)
  and_not,   ///< first child without the others: a NOT b
};

/// How a child of a bag takes part. A child that is a filter (a value, a range, or a group of nothing else) restricts
/// the whole bag unless it is must_not: it always has to match, and is no `must` child for the rule of the `should`
/// children. The parser gives it `should`.
enum class Occur : std::uint8_t {
  should,    ///< raises the score; at least one `should` child must match if there is no `must` child
  must,      ///< `+a`
  must_not,  ///< `-a`
};

/// A closed or open interval; an absent bound is open-ended. Dates are seconds since 1970-01-01T00:00:00Z.
struct QueryRange {
  std::optional<double> lower;   ///< absent: no lower bound
  std::optional<double> upper;   ///< absent: no upper bound
  bool lower_exclusive = false;  ///< whether `lower` itself is outside
  bool upper_exclusive = false;  ///< whether `upper` itself is outside

  /// Memberwise.
  friend bool operator==(const QueryRange&, const QueryRange&) = default;
};

/// A node of the syntax tree. Plain value.
struct Query {
  QueryKind kind = QueryKind::nothing;  ///< decides which members mean something
  std::string field;                    ///< canonical field name; empty: all text fields
  std::string text;                     ///< of a word, phrase, wildcard or value
  std::uint32_t slop = 0;               ///< extra words a phrase may have
  QueryRange range;                     ///< of a range
  Occur occur = Occur::should;          ///< meaningful in children of a bag
  double boost = 1.0;                   ///< `^2`; multiplies the node's part of the score
  std::vector<Query> children;          ///< of a group

  std::size_t begin = 0;  ///< byte offset in the query text; not part of the value
  std::size_t end = 0;    ///< byte offset behind it; not part of the value

  /// By value: places do not count.
  NEWSRANK_EXPORT friend bool operator==(const Query& a, const Query& b);
};

/// How much a remark about a query matters.
enum class DiagnosticSeverity : std::uint8_t {
  error,    ///< a part of the query was not used as written
  warning,  ///< it was used, but perhaps not as meant; or a limit cut something
  note,     ///< information, such as a correction that was made
};

/// One remark about a query, with the place it is about (byte offsets into the query text; begin == end points between
/// characters).
struct QueryDiagnostic {
  DiagnosticSeverity severity = DiagnosticSeverity::error;  ///< how much it matters
  std::string code;       ///< stable, for programs: "unknown_field", "unbalanced_quote", ...
  std::string message;    ///< for people: `unknown field "titel"`
  std::string hint;       ///< what to do: `did you mean title?`; may be empty
  std::size_t begin = 0;  ///< byte offset of its place in the query text
  std::size_t end = 0;    ///< byte offset behind it

  /// Memberwise.
  friend bool operator==(const QueryDiagnostic&, const QueryDiagnostic&) = default;
};

/// Limits that keep hostile queries cheap; what they cut is reported.
struct QueryLimits {
  std::size_t max_bytes = 8192;       ///< longer text is cut
  std::size_t max_nodes = 512;        ///< further leaves are left out
  std::size_t max_depth = 64;         ///< deeper groups are flattened
  std::size_t max_expansions = 1000;  ///< terms one wildcard stands for, the most frequent first; all wildcards of a
                                      ///< query together stand for four times as many
};

/// How query text is read.
struct ParseOptions {
  bool plain = false;        ///< the text is a bag of words without any syntax
  bool require_all = false;  ///< words of a bag must all match
  std::int64_t now = 0;      ///< for relative dates such as 7d and today; seconds since 1970-01-01T00:00:00Z
  QueryLimits limits;        ///< what a query may cost
  /// Fields beside those that every article has, see Searcher::fields(); those that no index can have are unknown.
  std::vector<FieldDeclaration> fields{};
};

/// A syntax tree, and what there is to say about the text.
struct ParsedQuery {
  Query query;                               ///< of what could be used
  std::vector<QueryDiagnostic> diagnostics;  ///< in order of their place
};

/// Parses any bytes (invalid UTF-8 is read as U+FFFD); never fails: what could not be used is in the diagnostics.
NEWSRANK_EXPORT ParsedQuery parse_query(std::string_view text, const ParseOptions& options = {});

/// Query text that parses back to an equal tree: parse_query(format_query(q)).query == q for every q that parse_query
/// returns, given limits that let that text pass: it can be longer than the one q came from. Given, too, the same
/// further fields.
NEWSRANK_EXPORT std::string format_query(const Query& query, const std::vector<FieldDeclaration>& fields = {});

/// The diagnostic as lines for a terminal: message, the query text, carets under the place. Control characters are
/// replaced.
NEWSRANK_EXPORT std::string format_diagnostic(const QueryDiagnostic& diagnostic, std::string_view query_text);

}  // namespace newsrank
