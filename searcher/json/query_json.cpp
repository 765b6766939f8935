// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/query_json.hpp"

#include <array>

#include "json/response_json.hpp"

namespace newsrank::detail {
namespace {

// In the order of QueryKind, DiagnosticSeverity and Occur.
constexpr std::array<std::string_view, 11> kKinds{"nothing", "all", "word",   "phrase", "wildcard", "value",
                                                  "range",   "bag", "all_of", "any_of", "and_not"};
constexpr std::array<std::string_view, 3> kSeverities{"error", "warning", "note"};
constexpr std::array<std::string_view, 3> kOccurs{"should", "must", "must_not"};
static_assert(static_cast<std::size_t>(QueryKind::and_not) + 1 == kKinds.size());
static_assert(static_cast<std::size_t>(DiagnosticSeverity::note) + 1 == kSeverities.size());
static_assert(static_cast<std::size_t>(Occur::must_not) + 1 == kOccurs.size());

void write_range(JsonWriter& out, const QueryRange& range) {
  out.member("lower", range.lower);
  out.member("upper", range.upper);
  out.member("lower_exclusive", range.lower_exclusive);
  out.member("upper_exclusive", range.upper_exclusive);
}

void write_query(JsonWriter& out, const Query& node) {
  out.member("kind", kKinds[static_cast<std::size_t>(node.kind)]);
  out.member("field", node.field);
  out.member("text", node.text);
  out.member("slop", node.slop);
  if (node.kind == QueryKind::range) out.object("range", node.range, write_range);
  out.member("occur", kOccurs[static_cast<std::size_t>(node.occur)]);
  out.member("boost", node.boost);
  out.member("begin", node.begin);
  out.member("end", node.end);
  out.objects("children", node.children, write_query);
}

void write_token(JsonWriter& out, const ExplainedToken& token) {
  out.member("kind", token.kind);
  out.member("text", token.text);
  out.member("stem", token.stem);
  out.member("begin", token.begin);
  out.member("end", token.end);
  out.member("stop_word", token.stop_word);
}

}  // namespace

void write_diagnostic(JsonWriter& out, const QueryDiagnostic& diagnostic) {
  out.member("severity", kSeverities[static_cast<std::size_t>(diagnostic.severity)]);
  out.member("code", diagnostic.code);
  out.member("message", diagnostic.message);
  out.member("hint", diagnostic.hint);
  out.member("begin", diagnostic.begin);
  out.member("end", diagnostic.end);
}

std::string parsed_query_json(std::string_view text, const ParsedQuery& parsed) {
  return json_object([&](JsonWriter& out) {
    out.member("schema_version", kJsonSchemaVersion);
    out.member("text", text);
    out.member("canonical", format_query(parsed.query));
    out.object("query", parsed.query, write_query);
    out.objects("diagnostics", parsed.diagnostics, write_diagnostic);
  });
}

std::string query_explanation_json(std::string_view text, const QueryExplanation& explanation) {
  return json_object([&](JsonWriter& out) {
    out.member("schema_version", kJsonSchemaVersion);
    out.member("text", text);
    out.objects("tokens", explanation.tokens, write_token);
    out.member("tree", explanation.tree);
    out.member("engine_query", explanation.engine_query);
    out.objects("diagnostics", explanation.diagnostics, write_diagnostic);
  });
}

}  // namespace newsrank::detail
